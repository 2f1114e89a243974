import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { drain, type Coach } from '../../../server/core/coach';
import type { Document } from '../../../server/core/document/statement';
import { createHistory, type HistoryFile } from '../../../server/core/migrations/history';
import { migrationParts } from '../../../server/core/migrations/parts';
import type { FrameworkName } from '../../../server/core/migrations/unit';
import { planRewrite } from '../../../server/core/rewrites/plan';
import { recipes } from '../../../server/core/rewrites/recipes';
import type { Finding } from '../../../server/core/rules/finding';
import { applyEdits } from '../../../server/core/text/span';
import { readFixture, type FixtureCase } from '../../rules/fixture';
import { createBench, now } from './harness';

const path = '/m/20240101000999_case.sql';

describe('rewrites of the cases of all rules', () => {
  let coach: Coach;
  let made = 0;
  before(async () => {
    coach = await createBench();
  });

  const fileOf = (framework: FrameworkName, name: string, document: Document): HistoryFile => ({ path: name, document, parts: migrationParts(framework, { path: name, text: document.text }) });

  function findings(history: readonly HistoryFile[], file: HistoryFile, pgVersion: number): readonly Finding[] {
    const result = drain(coach.check({ file: file.path, document: file.document, configuration: { pgVersion, levels: new Map() }, history: createHistory(history), parts: file.parts, transaction: 'unknown' }));
    assert.deepEqual(result.crashes, []);
    return result.findings;
  }

  function prove(rule: string, fixture: FixtureCase): void {
    const framework = fixture.transaction === 'one' ? 'sqlx' : 'plain';
    const earlier = fixture.history.map(({ text }, index) => fileOf('plain', `/m/20240101000${String(index).padStart(3, '0')}_before.sql`, coach.open(text)));
    const file = fileOf(framework, path, coach.open(fixture.sql));
    const all = [...earlier, file];
    const before = findings(all, file, fixture.pgVersion);
    for (const finding of before.filter((each) => each.rule === rule)) {
      const request = { file: path, document: file.document, finding, history: createHistory(all), framework, parts: file.parts, transaction: 'unknown', pgVersion: fixture.pgVersion, now, open: (text: string) => coach.open(text) } as const;
      const rewrite = planRewrite(request);
      if (rewrite === undefined || !rewrite.ok) {
        assert.ok(rewrite === undefined || rewrite.reason.endsWith('.'), 'a reason is a sentence');
        continue;
      }
      made += 1;
      const edits = rewrite.edits.find((each) => each.path === path)?.edits ?? [];
      const changed = fileOf(framework, path, coach.open(applyEdits(fixture.sql, edits)));
      const fresh = rewrite.files.filter((each) => each.path.endsWith('.sql')).map((each) => fileOf(framework, each.path, coach.open(each.text)));
      const text = () => [changed, ...fresh].map((each) => `=== ${each.path}\n${each.document.text}`).join('\n');
      for (const { document } of [changed, ...fresh]) for (const { statement } of document.statements) assert.ok(statement.error === undefined || fixture.sql.includes(statement.text), `${statement.error?.message}\n${text()}`);
      const left = findings([...earlier, changed, ...fresh], changed, fixture.pgVersion);
      assert.ok(left.filter((each) => each.rule === rule).length < before.filter((each) => each.rule === rule).length, `${rule} is repaired\n${text()}`);
      // What stood behind the statement is the user's own.
      for (const each of fresh.filter((one) => !one.path.includes('_finish_'))) {
        const errors = findings([...earlier, changed, ...fresh], each, fixture.pgVersion).filter(({ severity }) => severity === 'error');
        assert.deepEqual(errors.map(({ rule: own, message }) => `${own}: ${message}`), [], text());
      }
    }
  }

  for (const rule of recipes.flatMap((recipe) => recipe.rules)) {
    const source = `test/rules/${rule}.sql`;
    for (const fixture of existsSync(source) ? readFixture(readFileSync(source, 'utf8')) : []) {
      if (!fixture.query && !fixture.down) it(`${rule}: ${fixture.title}`, () => prove(rule, fixture));
    }
  }

  after(() => assert.ok(made > 50, `${made} rewrites were made`));
});
