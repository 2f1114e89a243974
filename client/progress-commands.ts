import type { Calendar } from '../server/core/lessons/calendar';
import { readWeeklyGoal } from '../server/core/lessons/weekly-goal';
import type { ProgressStore } from './progress-store';

/** What the commands ask of the editor; without `vscode`, so that they run in tests as they are. */
export interface ProgressSurface {
  /** Lets the user choose a file and writes it; false where they chose none. */
  save(text: string): Promise<boolean>;
  /** The text of a file that the user chooses; undefined where they choose none. */
  open(): Promise<string | undefined>;
  /** Whether the user chose `action` in a dialog that blocks the window. */
  confirm(message: string, detail: string, action: string): Promise<boolean>;
  inform(message: string): void;
  fail(message: string): void;
}

export interface ProgressCommandParts {
  readonly store: ProgressStore;
  readonly surface: ProgressSurface;
  readonly changed: () => void;
  /** The time in ISO form. */
  readonly now: () => string;
  readonly calendar: () => Calendar;
}

/** Export, import and deletion of progress, and the pause of the weekly goal. No command rejects. */
export function progressCommands({ store, surface, changed, now, calendar }: ProgressCommandParts) {
  const safely = (work: () => Promise<void>) => async () => {
    try {
      await work();
    } catch (error) {
      surface.fail(`Progress: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return {
    'sqlCoach.exportProgress': safely(async () => {
      const text = await store.export();
      if (text === '') return surface.inform('There is no progress to export yet.');
      if (await surface.save(text)) surface.inform(`Exported ${count(text.split('\n').length - 1, 'event')}. Import the file on another machine; nothing is counted twice.`);
    }),
    'sqlCoach.importProgress': safely(async () => {
      const text = await surface.open();
      if (text === undefined) return;
      const { added, known, damaged } = await store.import(text);
      if (added + known === 0) return surface.fail('This file has no progress of SQL Coach. Choose a file that “Export Progress” wrote.');
      changed();
      const unread = damaged.length === 0 ? '' : ` ${count(damaged.length, 'line')} could not be read (${damaged.slice(0, 5).join(', ')}${damaged.length > 5 ? ', …' : ''}).`;
      surface.inform(`Imported ${count(added, 'event')}; ${known} were here already.${unread}`);
    }),
    'sqlCoach.deleteProgress': safely(async () => {
      const { events } = await store.read();
      if (!(await surface.confirm('Delete all progress on this machine?', `${count(events.length, 'event')}, with your reviews and weeks. This cannot be undone; export first if you may want it back. Your exercise files stay.`, 'Delete Progress'))) return;
      await store.delete();
      changed();
    }),
    'sqlCoach.pauseGoal': safely(async () => {
      const { events } = await store.read();
      const { paused } = readWeeklyGoal(events, 4, calendar());
      await store.append({ type: paused ? 'resumed' : 'paused', unit: '', time: now() });
      changed();
      surface.inform(paused ? 'The weekly goal counts again.' : 'The weekly goal is paused: weeks neither count nor break anything until you resume it with the same command.');
    }),
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
