import assert from 'node:assert/strict';
import { createParser } from '../../server/adapters/libpg-query';
import { createCoach, type Coach } from '../../server/core/coach';
import { createCatalog, type Catalog } from '../../server/core/catalog/catalog';
import { applyStatement } from '../../server/core/catalog/from-ddl';
import type { QualifiedName } from '../../server/core/catalog/model';
import { effectsOf, type Effects } from '../../server/core/effects/effects';
import { strongerMode } from '../../server/core/effects/lock-mode';
import { never } from '../../server/core/host';
import { observe, type Observation, type Observed } from '../proofs/observe';
import { bodies, bodiesWithoutRows } from './effects-bodies';
import { corners } from './effects-corners';
import { ownObjects } from './effects-own';
import { rows, schema } from './effects-rows';
import { moreRows } from './effects-rows-more';
import type { Row, Rows, Scenario, Statement } from './effects-scenario';
import { wideDefinitions } from './effects-wide-definitions';
import { wideObjects } from './effects-wide-objects';
import { wideSchema } from './effects-wide-schema';
import { wideTables } from './effects-wide-tables';
import { testEmbedded, valueOf } from './embedded';
import { describeOnServer, serverVersions } from './server';
import { openWriting, type WritingSession } from './writing-session';

const scenarios: readonly Scenario[] = [
  { title: 'a shop', schema, rows: { ...rows, ...moreRows } },
  { title: 'one of everything', schema: wideSchema, rows: merged(wideTables, wideDefinitions, wideObjects) },
  corners,
  bodies,
  bodiesWithoutRows,
  ownObjects,
];

/** Families of the same name become one. */
function merged(...all: readonly Rows[]): Rows {
  const families = new Map<string, readonly Row[]>();
  for (const [family, own] of all.flatMap((each) => Object.entries(each))) families.set(family, [...(families.get(family) ?? []), ...own]);
  return Object.fromEntries(families);
}

function statementOf(row: Row): Statement {
  return { since: 13, settings: '', serverOnly: false, planned: false, ...(typeof row === 'string' ? { sql: row } : row) };
}

let coach: Coach;
const catalogs = new Map<Scenario, Catalog>();
before(async () => {
  coach = createCoach({ parser: await createParser() });
  for (const scenario of scenarios) {
    const catalog = createCatalog();
    apply(catalog, scenario.schema);
    catalogs.set(scenario, catalog);
  }
});

function apply(catalog: Catalog, sql: string): void {
  for (const [index, { statement }] of coach.open(sql).statements.entries()) applyStatement(catalog, statement, { file: 'schema.sql', statement: index });
}

function predict(scenario: Scenario, { sql, settings }: Statement, pgVersion: number): Effects {
  const catalog = catalogs.get(scenario)?.fork();
  assert.ok(catalog);
  apply(catalog, settings);
  const [placed] = coach.open(sql).statements;
  assert.ok(placed?.statement.tree, sql);
  return effectsOf(placed.statement, catalog, { pgVersion });
}

function written(names: readonly QualifiedName[]): readonly string[] {
  return names.map(({ schema: of, name }) => `${of}.${name}`);
}

const relations = `
  SELECT n.nspname || '.' || c.relname, c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'm', 'v', 'i', 'I', 'S', 'f') ORDER BY 1`;

interface Changed {
  readonly creates: readonly string[];
  readonly drops: readonly string[];
}

/** Relations and indexes that came and went. What has the old name or the old identifier is the same: an index that was built again, a table that was renamed. */
async function changes(session: Observed, { sql, settings }: Statement): Promise<Changed> {
  const list = async () => valueOf(await session.query(relations)).rows.map(([name, id]) => ({ name: name ?? '', id: id ?? '' }));
  valueOf(await session.query('DEALLOCATE ALL'));
  valueOf(await session.query('BEGIN'));
  if (settings !== '') valueOf(await session.query(settings));
  const old = await list();
  valueOf(await session.query(sql));
  const present = await list();
  valueOf(await session.query('ROLLBACK'));
  const missing = (from: typeof old, among: typeof old) => from.filter(({ name, id }) => !among.some((other) => other.name === name || other.id === id)).map(({ name }) => name);
  return { creates: missing(present, old), drops: missing(old, present) };
}

