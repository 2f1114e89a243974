import { strict as assert } from 'node:assert';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProgressStore } from '../../client/progress-store';
import type { ProgressEvent } from '../../server/core/lessons/content';

let folder: string;
let path: string;

const event = (question: number): ProgressEvent => ({ kind: 'answered', lesson: 'one', question: `q${question}`, options: ['a', 'ü😀\n'], correct: true, at: '2026-11-21T10:00:00.000Z' });

describe('progress store', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sql-coach-progress-'));
    path = join(folder, 'new', 'progress.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is empty before the first event', async () => {
    assert.deepEqual(await new ProgressStore(path).read(), { events: [], damaged: [] });
  });

  it('gives another window and a later session what was appended', async () => {
    const store = new ProgressStore(path);
    await store.append(event(1));
    await store.append({ kind: 'opened', lesson: 'one', at: '2026-11-21T10:00:00.000Z' });
    assert.deepEqual((await new ProgressStore(path).read()).events.map(({ kind }) => kind), ['answered', 'opened']);
    assert.deepEqual((await new ProgressStore(path).read()).events[0], event(1));
  });

  it('loses nothing when two windows append at the same time', async () => {
    const windows = [new ProgressStore(path), new ProgressStore(path)];
    await Promise.all(Array.from({ length: 100 }, (_, index) => windows[index % 2]?.append(event(index))));
    const { events, damaged } = await new ProgressStore(path).read();
    assert.deepEqual(damaged, []);
    assert.deepEqual(events.map((each) => (each.kind === 'answered' ? Number(each.question.slice(1)) : -1)).toSorted((a, b) => a - b), Array.from({ length: 100 }, (_, index) => index));
  });

  it('skips and names damaged lines, keeps them in the file, and goes on after a line that was cut off', async () => {
    const store = new ProgressStore(path);
    await store.append(event(1));
    appendFileSync(path, 'not json\n{"kind":"opened"}\n{"kind":"answ');
    await store.append(event(2));
    const { events, damaged } = await store.read();
    assert.deepEqual(events, [event(1), event(2)]);
    assert.deepEqual(damaged, [2, 3, 4]);
    assert.match(readFileSync(path, 'utf8'), /not json/);
  });

  it('fails where the file cannot be read or written, and works again afterwards', async () => {
    mkdirSync(path, { recursive: true });
    const store = new ProgressStore(path);
    await assert.rejects(store.read());
    await assert.rejects(store.append(event(1)));
    rmSync(path, { recursive: true });
    await store.append(event(2));
    assert.deepEqual((await store.read()).events, [event(2)]);
  });

  it('reads any bytes', async () => {
    mkdirSync(join(folder, 'new'));
    writeFileSync(path, Buffer.from([0xff, 0xfe, 0x0a, 0x00, 0x0a, 0x7b]));
    assert.equal((await new ProgressStore(path).read()).damaged.length, 3);
  });
});
