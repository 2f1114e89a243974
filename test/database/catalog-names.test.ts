import assert from 'node:assert/strict';
import { PGlite } from '@electric-sql/pglite';
import { createBench, type Bench } from '../core/catalog/harness';
import { describeCatalog, describeOwners, describeRoutines, describeTypes, type DescribedRelation } from '../core/catalog/describe-catalog';
import { bodyScripts } from './catalog-scripts-bodies';
import { scripts } from './catalog-scripts';
import { describeDatabase, describeObjects } from './describe-database';

describe('the catalog that DDL gives is the one that PostgreSQL has', () => {
  let database: PGlite;
  let bench: Bench;

  before(async () => {
    bench = await createBench();
    database = await PGlite.create();
  });
  after(() => database.close());
  beforeEach(() => database.exec('drop schema if exists s, app, other, audit, "Mixed" cascade; drop schema public cascade; create schema public; reset all'));

  for (const [name, script] of Object.entries({ ...scripts, ...bodyScripts })) {
    it(name, async () => {
      for (const { statement } of bench.open(script).statements) await database.exec(statement.text);
      const catalog = bench.apply(script);
      const predicted = describeCatalog(catalog);
      assert.deepEqual(predicted, withoutUnknownTypes(await describeDatabase(database), predicted));
      assert.deepEqual({ routines: describeRoutines(catalog), owners: describeOwners(catalog), types: describeTypes(catalog) }, await describeObjects(database));
      for (const { columnsKnown, name: relation } of catalog.relations()) assert.ok(columnsKnown, `${relation} is only partly known`);
    });
  }
});

/** The type of a view's column may be beyond us: there, the name alone is compared. */
function withoutUnknownTypes(database: Record<string, DescribedRelation>, predicted: Record<string, DescribedRelation>): Record<string, DescribedRelation> {
  return Object.fromEntries(Object.entries(database).map(([name, relation]) => {
    const columns = relation.columns.map((column, position) => {
      const ours = predicted[name]?.columns[position] ?? '';
      return / unknown /.test(ours) ? column.replace(/^(\S+) \S+ /, '$1 unknown ') : column;
    });
    return [name, { ...relation, columns }];
  }));
}
