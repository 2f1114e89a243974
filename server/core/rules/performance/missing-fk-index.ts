import type { Node } from '@pgsql/types';
import type { Constraint, Relation } from '../../catalog/model';
import { namesOf, quoteIdentifier } from '../../sql/names';
import { defineOptions, ignoredTables, isListed } from '../options';
import { defineRule, type FileContext, type FixDraft } from '../rule';
import doc from './missing-fk-index.md';

type ForeignKey = Extract<Constraint, { kind: 'foreign' }>;

const options = defineOptions({
  ignoreTables: ignoredTables(),
});

export const missingFkIndex = defineRule({
  id: 'missing-fk-index',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  options,
  lesson: 't1-d03',
  peers: ['Postgres Language Server', 'MigrationPilot', 'splinter', 'pg-index-health', 'active_record_doctor'],
  doc,
  messages: {
    missing:
      'No index of {table} begins with {columns}: every DELETE in {referenced}, and every UPDATE of its key, reads the whole of {table} for each row to look for references, and joins over this key read it too. Add an index on {columns}.',
    missingInTransaction:
      'No index of {table} begins with {columns}: every DELETE in {referenced}, and every UPDATE of its key, reads the whole of {table} for each row to look for references, and joins over this key read it too. Add an index on {columns} with CREATE INDEX CONCURRENTLY in a migration that runs outside a transaction.',
  },
  end(context) {
    const isOwn = (constraint: Constraint) => constraint.kind === 'foreign' && constraint.origin.file === context.file;
    const own = context.changedRelations().filter(({ constraints }) => constraints.some(isOwn));
    // Several in the order of the catalog; going through all of it for a single one would cost more than everything else here.
    for (const relation of own.length > 1 ? context.catalogAfter.relations() : own) {
      if (relation.temporary || relation.kind === 'foreign-table' || isListed(context.options(options).ignoreTables, relation, context.catalogAfter)) continue;
      const said = new Set<string>();
      for (const constraint of relation.constraints) {
        if (constraint.kind !== 'foreign' || !isOwn(constraint)) continue;
        // One index serves all keys of the same columns.
        const columns = constraint.columns.toSorted().join(' ');
        if (!said.has(columns) && checkForeignKey(context, relation, constraint)) said.add(columns);
      }
    }
  },
});

/** Whether there was something to say. */
function checkForeignKey(context: FileContext, relation: Relation, foreignKey: ForeignKey): boolean {
  const atEnd = context.catalogAtEnd.relation(relation);
  // Dropped or renamed later: what became of it is told where that happens.
  if (atEnd === undefined || !atEnd.constraints.some((constraint) => constraint.kind === 'foreign' && constraint.name === foreignKey.name)) return false;
  if (foreignKey.columns.length === 0 || isCovered(atEnd, foreignKey.columns)) return false;
  const { statement, span } = foreignKey.origin;
  const old = !context.isNewAt(statement, relation);
  const wrapped = context.transactionAt(statement) === 'inside';
  context.report(statement, {
    span,
    message: old && wrapped ? 'missingInTransaction' : 'missing',
    data: { table: context.display(relation), columns: foreignKey.columns.map(quoteIdentifier).join(', '), referenced: context.display(foreignKey.references) },
    fixes: createIndex(context, relation, foreignKey, old, wrapped),
  });
  return true;
}

/** A key is looked up by a value, so the rows without one need not be in the index. */
function isWhole(where: Node | undefined, columns: readonly string[]): boolean {
  if (where === undefined) return true;
  if (!('NullTest' in where) || where.NullTest.nulltesttype !== 'IS_NOT_NULL') return false;
  const { arg } = where.NullTest;
  return arg !== undefined && 'ColumnRef' in arg && columns.includes(namesOf(arg.ColumnRef.fields).at(-1) ?? '');
}

/** Whether some index that has all rows with a key leads with these columns, in any order. */
function isCovered(relation: Relation, columns: readonly string[]): boolean {
  const wanted = new Set(columns);
  return relation.indexes.some((index) => {
    if (!isWhole(index.where, columns) || (index.method !== 'btree' && index.method !== 'hash')) return false;
    const leading = new Set(index.columns.slice(0, wanted.size));
    return leading.size === wanted.size && [...wanted].every((column) => leading.has(column));
  });
}

/** An index after the statement. None where the only form that fits here would block writers or is refused. */
function createIndex(context: FileContext, relation: Relation, foreignKey: ForeignKey, old: boolean, wrapped: boolean): readonly FixDraft[] {
  const text = context.statement(foreignKey.origin.statement)?.text;
  if (text === undefined || (old && (wrapped || relation.kind === 'partitioned'))) return [];
  const name = shorten(`${relation.name}_${foreignKey.columns.join('_')}`);
  const columns = foreignKey.columns.map(quoteIdentifier).join(', ');
  const sql = `CREATE INDEX ${old ? 'CONCURRENTLY ' : ''}${quoteIdentifier(name)} ON ${context.display(relation)} (${columns})`;
  return [{ title: 'Add the index on {columns}', kind: 'safe', edits: [{ start: text.length, end: text.length, text: `;\n\n${sql}` }] }];
}

/** PostgreSQL cuts names at 63 bytes; letters outside ASCII take up to four. */
function shorten(stem: string): string {
  let length = 0;
  let kept = '';
  for (const letter of stem) {
    const code = letter.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (length > 63 - '_idx'.length) break;
    kept += letter;
  }
  return `${kept}_idx`;
}
