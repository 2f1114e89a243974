import { commands, l10n, window, type Disposable, type Uri, type WebviewView } from 'vscode';
import type { LessonSummary } from '../server/core/lessons/content';
import type { Calendar } from '../server/core/lessons/calendar';
import { readProgress } from '../server/core/lessons/progress';
import { readToHost, type TodaySnapshot, type ToHost, type ToView } from '../webview/today/protocol';
import { ViewHost, viewSurface } from './panels/panel';
import type { ProgressStore, StoredProgress } from './progress-store';
import type { Requester } from './requester';

const viewType = 'sqlCoach.today';

export interface TodayParts {
  readonly extensionUri: Uri;
  readonly requester: Pick<Requester, 'request'>;
  readonly store: Pick<ProgressStore, 'read'>;
  readonly log: { error(message: string): void };
}

/** The view *Today* in the side bar: the next lesson, what was done, what could not be read. */
export class TodayView implements Disposable {
  readonly #parts: TodayParts;
  readonly #registration: Disposable;
  #host: ViewHost<ToHost, ToView> | undefined;
  #shown: TodaySnapshot = { state: 'loading' };
  #latest = 0;

  constructor(parts: TodayParts) {
    this.#parts = parts;
    this.#registration = window.registerWebviewViewProvider(viewType, { resolveWebviewView: (view) => this.#resolve(view) });
  }

  /** What the view shows. */
  get shown(): TodaySnapshot {
    return this.#shown;
  }

  /** Reads lessons and progress again, if the view is there. */
  async refresh(): Promise<void> {
    if (!this.#host) return;
    this.#latest += 1;
    const mine = this.#latest;
    const snapshot = await this.#read();
    if (mine === this.#latest) this.#show(snapshot);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#host?.dispose();
  }

  #resolve(view: WebviewView): void {
    const host = new ViewHost<ToHost, ToView>(viewSurface(view), {
      name: 'today', title: l10n.t('Today'), extensionUri: this.#parts.extensionUri, read: readToHost, receive: (message) => this.#receive(message),
    });
    this.#host = host;
    view.onDidDispose(() => {
      if (this.#host === host) this.#host = undefined;
    });
    // Another window may have written progress, and another day may have begun.
    view.onDidChangeVisibility(() => view.visible && void this.refresh());
    this.#show({ state: 'loading' });
    void this.refresh();
  }

  #show(snapshot: TodaySnapshot): void {
    this.#shown = snapshot;
    this.#host?.show({ type: 'snapshot', snapshot });
  }

  #receive(message: ToHost): void {
    switch (message.type) {
      case 'ready': return;
      case 'retry': return void this.refresh();
      case 'open': return void commands.executeCommand('sqlCoach.openLesson', message.lesson, undefined);
      case 'rule': return void commands.executeCommand('sqlCoach.openRule', message.rule);
    }
  }

  async #read(): Promise<TodaySnapshot> {
    try {
      const { lessons, problems } = await this.#parts.requester.request('sqlCoach/lessons', {});
      return todaySnapshot(lessons, await this.#progress(), problems, localCalendar());
    } catch (error) {
      return { state: 'failed', message: error instanceof Error ? error.message : String(error), next: l10n.t('Your progress is kept. Try again, or restart the language server.') };
    }
  }

  async #progress(): Promise<StoredProgress & { readonly unread: string | undefined }> {
    try {
      return { ...(await this.#parts.store.read()), unread: undefined };
    } catch (error) {
      const unread = error instanceof Error ? error.message : String(error);
      this.#parts.log.error(`Progress cannot be read: ${unread}`);
      return { events: [], damaged: [], unread };
    }
  }
}

function todaySnapshot(lessons: readonly LessonSummary[], stored: StoredProgress & { readonly unread: string | undefined }, problems: readonly string[], calendar: Calendar): TodaySnapshot {
  const progress = readProgress(lessons, stored.events, calendar);
  const damaged = stored.damaged.length === 0 ? [] : [l10n.t('Saved progress: lines {0} of the progress file could not be read. They are kept in a file beside it.', stored.damaged.join(', '))];
  const unread = stored.unread === undefined ? [] : [l10n.t('Saved progress cannot be read: {0}', stored.unread)];
  return {
    state: 'shown', next: progress.next ?? null, first: stored.events.length === 0 && stored.unread === undefined, daysThisWeek: progress.daysThisWeek.length,
    practised: progress.practised.slice(0, 5).map(({ rule, at }) => ({ rule, at: new Date(at).toLocaleDateString() })),
    problems: [...problems, ...damaged, ...unread],
    lessons: lessons.map(({ id, title, promise, trackTitle, minutes }, index) => {
      const { state = 'new', done = 0, steps = 0 } = progress.lessons[index] ?? {};
      return { id, title, promise, trackTitle, minutes, state, done, steps };
    }),
  };
}

/** Days by the clock of this machine. */
export function localCalendar(): Calendar {
  return { today: localDay(new Date()), dayOf: (at) => localDay(new Date(at)) };
}

function localDay(time: Date): string {
  return `${time.getFullYear()}-${String(time.getMonth() + 1).padStart(2, '0')}-${String(time.getDate()).padStart(2, '0')}`;
}
