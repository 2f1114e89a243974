import { strict as assert } from 'node:assert';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProgressStore } from '../../client/progress-store';
import type { EventDraft } from '../../server/core/lessons/progress-event';

let folder: string;
let path: string;

const event = (question: number): EventDraft => ({
  type: 'answered', unit: 'one', item: `q${question}`, time: '2026-11-21T10:00:00.000Z', rating: 'good', attempts: 1, hints: 0,
  evidence: { answer: ['a', 'ü😀\n'], correct: true, sure: true, seconds: 4.5 },
});

/** Events without their ids. */
async function drafts(store: ProgressStore): Promise<readonly unknown[]> {
  return (await store.read()).events.map((stored) => Object.fromEntries(Object.entries(stored).filter(([name]) => name !== 'id')));
}

describe('progress store', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sql-coach-progress-'));
    path = join(folder, 'new', 'progress.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is empty before the first event', async () => {
    assert.deepEqual(await new ProgressStore(path).read(), { events: [], damaged: [] });
  });

  it('gives another window and a later session what was appended, each event with an id of its own', async () => {
    const store = new ProgressStore(path);
    const stored = [await store.append(event(1)), await store.append(event(1)), await store.append({ type: 'opened', unit: 'one', time: '2026-11-21T10:00:00.000Z' })];
    assert.deepEqual((await new ProgressStore(path).read()).events, stored);
    assert.deepEqual((await drafts(store))[0], event(1));
    assert.equal(new Set(stored.map(({ id }) => id)).size, 3);
  });

  it('loses nothing when two windows append at the same time', async () => {
    const windows = [new ProgressStore(path), new ProgressStore(path)];
    await Promise.all(Array.from({ length: 100 }, (_, index) => windows[index % 2]?.append(event(index))));
    const { events, damaged } = await new ProgressStore(path).read();
    assert.deepEqual(damaged, []);
    assert.deepEqual(events.map((each) => (each.type === 'answered' ? Number(each.item.slice(1)) : -1)).toSorted((a, b) => a - b), Array.from({ length: 100 }, (_, index) => index));
  });

  it('reads the log of the first version, and goes on in the same file', async () => {
    mkdirSync(join(folder, 'new'));
    const first = '{"kind":"answered","lesson":"one","question":"q","options":["b"],"correct":false,"at":"2026-11-20T10:00:00.000Z"}\n{"kind":"practised","lesson":"one","rule":"r","at":"2026-11-20T11:00:00.000Z"}\n';
    writeFileSync(path, first);
    const store = new ProgressStore(path);
    await store.append(event(1));
    const { events, damaged } = await store.read();
    assert.deepEqual(damaged, []);
    assert.deepEqual(events.map(({ type }) => type), ['answered', 'repaired', 'answered']);
    assert.ok(readFileSync(path, 'utf8').startsWith(first));
  });

  it('keeps the good events of a damaged log, moves what is damaged beside it, and goes on after a line that was cut off', async () => {
    const store = new ProgressStore(path);
    await store.append(event(1));
    appendFileSync(path, Buffer.from([0x6e, 0xff, 0xfe, 0x0a]));
    appendFileSync(path, '{"type":"opened"}\n{"id":"x","type":"answ');
    await store.append(event(2));
    const { events, damaged } = await store.read();
    assert.equal(events.length, 2);
    assert.deepEqual(damaged, [2, 3, 4]);
    assert.deepEqual(readFileSync(store.damagedPath), Buffer.concat([Buffer.from([0x6e, 0xff, 0xfe, 0x0a]), Buffer.from('{"type":"opened"}\n{"id":"x","type":"answ\n')]));
    assert.deepEqual(await store.read(), { events, damaged: [] });
    assert.deepEqual(await drafts(store), [event(1), event(2)]);
  });

  it('loses no event that another window appends while a log is repaired', async () => {
    const store = new ProgressStore(path);
    await store.append(event(0));
    appendFileSync(path, 'damaged\n');
    const other = new ProgressStore(path);
    const appended = Array.from({ length: 30 }, (_, index) => other.append(event(index + 1)));
    await Promise.all([store.read(), new ProgressStore(path).read(), ...appended]);
    assert.equal((await store.read()).events.length, 31);
  });

  it('keeps lines of a newer version, here and in what is exported', async () => {
    mkdirSync(join(folder, 'new'));
    const newer = '{"id":"n1","time":"2026-11-21T10:00:00.000Z","type":"sung","unit":"one","song":1}\n';
    writeFileSync(path, `${newer}broken\n`);
    const store = new ProgressStore(path);
    assert.deepEqual(await store.read(), { events: [], damaged: [2] });
    assert.equal(await store.export(), newer);
    assert.equal(readFileSync(path, 'utf8'), newer);
  });

  it('takes over the events of another machine once, and gives both machines the same', async () => {
    const [here, there] = [new ProgressStore(path), new ProgressStore(join(folder, 'there', 'progress.jsonl'))];
    await here.append(event(1));
    await there.append(event(2));
    await there.append(event(3));
    assert.deepEqual(await here.import(`${await there.export()}nonsense\n`), { added: 2, known: 0, damaged: [3] });
    assert.deepEqual(await here.import(await there.export()), { added: 0, known: 2, damaged: [] });
    assert.deepEqual(await there.import(await here.export()), { added: 1, known: 2, damaged: [] });
    const ids = async (store: ProgressStore) => (await store.read()).events.map(({ id }) => id).toSorted();
    assert.deepEqual(await ids(here), await ids(there));
  });

  it('deletes everything, and starts again', async () => {
    const store = new ProgressStore(path);
    await store.append(event(1));
    appendFileSync(path, 'damaged\n');
    await store.read();
    await store.delete();
    assert.deepEqual(readdirSync(join(folder, 'new')), []);
    assert.deepEqual(await store.read(), { events: [], damaged: [] });
    await store.append(event(2));
    assert.deepEqual(await drafts(store), [event(2)]);
  });

  it('goes on where a window died with the lock in its hand', async () => {
    mkdirSync(join(folder, 'new'));
    writeFileSync(`${path}.lock`, '');
    const past = new Date(Date.now() - 60_000);
    utimesSync(`${path}.lock`, past, past);
    const store = new ProgressStore(path);
    await store.append(event(1));
    assert.deepEqual(await drafts(store), [event(1)]);
  });

  it('fails where the file cannot be read or written, and works again afterwards', async () => {
    mkdirSync(path, { recursive: true });
    const store = new ProgressStore(path);
    await assert.rejects(store.read());
    await assert.rejects(store.append(event(1)));
    rmSync(path, { recursive: true });
    await store.append(event(2));
    assert.deepEqual(await drafts(store), [event(2)]);
  });

  it('reads any bytes', async () => {
    mkdirSync(join(folder, 'new'));
    writeFileSync(path, Buffer.from([0xff, 0xfe, 0x0a, 0x00, 0x0a, 0x7b]));
    assert.equal((await new ProgressStore(path).read()).damaged.length, 3);
  });
});
