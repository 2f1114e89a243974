import type { Constraint } from '@pgsql/types';
import { namesOf, quoteIdentifier } from '../sql/names';
import { notNullSteps } from './not-null';
import { chosenName, isPartOfTree, refuse, targetOf, type Recipe, type Step, type Target } from './recipe';

/** `ADD CONSTRAINT … UNIQUE` and `ADD PRIMARY KEY`. */
export const key: Recipe = {
  id: 'key',
  rules: ['disallowed-unique-constraint', 'adding-primary-key'],
  plan(request) {
    const { command } = request;
    const def = command?.command.def;
    if (command?.command.subtype !== 'AT_AddConstraint' || def === undefined || !('Constraint' in def)) return undefined;
    const constraint = def.Constraint;
    if ((constraint.contype !== 'CONSTR_UNIQUE' && constraint.contype !== 'CONSTR_PRIMARY') || constraint.indexname !== undefined) return undefined;
    const target = targetOf(request, command.table);
    const columns = namesOf(constraint.keys);
    const own = command.siblings.some(({ subtype, def: added, name }) =>
      (subtype === 'AT_AddColumn' && added !== undefined && 'ColumnDef' in added && columns.includes(added.ColumnDef.colname ?? '')) || (subtype === 'AT_AlterColumnType' && columns.includes(name ?? '')) || subtype === 'AT_DropConstraint');
    if (own) return refuse('The same statement also makes, changes or drops what the key needs: take it apart first.');
    const reason = reasonAgainst(target, constraint);
    if (reason !== undefined) return refuse(reason);
    const steps = keySteps(target, constraint, columns);
    return { ok: true, title: titleOf(constraint), steps, undo: steps.at(-1)?.down ?? [] };
  },
};

function titleOf({ contype }: Constraint): string {
  return contype === 'CONSTR_PRIMARY' ? 'Add the primary key in steps that do not block' : 'Add the unique constraint in steps that do not block';
}

/** Why the index of a key cannot be built first; undefined where it can. */
export function reasonAgainst(target: Target, constraint: Constraint): string | undefined {
  if (isPartOfTree(target)) return `${target.name} is partitioned or inherited, and CONCURRENTLY builds the index of one table only.`;
  if (constraint.options !== undefined || constraint.indexspace !== undefined || constraint.without_overlaps) return 'The constraint has storage options, a tablespace or WITHOUT OVERLAPS, which must be written by hand.';
  if (constraint.contype === 'CONSTR_PRIMARY' && target.relation?.columnsKnown !== true) return `No migration tells which columns of ${target.name} are NOT NULL.`;
  return undefined;
}

/**
 * NOT NULL where a primary key needs it and it is missing, then the index, then the constraint on it.
 * @param known columns that earlier steps made NOT NULL
 */
export function keySteps(target: Target, constraint: Constraint, columns: readonly string[], known: readonly string[] = []): readonly Step[] {
  const { alter, beside, plain, relation } = target;
  const primary = constraint.contype === 'CONSTR_PRIMARY';
  const name = constraint.conname ?? chosenName(target, primary ? [plain] : [plain, ...columns, ...namesOf(constraint.including)], primary ? 'pkey' : 'key');
  const quoted = quoteIdentifier(name);
  const include = namesOf(constraint.including).map(quoteIdentifier).join(', ');
  const list = `(${columns.map(quoteIdentifier).join(', ')})${include === '' ? '' : ` INCLUDE (${include})`}${constraint.nulls_not_distinct ? ' NULLS NOT DISTINCT' : ''}`;
  const timing = `${constraint.deferrable ? ' DEFERRABLE' : ''}${constraint.initdeferred ? ' INITIALLY DEFERRED' : ''}`;
  const missing = primary ? columns.filter((column) => !known.includes(column) && relation?.columns.find((own) => own.name === column)?.notNull !== true) : [];
  return [
    ...missing.flatMap((column) => notNullSteps(target, column)),
    {
      name: `build ${name}`, outside: true, up: [`CREATE UNIQUE INDEX CONCURRENTLY ${quoted} ON ${target.name} ${list}`], down: [`DROP INDEX CONCURRENTLY IF EXISTS ${beside}${quoted}`],
      does: `Builds the index while reads and writes go on. Where it fails, rows are not unique: drop the invalid index ${quoted} that it leaves, repair them, and run it again.`,
    },
    {
      name: `add ${name}`, up: [`${alter} ADD CONSTRAINT ${quoted} ${primary ? 'PRIMARY KEY' : 'UNIQUE'} USING INDEX ${quoted}${timing}`], down: [`${alter} DROP CONSTRAINT ${quoted}`],
      does: 'Makes the finished index the constraint, without reading the table.',
    },
  ];
}
