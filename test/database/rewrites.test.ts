import assert from 'node:assert/strict';
import { applyStatement } from '../../server/core/catalog/from-ddl';
import type { Coach } from '../../server/core/coach';
import type { OpenOptions, Session } from '../../server/core/database';
import { effectsOf } from '../../server/core/effects/effects';
import { never } from '../../server/core/host';
import type { HistoryFile } from '../../server/core/migrations/history';
import { watch, watchOutside, written } from '../../server/core/trace/observe';
import type { FrameworkName } from '../../server/core/migrations/unit';
import { applied, createBench, historyOf, projectOf, rewriteOf, type Project } from '../core/rewrites/harness';
import { inTransaction, others, rows, scenarios, schema, type Scenario } from '../core/rewrites/scenarios';
import type { Observed } from '../proofs/observe';
import { testEmbedded, valueOf } from './embedded';
import { describeOnServer } from './server';
import { openWriting, type WritingSession } from './writing-session';

const patient: OpenOptions = { statementTimeout: 120_000 };
const wrapping: ReadonlySet<FrameworkName> = new Set(['goose', 'diesel', 'liquibase']);
const blocking: ReadonlySet<string> = new Set(['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock']);

let coach: Coach;
before(async () => {
  coach = await createBench();
});

async function run(session: Observed, sql: string): Promise<void> {
  const outcome = await session.query(sql);
  assert.ok(outcome.ok, outcome.ok ? '' : `${outcome.error.message} in ${sql}`);
}

async function empty(session: Observed): Promise<void> {
  // What failed before may have left a transaction open.
  for (const sql of ['ROLLBACK', 'DROP SCHEMA public CASCADE', 'CREATE SCHEMA public', "SET lock_timeout = '20s'"]) await run(session, sql);
}

/** The statements of a file that run forward, and how. */
function forward({ document, parts }: HistoryFile) {
  return parts.filter(({ direction }) => direction === 'up').map((part) => ({
    transaction: part.transaction,
    statements: document.statements.filter(({ span }) => span.start >= part.start && span.start < part.end).map(({ statement }) => statement),
  }));
}

/** The statements that undo a file, each with whether they stand in a transaction. */
function backward(file: HistoryFile) {
  return file.parts.filter(({ direction }) => direction === 'down').flatMap((part) => {
    const statements = file.document.statements.filter(({ span }) => span.start >= part.start && span.start < part.end).map(({ statement }) => statement.text);
    return statements.length === 0 ? [] : [{ one: part.transaction === 'one', statements }];
  });
}

/** As the framework runs it. */
async function runFile(session: Observed, file: HistoryFile, original: boolean): Promise<void> {
  for (const { transaction, statements } of forward(file)) {
    // What is refused in a transaction must be rewritten, so its own end is what it does outside.
    const one = transaction === 'one' && !(original && statements.some(({ text }) => /\bCONCURRENTLY\b/.test(text)));
    if (one) await run(session, 'BEGIN');
    for (const { text } of statements) await run(session, text);
    if (one) await run(session, 'COMMIT');
    await run(session, 'RESET lock_timeout');
  }
}

