import assert from 'node:assert/strict';
import { never } from '../../server/core/host';
import { indexLines, positionAt } from '../../server/core/text/line-index';
import type { TracedStatement } from '../../server/core/trace/model';
import { traceFiles } from '../../server/core/trace/trace';
import { absentHistories, histories, migrationsOf } from '../corpus/histories.mjs';
import { readHistory } from '../corpus/read-history';
import { testEmbedded } from './embedded';

/** What the prediction has to reach, in percent of all statements that ran. */
const wanted = 99.5;

/** Locks and rewrites are as predicted; where nothing is predicted that is no agreement. */
function agrees({ predicted, differences }: TracedStatement): boolean {
  return predicted.certainty !== 'unknown' && differences.every(({ aspect }) => aspect !== 'locks' && aspect !== 'rewrites');
}

// The runner says which histories are absent, and how to bring them.
describe('the prediction on whole histories of real projects', function () {
  this.timeout(30 * 60_000);
  const database = testEmbedded();
  after(() => database.dispose());
  const absent = new Set(absentHistories().map(({ name }) => name));
  for (const history of histories.filter(({ name }) => !absent.has(name))) {
    it(`agrees with what PostgreSQL does in ${history.repository}`, async () => {
      const { history: { files } } = await readHistory(migrationsOf(history));
      const statements: TracedStatement[] = [];
      const trace = traceFiles({ database, files, now: () => performance.now(), progress: () => undefined, cancel: never });
      let step = await trace.next();
      for (; !step.done; step = await trace.next()) statements.push(step.value);
      assert.equal(step.value.stopped, undefined);
      const ran = statements.filter(({ outcome }) => outcome.kind === 'observed' || outcome.kind === 'unwatched');
      assert.ok(ran.length > 500, `${ran.length} statements ran`);
      assert.ok(ran.length > statements.length * 0.99, `only ${ran.length} of ${statements.length} ran`);
      const wrong = ran.filter((each) => !agrees(each)).map(({ file, placed, predicted, differences }) => {
        const text = files.find(({ path }) => path === file)?.document.text ?? '';
        return `${file}:${positionAt(indexLines(text), placed.span.start).line + 1} ${predicted.certainty} ${differences.map(({ message }) => message).join('; ')}`;
      });
      const percent = ((ran.length - wrong.length) / ran.length) * 100;
      console.log(`    ${history.repository}: ${ran.length} of ${statements.length} statements ran, ${percent.toFixed(2)} % as predicted`);
      assert.ok(percent >= wanted, `${percent.toFixed(2)} %\n${wrong.join('\n')}`);
    });
  }
});
