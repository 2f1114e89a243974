import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { hostSuites } from './suites';

/** One test that ran inside VS Code. */
export interface HostResult {
  readonly title: string;
  readonly error?: string;
  /** Milliseconds. */
  readonly duration: number;
}

/** Called by VS Code in its extension host; a rejection makes the window end with 1. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 600_000, color: false, reporter: 'min' });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  hostSuites();
  const { HOST_RESULTS } = process.env;
  const results: HostResult[] = [];
  const save = (running: readonly HostResult[] = []) => {
    if (HOST_RESULTS) writeFileSync(HOST_RESULTS, JSON.stringify([...results, ...running]));
  };
  const failed = await new Promise<number>((done) => {
    const runner = mocha.run(done);
    // Where a test never ends, its name is there.
    runner.on('test', (test) => save([{ title: test.fullTitle(), error: 'It did not end.', duration: 0 }]));
    runner.on('pass', (test) => results.push({ title: test.fullTitle(), duration: test.duration ?? 0 }));
    runner.on('fail', (test, error: Error) => results.push({ title: test.fullTitle(), error: error.stack ?? String(error), duration: 0 }));
  });
  save();
  if (failed > 0) throw new Error(`${failed} failed`);
}
