import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { createParser } from '../../server/adapters/libpg-query';
import { createCoach, type Coach } from '../../server/core/coach';
import type { Database, OpenOptions, Session } from '../../server/core/database';
import { never, type Cancel } from '../../server/core/host';
import type { HistoryFile } from '../../server/core/migrations/history';
import { indexLines, positionAt } from '../../server/core/text/line-index';
import { differencesOf, summarizeTrace } from '../../server/core/trace/compare';
import type { TracedStatement } from '../../server/core/trace/model';
import { written } from '../../server/core/trace/observe';
import { traceFiles, type TraceEnd, type TraceRequest } from '../../server/core/trace/trace';
import { readHistory } from '../corpus/read-history';
import { busyMachine } from '../lsp/client';
import { testEmbedded } from './embedded';

interface Traced {
  readonly statements: readonly TracedStatement[];
  readonly end: TraceEnd;
}

/** Long enough for any statement that ends at all. */
const patient = 120_000;

async function traceAll(request: Partial<TraceRequest> & Pick<TraceRequest, 'database' | 'files'>): Promise<Traced> {
  const statements: TracedStatement[] = [];
  const trace = traceFiles({ statementTimeout: patient, now: () => performance.now(), progress: () => undefined, cancel: never, ...request });
  for (;;) {
    const step = await trace.next();
    if (step.done) return { statements, end: step.value };
    statements.push(step.value);
  }
}

function locksOf({ outcome }: TracedStatement): readonly string[] {
  return 'observed' in outcome ? outcome.observed.locks.map(({ relation, mode }) => `${written(relation)} ${mode}`) : [outcome.kind];
}

function outcomes({ statements }: Traced): readonly string[] {
  return statements.map(({ outcome }) => outcome.kind);
}