/** The tables, everything on them, and their rows. */
async function stateOf(session: Observed, { reorders, differs = [] }: Scenario): Promise<unknown> {
  const list = async (sql: string) => valueOf(await session.query(sql)).rows.map((row) => row.join(' | ')).toSorted();
  const columns = await list(`
    SELECT c.relname, ${reorders ? "''" : 'row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum)'}, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid), c.relkind
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND a.attnum > 0 AND NOT a.attisdropped`);
  const constraints = await list(`SELECT conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0`);
  const indexes = await list(`SELECT pg_get_indexdef(indexrelid), indisvalid, indisready FROM pg_index JOIN pg_class c ON c.oid = indrelid WHERE c.relnamespace = 'public'::regnamespace`);
  const sequences = await list(`SELECT sequencename, data_type, max_value, last_value, (SELECT string_agg(d.refobjid::regclass::text || ' ' || d.deptype::text, ',') FROM pg_depend d WHERE d.objid = ('public.' || sequencename)::regclass AND d.deptype IN ('a', 'i')) FROM pg_sequences WHERE schemaname = 'public'`);
  const routines = await list(`SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace`);
  const triggers = await list(`SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal`);
  const tables = valueOf(await session.query(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`)).rows.map(([name]) => name ?? '');
  const without = differs.map((name) => ` - '${name}'`).join('');
  const contents = await Promise.all(tables.map((table) => list(`SELECT '${table}', count(*), md5(string_agg((to_jsonb(t)${without})::text, ',' ORDER BY t.id)) FROM ${table} t`)));
  const filled = await Promise.all(differs.map((column) => list(`SELECT '${column}', count(${column}), count(DISTINCT ${column}) FROM orders`)));
  return { columns, constraints, indexes, sequences, routines, triggers, contents, filled };
}

interface Case {
  readonly framework: FrameworkName;
  readonly scenario: Scenario;
  readonly version: number;
}

async function rewritten({ framework, scenario, version }: Case): Promise<{ readonly before: Project; readonly after: Project; readonly first: string }> {
  const { project, paths } = projectOf(framework, [{ up: schema + rows + (scenario.earlier ?? '') }, { up: scenario.up, down: scenario.down }]);
  const rewrite = await rewriteOf(coach, { project, path: paths[1] ?? '', rule: scenario.rule, pgVersion: version });
  assert.ok(rewrite?.ok, rewrite === undefined ? 'there is no recipe' : 'reason' in rewrite ? rewrite.reason : '');
  return { before: project, after: applied(project, rewrite), first: paths[0] ?? '' };
}

async function sameEnd(session: Observed, each: Case): Promise<void> {
  const { before: project, after } = await rewritten(each);
  const ends: unknown[] = [];
  for (const one of [project, after]) {
    await empty(session);
    const { history } = await historyOf(coach, one);
    for (const file of history.files) await runFile(session, file, one === project);
    ends.push(await stateOf(session, each.scenario));
  }
  assert.deepEqual(ends[1], ends[0]);
}

/** Undone from the last step to the first, the rewrite leaves what was there before. */
async function undone(session: Observed, each: Case): Promise<void> {
  const { after, first } = await rewritten(each);
  const { history } = await historyOf(coach, after);
  await empty(session);
  await runFile(session, history.files.find(({ path }) => path === first) ?? assert.fail(), false);
  const start = await stateOf(session, { ...each.scenario, differs: [] });
  const rest = history.files.filter(({ path }) => path.slice(0, path.lastIndexOf('_')) !== first.slice(0, first.lastIndexOf('_')));
  for (const file of rest) await runFile(session, file, false);
  for (const file of rest.toReversed()) {
    for (const { one, statements } of backward(file)) {
      if (one) await run(session, 'BEGIN');
      for (const text of statements) await run(session, text);
      if (one) await run(session, 'COMMIT');
    }
  }
  assert.deepEqual(await stateOf(session, { ...each.scenario, differs: [] }), start);
}

/** What an application writes between two migrations, with the name that it knows a column by. */
function writes(number: number, total: string): readonly string[] {
  return [
    `INSERT INTO orders (id, customer_id, ${total}, note) VALUES (${20_000 + number}, 1, ${number}, 'between')`,
    `INSERT INTO orders (id, customer_id) VALUES (${30_000 + number}, 2)`,
    `UPDATE orders SET ${total} = ${total} + ${number} WHERE id % 7 = ${number}`,
    `UPDATE orders SET note = 'late' WHERE id % 11 = ${number}`,
    `DELETE FROM orders WHERE id = ${number}`,
  ];
}

/** Rows that are written while the steps are deployed end as if they had been written before the one statement. */
async function writtenBetween(session: Observed, title: string): Promise<void> {
  const scenario = scenarios.find((each) => each.title === title) ?? assert.fail(title);
  const { before: project, after } = await rewritten({ framework: 'plain', scenario, version: 18 });
  const { history } = await historyOf(coach, after);
  const [first, ...steps] = history.files;
  assert.ok(first);
  await empty(session);
  await runFile(session, first, false);
  for (const [index, file] of steps.entries()) {
    await runFile(session, file, false);
    // Both names can be written once the first step has run.
    if (index < steps.length - 1) for (const sql of writes(index + 1, title.startsWith('rename') && index % 2 === 1 ? 'amount' : 'total')) await run(session, sql);
  }
  const end = await stateOf(session, scenario);
  await empty(session);
  const { history: original } = await historyOf(coach, project);
  await runFile(session, first, true);
  for (let number = 1; number < steps.length; number++) for (const sql of writes(number, 'total')) await run(session, sql);
  await runFile(session, original.files[1] ?? assert.fail(), true);
  assert.deepEqual(end, await stateOf(session, scenario));
}

/** Every statement of the rewrite by itself: it takes the locks that were said, and none that blocks writers while rows are read or written. */
async function keptPromises(session: Observed, each: Case): Promise<void> {
  const { after, first } = await rewritten(each);
  const { history } = await historyOf(coach, after);
  await empty(session);
  const catalog = history.before(history.files[0]?.path ?? '');
  for (const file of history.files) {
    for (const [index, statement] of forward(file).flatMap(({ statements }) => statements).entries()) {
      const effects = effectsOf(statement, catalog, { pgVersion: each.version });
      if (file.path === first) await run(session, statement.text);
      else {
        const inside = !/^(?:CREATE (?:UNIQUE )?INDEX CONCURRENTLY|DROP INDEX CONCURRENTLY|DO \$batches)/.test(statement.text);
        const outcome = inside ? await watch({ session, sql: statement.text, preparation: [], end: 'COMMIT' }) : await watchOutside({ session, sql: statement.text });
        assert.ok(outcome.ok, outcome.ok ? '' : `${outcome.error.message} in ${statement.text}`);
        const { locks, scans, rewrites } = outcome.sight;
        const strong = locks.filter(({ mode }) => blocking.has(mode));
        assert.ok(strong.length === 0 || scans.length + rewrites.length === 0, `${JSON.stringify(strong)} while ${JSON.stringify({ scans, rewrites })}: ${statement.text}`);
        assert.deepEqual(rewrites, [], statement.text);
        if (inside && effects.certainty === 'exact') {
          const text = (list: typeof locks) => list.map(({ relation, mode }) => `${written(relation)} ${mode}`);
          assert.deepEqual(text(locks), text(effects.locks), statement.text);
        }
      }
      applyStatement(catalog, statement, { file: file.path, statement: index });
    }
  }
}

function meant({ since = 0, until = 99 }: Scenario, version: number): boolean {
  return since <= version && until >= version;
}

function proveOn(version: number, session: () => Observed, frameworks: readonly FrameworkName[]): void {
  for (const framework of frameworks) {
    describe(`${framework}: the rewrite ends where the statement does`, () => {
      for (const scenario of wrapping.has(framework) ? [...scenarios, ...inTransaction] : scenarios) {
        if (meant(scenario, version)) it(`${scenario.title}: ${scenario.up.trim()}`, () => sameEnd(session(), { framework, scenario, version }));
      }
    });
  }
  describe('files that do more, and tables of other kinds', () => {
    for (const scenario of others) {
      if (!meant(scenario, version)) continue;
      it(`${scenario.title}: ${scenario.up.trim()}`, () => sameEnd(session(), { framework: 'plain', scenario, version }));
      it(`${scenario.title}, statement by statement`, () => keptPromises(session(), { framework: 'plain', scenario, version }));
    }
  });
  describe('the steps can be undone', () => {
    for (const scenario of [...scenarios, ...inTransaction]) {
      if (meant(scenario, version) && scenario.final === undefined) it(`${scenario.title}: ${scenario.up.trim()}`, () => undone(session(), { framework: 'goose', scenario, version }));
    }
  });
  describe('no step blocks while it reads or writes rows', () => {
    for (const scenario of [...scenarios, ...inTransaction]) {
      if (meant(scenario, version)) it(`${scenario.title}: ${scenario.up.trim()}`, () => keptPromises(session(), { framework: 'goose', scenario, version }));
    }
  });
}

describe('rewrites on the embedded PostgreSQL', function () {
  this.timeout(240_000);
  const database = testEmbedded();
  let session: Session;
  before(async () => {
    session = valueOf(await database.open(patient, never));
  });
  after(() => database.dispose());
  proveOn(18, () => session, ['plain']);
  for (const title of ['type change', 'rename of a column', 'volatile default, NOT NULL and UNIQUE', 'SET NOT NULL']) it(`what is written between the steps is kept: ${title}`, () => writtenBetween(session, title));
});

for (const [version, frameworks] of [[15, ['goose']], [18, ['golang-migrate', 'liquibase']]] as const) {
  describeOnServer(version, 'rewrites', (server) => {
    let session: WritingSession;
    before(async () => {
      session = await openWriting(await server().freshDatabase());
    });
    after(() => session.close());
    proveOn(version, () => session, frameworks);
  });
}
