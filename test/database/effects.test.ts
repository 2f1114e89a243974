import assert from 'node:assert/strict';
import { createParser } from '../../server/adapters/libpg-query';
import { createCoach, type Coach } from '../../server/core/coach';
import { createCatalog, type Catalog } from '../../server/core/catalog/catalog';
import { applyStatement } from '../../server/core/catalog/from-ddl';
import type { QualifiedName } from '../../server/core/catalog/model';
import type { Session } from '../../server/core/database';
import { effectsOf, type Effects } from '../../server/core/effects/effects';
import { never } from '../../server/core/host';
import { observe, type Observation, type Observed } from '../proofs/observe';
import { rows, schema, since18 } from './effects-rows';
import { testEmbedded, valueOf } from './embedded';
import { describeOnServer, serverVersions } from './server';
import { openWriting, type WritingSession } from './writing-session';

let coach: Coach;
let catalog: Catalog;
before(async () => {
  coach = createCoach({ parser: await createParser() });
  catalog = createCatalog();
  for (const [index, { statement }] of coach.open(schema).statements.entries()) applyStatement(catalog, statement, { file: 'schema.sql', statement: index });
});

function predict(sql: string, pgVersion: number): Effects {
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
async function changes(session: Observed, sql: string): Promise<Changed> {
  const list = async () => valueOf(await session.query(relations)).rows.map(([name, id]) => ({ name: name ?? '', id: id ?? '' }));
  valueOf(await session.query('BEGIN'));
  const old = await list();
  valueOf(await session.query(sql));
  const present = await list();
  valueOf(await session.query('ROLLBACK'));
  const missing = (from: typeof old, among: typeof old) => from.filter(({ name, id }) => !among.some((other) => other.name === name || other.id === id)).map(({ name }) => name);
  return { creates: missing(present, old), drops: missing(old, present) };
}

/** What is predicted has happened; where the prediction says that this is all, nothing else has. */
function agree(predicted: Effects, seen: Observation & Changed): void {
  const locks = Object.fromEntries(predicted.locks.map(({ relation, mode }) => [`${relation.schema}.${relation.name}`, mode]));
  const told = { locks, rewrites: written(predicted.rewrites), scans: written(predicted.scans), creates: written(predicted.creates), drops: written(predicted.drops) };
  const { locks: seenLocks, rewrites, scans, creates, drops } = seen;
  if (predicted.certainty === 'exact') return assert.deepEqual(told, { locks: seenLocks, rewrites, scans, creates, drops });
  assert.notEqual(predicted.certainty, 'unknown');
  const common = (names: readonly string[], of: readonly string[]) => names.filter((name) => of.includes(name));
  assert.deepEqual(told, { locks: seenLocks, rewrites: common(told.rewrites, rewrites), scans: common(told.scans, scans), creates, drops });
}

/** All rows that a release understands, each compared with what it does there. */
function compareOn(version: number, session: () => Observed): void {
  for (const [family, statements] of Object.entries(rows)) {
    describe(family, () => {
      for (const sql of statements.filter((each) => version >= 18 || !since18.has(each))) {
        it(sql, async () => {
          const observed = await observe(session(), sql);
          assert.equal(observed.error, undefined, observed.error?.message);
          agree(predict(sql, version), { ...observed, ...(await changes(session(), sql)) });
        });
      }
    });
  }
}

async function create(session: Observed): Promise<void> {
  for (const { statement } of coach.open(schema).statements) valueOf(await session.query(statement.text));
}

describe('the statements of the effects', () => {
  it('are enough to mean something, and most of them are predicted exactly', () => {
    const all = Object.values(rows).flat();
    assert.ok(all.length >= 250, `${all.length}`);
    assert.equal(new Set(all).size, all.length);
    const exact = all.filter((sql) => predict(sql, 18).certainty === 'exact');
    assert.ok(exact.length >= 190, `${exact.length}`);
    assert.deepEqual([...since18].filter((sql) => !all.includes(sql)), []);
  });
});

describe('effects on the embedded PostgreSQL', () => {
  const database = testEmbedded();
  let session: Session;
  before(async () => {
    session = valueOf(await database.open({ statementTimeout: 120_000 }, never));
    await create(session);
  });
  after(() => database.dispose());
  compareOn(18, () => session);
});

for (const version of serverVersions) {
  describeOnServer(version, 'effects', (server) => {
    let session: WritingSession;
    before(async () => {
      session = await openWriting(await server().freshDatabase());
      await create(session);
    });
    after(() => session.close());
    compareOn(version, () => session);
  });
}