describe('a trace', function () {
  this.timeout(busyMachine);
  const database = testEmbedded();
  let coach: Coach;
  before(async () => {
    coach = createCoach({ parser: await createParser() });
  });
  after(() => database.dispose());
  const file = (text: string, path = '/m/1.sql'): HistoryFile =>
    ({ path, document: coach.open(text), parts: [{ direction: 'up', start: 0, end: text.length, transaction: 'unknown' }] });

  it('sees what a statement does, and goes on after one that fails', async () => {
    const { statements, end } = await traceAll({
      database,
      files: [file(`CREATE TABLE a (id int PRIMARY KEY, n int); INSERT INTO a VALUES (1, 1); ALTER TABLE a ALTER n TYPE bigint; ALTER TABLE b ADD x int; TRUNCATE a;
        ALTER TABLE a ALTER n SET NOT NULL; CREATE INDEX CONCURRENTLY i ON a (n); SELECT * FROM a; DROP TABLE a`)],
    });
    assert.equal(end.stopped, undefined);
    assert.deepEqual(statements.map(locksOf), [
      [], ['public.a RowExclusiveLock'], ['public.a AccessExclusiveLock'], ['failed'], ['public.a AccessExclusiveLock'], ['public.a AccessExclusiveLock'], [],
      ['public.a AccessShareLock'], ['public.a AccessExclusiveLock'],
    ]);
    const seen = (aspect: 'rewrites' | 'scans' | 'creates' | 'drops') =>
      statements.map(({ outcome }) => ('observed' in outcome ? outcome.observed[aspect].map(written).join(' ') : ''));
    assert.deepEqual(seen('rewrites'), ['', '', 'public.a', '', 'public.a', '', '', '', '']);
    // What a query reads is the planner's choice.
    assert.deepEqual(seen('scans'), ['', '', '', '', '', 'public.a', '', '', '']);
    assert.deepEqual(seen('creates'), ['public.a public.a_pkey', '', '', '', '', '', 'public.i', '', '']);
    assert.deepEqual(seen('drops'), ['', '', '', '', '', '', '', '', 'public.a public.a_pkey public.i']);
    assert.deepEqual(statements.map(({ outcome }) => outcome.kind), ['observed', 'observed', 'observed', 'failed', 'observed', 'observed', 'unwatched', 'observed', 'observed']);
    assert.deepEqual(statements.flatMap(({ differences }) => differences), []);
    const [, , , failed] = statements;
    assert.ok(failed?.outcome.kind === 'failed' && failed.outcome.error.code === '42P01');
  });

  it('does not send what belongs to a client or to transactions, and says so', async () => {
    const { statements } = await traceAll({ database, files: [file('BEGIN; CREATE TABLE a (id int); COPY a FROM stdin;\n1\n\\.\nSELEC; SELECT :x; SET ROLE x; CREATE DATABASE d; COMMIT;')] });
    assert.deepEqual(outcomes({ statements, end: { problems: [], stopped: undefined } }), ['skipped', 'observed', ...Array.from({ length: 7 }, () => 'skipped')]);
    const reasons = statements.flatMap(({ outcome }) => (outcome.kind === 'skipped' ? [outcome.reason] : []));
    assert.match(reasons.join('\n'), /transaction of its own\n.*client.*\nrows for COPY.*\n.*syntax error.*\nthe value of :x is not known\n.*superuser\n.*server/);
  });

  it('keeps local settings and temporary tables as long as the transaction of the file', async () => {
    const text = `CREATE SCHEMA s; BEGIN; SET LOCAL search_path = s; CREATE TEMP TABLE t (id int) ON COMMIT DROP; CREATE TABLE inside (id int); INSERT INTO t VALUES (1); COMMIT;
      CREATE TABLE outside (id int); SET search_path = s; CREATE TABLE kept (id int);`;
    const { statements } = await traceAll({ database, files: [file(text), file('CREATE TABLE next (id int); SELECT * FROM t', '/m/2.sql')] });
    const created = statements.flatMap(({ outcome }) => ('observed' in outcome ? outcome.observed.creates.map(written) : []));
    assert.deepEqual(created, ['s.inside', 'public.outside', 's.kept', 'public.next']);
    assert.equal(statements.at(-1)?.outcome.kind, 'failed');
    assert.equal(statements.filter(({ outcome }) => outcome.kind === 'failed').length, 1);
    assert.deepEqual(statements.flatMap(({ differences }) => differences), []);
  });

  it('makes roles, schemas and the table of the framework, which no migration makes', async () => {
    const { statements } = await traceAll({ database, files: [file(`CREATE TABLE a (id int); GRANT SELECT ON a TO nobody_knows; ALTER TABLE a OWNER TO "Some One"; COMMENT ON TABLE _sqlx_migrations IS 'books'; CREATE TABLE other.b (id int); DROP SCHEMA third`)] });
    assert.deepEqual(statements.map(({ outcome }) => outcome.kind), ['observed', 'observed', 'observed', 'observed', 'observed', 'failed']);
  });

  it('has a session in UTC unless told otherwise, on which a rewrite may depend', async () => {
    const files = [file('CREATE TABLE a (at timestamp); ALTER TABLE a ALTER at TYPE timestamptz')];
    const rewrites = async (timeZone?: string) => {
      const { statements } = await traceAll({ database, files, ...(timeZone === undefined ? {} : { timeZone }) });
      assert.deepEqual(statements.flatMap(({ differences }) => differences), []);
      return statements.flatMap(({ outcome }) => ('observed' in outcome ? outcome.observed.rewrites.map(written) : []));
    };
    assert.deepEqual(await rewrites(), []);
    assert.deepEqual(await rewrites('Europe/Berlin'), ['public.a']);
  });

  it('runs the history silently before the one file that is asked for', async () => {
    const files = [file('CREATE TABLE a (id int); CREATE TABLE wrong (id nothing)'), file('ALTER TABLE a ADD b int', '/m/2.sql'), file('DROP TABLE a', '/m/3.sql')];
    const { statements, end } = await traceAll({ database, files, traced: new Set(['/m/2.sql']) });
    assert.deepEqual(statements.map((each) => [each.file, ...locksOf(each)]), [['/m/2.sql', 'public.a AccessExclusiveLock']]);
    assert.deepEqual(end.problems.map((problem) => [problem.file, problem.error.code]), [['/m/1.sql', '42704']]);
  });

  it('survives a statement that never ends: it fails, and the rest finds the state before it', async () => {
    const files = [file(`CREATE TABLE a (id int); SET search_path = pg_temp, public; CREATE TABLE local (id int); DO 'BEGIN LOOP END LOOP; END /* endless */';
      INSERT INTO local VALUES (1); ALTER TABLE a ADD b int;`)];
    const { statements, end } = await traceAll({ database: impatientWith(/endless/, database), files });
    assert.deepEqual(statements.map(({ outcome }) => outcome.kind), ['observed', 'observed', 'observed', 'failed', 'observed', 'observed']);
    const [, , , loop, , last] = statements;
    assert.match(loop?.outcome.kind === 'failed' ? loop.outcome.error.message : '', /Stopped after/);
    assert.deepEqual(last === undefined ? [] : locksOf(last), ['public.a AccessExclusiveLock']);
    assert.equal(end.stopped, undefined);
  });

  it('ends with a message where the state cannot be made again', async () => {
    const files = [file(`CREATE TABLE a (id int); DO 'BEGIN LOOP END LOOP; END /* endless */'; CREATE TABLE b (id int)`)];
    let opened = 0;
    const once: Database = {
      name: 'once', kind: 'embedded',
      open: (options, cancel) => (opened++ === 0 ? impatientWith(/endless/, database).open(options, cancel) : Promise.resolve({ ok: false, error: { message: 'no more', code: undefined, detail: undefined, hint: undefined, offset: undefined, stopped: 'lost' } })),
    };
    const { statements, end } = await traceAll({ database: once, files });
    assert.deepEqual(statements.map(({ outcome }) => outcome.kind), ['observed', 'failed']);
    assert.equal(end.stopped?.error.message, 'no more');
    assert.equal(opened, 3);
  });

  it('stops when it is cancelled, and when its time is over', async () => {
    const files = [file('CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE c (id int)')];
    const cancel = { isCancellationRequested: false };
    let seen = 0;
    const trace = traceFiles({ database, files, now: () => 0, progress: () => undefined, cancel });
    let step = await trace.next();
    for (; !step.done; step = await trace.next()) {
      seen += 1;
      cancel.isCancellationRequested = true;
    }
    assert.deepEqual([seen, step.value.stopped?.error.stopped], [1, 'cancelled']);
    let time = 0;
    const late = await traceAll({ database, files, maximumTime: 1_000_000, now: () => (time += 100_000) });
    assert.equal(late.end.stopped?.error.stopped, 'timeout');
    assert.ok(late.statements.length < 3);
  });

  it('agrees with the prediction on a whole small history', async () => {
    const folder = resolve('test/corpus/small');
    const { history } = await readHistory(folder);
    const traced = await traceAll({ database, files: history.files });
    const told = traced.statements.map(({ file: path, placed, outcome, differences }) => {
      const text = history.files.find((each) => each.path === path)?.document.text ?? '';
      const place = `${path.slice(folder.length + 1)}:${positionAt(indexLines(text), placed.span.start).line + 1}`;
      return { place, outcome, differences: differences.map(({ message }) => `${place}: ${message}`) };
    });
    assert.deepEqual(told.flatMap(({ differences }) => differences), []);
    // Dates, settings, roles, the catalog and the rows that a history writes are followed: nothing is only said to be more than what is listed.
    const exact = traced.statements.filter(({ file: path }) => /\/(?:009|010)_\w+\.sql$/.test(path));
    assert.ok(exact.length > 15);
    assert.deepEqual(exact.flatMap(({ predicted, outcome }) => differencesOf({ ...predicted, certainty: 'exact' }, outcome)).filter(({ aspect }) => aspect !== 'scans'), []);
    assert.deepEqual(told.filter(({ outcome }) => outcome.kind === 'failed').map(({ place }) => place), ['006_concurrently.sql:7', '008_failing.sql:2', '008_failing.sql:3', '008_failing.sql:4']);
    const { statements, compared, unwatched, unknown } = summarizeTrace(traced.statements);
    assert.ok(statements > 150 && compared >= 130 && unwatched >= 8 && unknown <= 6, JSON.stringify({ statements, compared, unwatched, unknown }));
  });
});

/** Gives a little time to a statement that is known to never end, and enough to all others. */
function impatientWith(endless: RegExp, database: Database): Database {
  return {
    name: database.name, kind: database.kind,
    async open(options: OpenOptions, cancel: Cancel) {
      let short = false;
      const opened = await database.open({ ...options, get statementTimeout() { return short ? 1000 : patient; } }, cancel);
      if (!opened.ok) return opened;
      const inner = opened.value;
      const session: Session = {
        version: inner.version,
        query(sql, parameters) {
          short = endless.test(sql);
          return inner.query(sql, parameters);
        },
        script: (sql) => inner.script(sql),
        close: () => inner.close(),
      };
      return { ok: true, value: session };
    },
  };
}
