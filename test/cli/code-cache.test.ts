import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedBundle } from '../../server/adapters/code-cache';

const source = `const twice = (n) => 2 * n; exports.answer = twice(21); exports.names = [typeof require, __filename, __dirname]; ${'function unused() { return 1; }\n'.repeat(50)}`;

describe('code-cache', () => {
  let folder: string;
  let bundle: string;
  let kept: string;
  const answerOf = (exports: unknown) => (exports as { readonly answer: number }).answer;
  const only = () => {
    const names = readdirSync(kept);
    assert.equal(names.length, 1, names.join(' '));
    return join(kept, names[0] ?? '');
  };
  /** Runs the bundle and keeps what was compiled; whether that was needed. */
  const runs = (much = false, version = '1.0.0'): boolean => {
    const before = readdirSync(folder).includes('kept') ? readdirSync(kept).map((name) => statSync(join(kept, name)).ino) : [];
    const cached = cachedBundle(bundle, version, kept);
    assert.equal(answerOf(cached.run()), 42);
    cached.keep(much);
    return !before.includes(statSync(only()).ino);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sql-coach-code-'));
    bundle = join(folder, 'bundle.js');
    kept = join(folder, 'kept');
    writeFileSync(bundle, source);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('runs a bundle as require does', () => {
    assert.deepEqual((cachedBundle(bundle, '1.0.0', undefined).run() as { readonly names: unknown }).names, ['function', bundle, folder]);
  });

  it('keeps what was compiled, for its owner alone, and takes it the next time', () => {
    assert.equal(runs(), true);
    if (process.platform !== 'win32') assert.equal(statSync(only()).mode & 0o777, 0o600);
    assert.equal(runs(), false);
  });

  it('keeps more once more of the bundle was used, and never less again', () => {
    assert.equal(runs(false), true);
    assert.equal(runs(true), true);
    assert.equal(runs(false), false);
    assert.equal(runs(true), false);
  });

  it('compiles anew for another bundle in its place and for another version', () => {
    assert.equal(runs(), true);
    writeFileSync(bundle, `${source}\n`);
    assert.equal(runs(), true);
    assert.equal(runs(false, '1.0.1'), true);
    assert.equal(runs(false, '1.0.1'), false);
  });

  it('compiles anew where what was kept is damaged', () => {
    runs();
    const whole = readFileSync(only());
    for (const damaged of [Buffer.alloc(0), Buffer.from('no header'), Buffer.from('{}\n'), whole.subarray(0, whole.indexOf(10) + 1), whole.subarray(0, whole.length - 100), Buffer.concat([whole.subarray(0, whole.indexOf(10) + 1), Buffer.alloc(500, 7)])]) {
      writeFileSync(only(), damaged);
      assert.equal(runs(), true, `${damaged.length} bytes`);
      assert.equal(runs(), false);
    }
  });

  it('does not run what others could have written', function () {
    if (process.platform === 'win32') this.skip();
    runs();
    chmodSync(only(), 0o666);
    assert.equal(runs(), true);
    assert.equal(statSync(only()).mode & 0o777, 0o600);
  });

  it('runs without a place to keep anything', () => {
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    for (const place of [blocked, join(blocked, 'below')]) {
      const cached = cachedBundle(bundle, '1.0.0', place);
      assert.equal(answerOf(cached.run()), 42);
      cached.keep(true);
    }
    mkdirSync(kept);
    assert.deepEqual(readdirSync(kept), []);
  });
});
