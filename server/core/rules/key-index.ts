import type { Constraint, IndexElem } from '@pgsql/types';
import type { Relation } from '../catalog/model';
import type { FixDraft, RuleContext } from './rule';
import { generatedName, type AddedConstraint, type AlterCommand } from '../sql/alter-command';
import { formatName, namesOf, quoteIdentifier } from '../sql/names';

/** What adding a key builds, for a message: on a partitioned table, inside a transaction, or where the index can be built beforehand. */
export function keyMessage({ relation }: AlterCommand, context: RuleContext): 'builds' | 'inTransaction' | 'partitioned' {
  if (relation?.kind === 'partitioned') return 'partitioned';
  return context.transaction === 'inside' ? 'inTransaction' : 'builds';
}

/** The lock on the partitions: it depends on the release. */
export function partitionLock({ relation }: AlterCommand, context: RuleContext): ReturnType<RuleContext['effects']>['locks'][number]['mode'] {
  const other = context.effects().locks.find((lock) => lock.relation.name !== relation?.name || lock.relation.schema !== relation.schema);
  return other?.mode ?? 'AccessExclusiveLock';
}

/** False only where it is known that no table is read for it: a partitioned table without partitions, or its own part ONLY. */
export function buildsIndex({ relation }: AlterCommand, context: RuleContext): boolean {
  const { scans, rewrites, certainty } = context.effects();
  return relation === undefined || scans.length + rewrites.length > 0 || certainty !== 'exact';
}

/** Builds the index of a key first, without blocking, and makes it the constraint then. None inside a transaction, where CONCURRENTLY is refused. */
export function buildFirst({ alter, constraint }: AddedConstraint, context: RuleContext): readonly FixDraft[] {
  const { text, span, table, siblings, relation } = alter;
  const columns = namesOf(constraint.keys);
  const ownColumns = siblings.flatMap(({ subtype, def, name }) => (subtype === 'AT_AddColumn' && def !== undefined && 'ColumnDef' in def ? [def.ColumnDef.colname] : subtype === 'AT_AlterColumnType' ? [name] : []));
  if (text === undefined || context.transaction === 'inside' || relation?.kind === 'partitioned' || /^alter table if exists/i.test(text.head)) return [];
  if (constraint.options !== undefined || constraint.indexspace !== undefined || constraint.without_overlaps || columns.length === 0 || columns.some((column) => ownColumns.includes(column))) return [];
  const primary = constraint.contype === 'CONSTR_PRIMARY';
  const name = constraint.conname === undefined ? defaultName(alter, constraint) : quoteIdentifier(constraint.conname);
  const include = namesOf(constraint.including).map(quoteIdentifier).join(', ');
  const list = `(${columns.map(quoteIdentifier).join(', ')})${include === '' ? '' : ` INCLUDE (${include})`}${constraint.nulls_not_distinct ? ' NULLS NOT DISTINCT' : ''}`;
  const lineBreak = context.statement.text.includes('\r\n') ? '\r\n' : '\n';
  const timing = `${constraint.deferrable ? ' DEFERRABLE' : ''}${constraint.initdeferred ? ' INITIALLY DEFERRED' : ''}`;
  return [{
    title: 'Build the index with CONCURRENTLY first, then make it the constraint (both outside a transaction)',
    kind: 'suggestion',
    edits: [
      { start: 0, end: 0, text: `CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${formatName(table)} ${list};${lineBreak}` },
      { ...span, text: `ADD CONSTRAINT ${name} ${primary ? 'PRIMARY KEY' : 'UNIQUE'} USING INDEX ${name}${timing}` },
    ],
  }];
}

/** Where the old key is dropped in the same statement, its index still has the usual name when the new one is built. */
function defaultName({ table, siblings, relation }: AlterCommand, { contype, keys }: Constraint): string {
  const columns = namesOf(keys);
  if (contype === 'CONSTR_UNIQUE') return generatedName([table.name, ...columns], 'key');
  const usual = generatedName([table.name], 'pkey');
  const taken = siblings.some(({ subtype }) => subtype === 'AT_DropConstraint') || relation?.indexes.some(({ name }) => quoteIdentifier(name) === usual);
  return taken ? generatedName([table.name, ...columns], 'pkey') : usual;
}

/** Why PostgreSQL refuses to make an index a constraint, as `transformIndexConstraint` in parse_utilcmd.c does; as far as the statement that made the index tells. */
export function reasonAgainst({ alter: { relation }, constraint: { indexname } }: AddedConstraint): string | undefined {
  const index = relation?.indexes.find(({ name }) => name === indexname);
  if (index === undefined) return undefined;
  const { unique, where, method, columns, elements, constraint } = index;
  if (constraint !== undefined) return `belongs to the constraint ${quoteIdentifier(constraint)} already`;
  if (!unique) return 'is not unique';
  if (columns.includes(undefined)) return 'contains an expression';
  if (where !== undefined) return 'is partial';
  if (method !== 'btree') return `is a ${method} index`;
  return elements.some(hasOrder) ? 'is not in the usual order' : undefined;
}

/** ASC is the usual order with NULLS LAST. */
function hasOrder({ ordering, nulls_ordering: nulls }: IndexElem): boolean {
  return ordering === 'SORTBY_DESC' || nulls === 'SORTBY_NULLS_FIRST';
}

/** The columns that a unique key of a partitioned table lacks, and without which PostgreSQL refuses it; undefined where it is partitioned by an expression, which allows none. */
export function missingKeyColumns(key: readonly (string | undefined)[], columns: readonly string[]): readonly string[] | undefined {
  if (key.includes(undefined)) return undefined;
  return key.flatMap((column) => (column === undefined || columns.includes(column) ? [] : [column]));
}

/** Whether PostgreSQL refuses a unique key of the table because of how it is partitioned. */
export function isRefusedByPartitions(relation: Relation | undefined, columns: readonly string[]): boolean {
  return relation?.partitionKey !== undefined && missingKeyColumns(relation.partitionKey, columns)?.length !== 0;
}