/** What is predicted has happened, perhaps with stronger locks; where the prediction says that this is all, nothing else has. What is not known says nothing. */
function agree(predicted: Effects, seen: Observation & Changed, planned: boolean): void {
  if (predicted.certainty === 'unknown') return;
  const locks = Object.fromEntries(predicted.locks.map(({ relation, mode }) => [`${relation.schema}.${relation.name}`, mode]));
  // What a query reads from end to end is the planner's choice.
  const told = { locks, rewrites: written(predicted.rewrites), scans: planned ? [] : written(predicted.scans), creates: written(predicted.creates), drops: written(predicted.drops) };
  const { rewrites, scans: read, creates, drops } = seen;
  const scans = planned ? [] : read;
  if (predicted.certainty === 'exact') return assert.deepEqual(told, { locks: seen.locks, rewrites, scans, creates, drops });
  for (const [relation, mode] of Object.entries(locks)) {
    const held = seen.locks[relation];
    assert.ok(held !== undefined && strongerMode(mode, held) === held, `${relation}: ${mode} predicted, ${held ?? 'nothing'} seen`);
  }
  for (const [all, of] of [[told.rewrites, rewrites], [told.scans, scans], [told.creates, creates], [told.drops, drops]] as const) assert.deepEqual(all.filter((name) => !of.includes(name)), []);
}

const runsQuery = /^(?:SELECT|TABLE|WITH|INSERT|UPDATE|DELETE|MERGE|EXPLAIN|EXECUTE|CALL|DO|REFRESH|TRUNCATE|CREATE (?:TEMP )?TABLE (?:IF NOT EXISTS )?\w+ AS|CREATE MATERIALIZED)\b/;

const counts = new Map<string, Record<Effects['certainty'], number>>();
after(() => {
  if (process.env['POSTGRES_FOLDERS'] === undefined) return;
  for (const [database, count] of counts) console.log(`  ${database}: ${count.exact} exact, ${count['at-least']} at least, ${count.unknown} unknown`);
});

/** All rows that a release understands, each compared with what it does there. */
function compareOn(database: string, version: number, open: () => Promise<WritingSession>): void {
  const count = { exact: 0, 'at-least': 0, unknown: 0 };
  counts.set(database, count);
  for (const scenario of scenarios.filter(({ since = 13 }) => since <= version)) {
    describe(scenario.title, () => {
      let session: WritingSession;
      before(async () => {
        session = await open();
        for (const { statement } of coach.open(scenario.schema).statements) valueOf(await session.query(statement.text));
      });
      after(() => session.close());
      for (const [family, all] of Object.entries(scenario.rows)) {
        describe(family, () => {
          for (const row of all.map(statementOf).filter(({ since, serverOnly }) => since <= version && !(serverOnly && database.startsWith('PGlite')))) {
            it(`${row.settings}${row.settings === '' ? '' : '; '}${row.sql}`, async () => {
              // Prepared statements outlive a rollback.
              valueOf(await session.query('DEALLOCATE ALL'));
              const observed = await observe(session, row.sql, row.settings);
              assert.equal(observed.error, undefined, observed.error?.message);
              const predicted = predict(scenario, row, version);
              agree(predicted, { ...observed, ...(await changes(session, row)) }, row.planned || runsQuery.test(row.sql));
              count[predicted.certainty] += 1;
            });
          }
        });
      }
    });
  }
}

describe('the statements of the effects', () => {
  it('are enough to mean something, and most of them are predicted exactly', () => {
    const all = scenarios.flatMap((scenario) => Object.values(scenario.rows).flat().map((row) => ({ scenario, row: statementOf(row) })));
    assert.ok(all.length >= 800, `${all.length}`);
    for (const scenario of scenarios) {
      const own = all.filter((each) => each.scenario === scenario).map(({ row }) => `${row.settings} ${row.sql}`);
      assert.deepEqual(own.filter((each, index) => own.indexOf(each) !== index), []);
    }
    const exact = all.filter(({ scenario, row }) => predict(scenario, row, 18).certainty === 'exact');
    assert.ok(exact.length >= all.length * 0.8, `${exact.length} of ${all.length}`);
  });
});

describe('effects on the embedded PostgreSQL', () => {
  compareOn('PGlite 18', 18, async () => {
    const database = testEmbedded();
    const session = valueOf(await database.open({ statementTimeout: 120_000 }, never));
    return { query: (sql, parameters) => session.query(sql, parameters), close: () => database.dispose() };
  });
});

for (const version of serverVersions) {
  describeOnServer(version, 'effects', (server) => {
    compareOn(`PostgreSQL ${version}`, version, async () => openWriting(await server().freshDatabase()));
  });
}
