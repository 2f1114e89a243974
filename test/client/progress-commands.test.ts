import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { progressCommands, type ProgressSurface } from '../../client/progress-commands';
import { ProgressStore } from '../../client/progress-store';
import { reminderOf } from '../../client/reminder';

let folder: string;
let said: string[];
let file: string | undefined;
let agrees: boolean;
let changes: number;

const surface: ProgressSurface = {
  save: async (text) => {
    if (file === undefined) return false;
    file = text;
    return true;
  },
  open: async () => file,
  confirm: async (message, detail) => {
    said.push(`? ${message} ${detail}`);
    return agrees;
  },
  inform: (message) => void said.push(message),
  fail: (message) => void said.push(`! ${message}`),
};

const storeAt = (name: string) => new ProgressStore(join(folder, name, 'progress.jsonl'));
const opened = (unit: string) => ({ type: 'opened', unit, time: '2026-11-21T10:00:00.000Z' }) as const;

function commandsOf(store: ProgressStore) {
  return progressCommands({
    store, surface, changed: () => void changes++, now: () => '2026-11-21T10:00:00.000Z', calendar: () => ({ today: '2026-11-21', dayOf: (at) => at.slice(0, 10) }),
  });
}

describe('progress commands', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sql-coach-progress-'));
    said = [];
    file = '';
    agrees = true;
    changes = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('carry progress to another machine, where nothing is counted twice', async () => {
    const [here, there] = [storeAt('here'), storeAt('there')];
    await here.append(opened('one'));
    await here.append(opened('two'));
    await commandsOf(here)['sqlCoach.exportProgress']();
    await commandsOf(there)['sqlCoach.importProgress']();
    await commandsOf(there)['sqlCoach.importProgress']();
    assert.deepEqual((await there.read()).events, (await here.read()).events);
    assert.match(said[0] ?? '', /^Exported 2 events\./);
    assert.deepEqual(said.slice(1), ['Imported 2 events; 0 were here already.', 'Imported 0 events; 2 were here already.']);
    assert.equal(changes, 2);
  });

  it('say when there is nothing to export, and refuse a file that is something else', async () => {
    const store = storeAt('here');
    await commandsOf(store)['sqlCoach.exportProgress']();
    file = 'id,name\n1,x\n';
    await commandsOf(store)['sqlCoach.importProgress']();
    assert.match(said[0] ?? '', /no progress to export/);
    assert.match(said[1] ?? '', /^! This file has no progress/);
    assert.equal(changes, 0);
  });

  it('name the lines of an imported file that could not be read', async () => {
    file = 'broken\n{"id":"a","time":"2026-11-21T10:00:00Z","type":"opened","unit":"one"}\n';
    await commandsOf(storeAt('here'))['sqlCoach.importProgress']();
    assert.deepEqual(said, ['Imported 1 event; 0 were here already. 1 line could not be read (1).']);
  });

  it('do nothing where the user chooses no file', async () => {
    const store = storeAt('here');
    await store.append(opened('one'));
    file = undefined;
    await commandsOf(store)['sqlCoach.exportProgress']();
    await commandsOf(store)['sqlCoach.importProgress']();
    assert.deepEqual([said, changes], [[], 0]);
  });

  it('delete only after the user agreed, and say how much it is', async () => {
    const store = storeAt('here');
    await store.append(opened('one'));
    agrees = false;
    await commandsOf(store)['sqlCoach.deleteProgress']();
    assert.equal((await store.read()).events.length, 1);
    assert.match(said[0] ?? '', /Delete all progress.*1 event,/);
    agrees = true;
    await commandsOf(store)['sqlCoach.deleteProgress']();
    assert.equal((await store.read()).events.length, 0);
    assert.equal(changes, 1);
  });

  it('pause and resume the weekly goal', async () => {
    const store = storeAt('here');
    await commandsOf(store)['sqlCoach.pauseGoal']();
    await commandsOf(store)['sqlCoach.pauseGoal']();
    assert.deepEqual((await store.read()).events.map(({ type }) => type), ['paused', 'resumed']);
  });

  it('say why where the file cannot be read', async () => {
    mkdirSync(join(folder, 'here', 'progress.jsonl'), { recursive: true });
    await commandsOf(storeAt('here'))['sqlCoach.exportProgress']();
    assert.match(said[0] ?? '', /^! Progress: EISDIR/);
  });
});

describe('reminder', () => {
  const goal = { goal: 4, days: ['2026-11-20'], met: false, weeksMet: 0, inARow: 0, bridgesLeft: 2, paused: false };

  it('comes once a day, and not where it is not needed', () => {
    assert.equal(reminderOf(goal, '2026-11-21', '2026-11-20'), '1 of 4 days of this week. The next step is in “Today”.');
    assert.match(reminderOf({ ...goal, days: [] }, '2026-11-21', undefined) ?? '', /^Your goal for this week: 4 days/);
    assert.equal(reminderOf(goal, '2026-11-21', '2026-11-21'), undefined);
    assert.equal(reminderOf(goal, '2026-11-20', undefined), undefined);
    assert.equal(reminderOf({ ...goal, met: true }, '2026-11-21', undefined), undefined);
    assert.equal(reminderOf({ ...goal, paused: true }, '2026-11-21', undefined), undefined);
  });
});
