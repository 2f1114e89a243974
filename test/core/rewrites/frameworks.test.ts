import assert from 'node:assert/strict';
import type { Coach } from '../../../server/core/coach';
import { applied, createBench, findingsIn, historyOf, projectOf, rewriteOf } from './harness';
import { inTransaction, scenarios, schema } from './scenarios';

const frameworks = ['plain', 'flyway', 'golang-migrate', 'goose', 'dbmate', 'sqlx', 'diesel', 'prisma', 'atlas', 'liquibase'] as const;
/** Flyway takes CREATE INDEX CONCURRENTLY out of its transaction by itself. */
const wrapping: ReadonlySet<string> = new Set(['flyway', 'goose', 'dbmate', 'sqlx', 'diesel', 'atlas', 'liquibase']);

describe('rewrites in the files of each framework', () => {
  let coach: Coach;
  before(async () => {
    coach = await createBench();
  });

  for (const framework of frameworks) {
    describe(framework, () => {
      for (const pgVersion of [15, 18]) {
        const own = [...scenarios, ...(wrapping.has(framework) ? inTransaction : []).filter((each) => framework !== 'flyway' || each.rule !== 'concurrently-in-transaction')].filter(({ since = 0, until = 99 }) => since <= pgVersion && until >= pgVersion);
        for (const { title, rule, up, down, recipe, steps } of own) {
          it(`${title}, PostgreSQL ${pgVersion}`, async () => {
            const { project, paths } = projectOf(framework, [{ up: schema, down: 'DROP TABLE orders, customers, tags;\n' }, { up, down }]);
            const path = paths[1] ?? '';
            const rewrite = await rewriteOf(coach, { project, path, rule, pgVersion });
            assert.ok(rewrite?.ok, rewrite === undefined ? 'there is no recipe' : 'reason' in rewrite ? rewrite.reason : '');
            assert.equal(rewrite.recipe, recipe);
            const after = applied(project, rewrite);
            const show = () => [...after].filter(([each]) => project.get(each) !== after.get(each)).map(([each, text]) => `=== ${each}\n${text}`).join('\n');
            const set = await historyOf(coach, after);
            assert.equal(set.framework, framework);
            const before = await historyOf(coach, project);
            const old = findingsIn(coach, before, path, pgVersion).map((each) => each.rule);
            const left = findingsIn(coach, set, path, pgVersion);
            if (framework !== 'liquibase') assert.ok(!left.some((each) => each.rule === rule), `${rule} is gone\n${show()}`);
            assert.deepEqual(left.filter((each) => !old.includes(each.rule)).map((each) => `${each.rule}: ${each.message}`), [], show());
            const fresh = set.history.files.filter((file) => !before.history.has(file.path));
            for (const file of fresh) assert.deepEqual(findingsIn(coach, set, file.path, pgVersion).map((each) => `${file.path} ${each.rule}: ${each.message}`), [], show());
            const order = set.history.files.map((file) => file.path).filter((each) => !each.endsWith('down.sql'));
            assert.deepEqual(order.slice(0, 2), paths, 'new migrations come behind');
            const expected = steps?.[pgVersion];
            if (expected !== undefined && framework !== 'liquibase') assert.equal(order.length - 1, expected, show());
          });
        }
      }
    });
  }
});
