import type { AlterTableCmd } from '@pgsql/types';
import { usesColumn } from '../column-use';
import type { Constraint, Index, Relation } from '../model';
import { dropReferencesTo } from './alter-constraint';
import { sameName, type Change } from './change';
import { columnsOf } from './columns';
import { put } from './constraints';
import { ownedSequences } from './sequences';

/** Drops a column with everything that PostgreSQL drops along: constraints and indexes that mention it, its sequence, foreign keys to it. */
export function dropColumn(change: Change, relation: Relation, command: AlterTableCmd): void {
  const name = command.name ?? '';
  const column = relation.columns.find((candidate) => candidate.name === name);
  if (!column) return;
  if (command.behavior === 'DROP_CASCADE') dropReaders(change, relation, name);
  const gone = relation.constraints.filter((constraint) => mentionsColumn(constraint, relation, name));
  put(change, {
    ...relation,
    columns: relation.columns.filter((candidate) => candidate !== column),
    constraints: gone.length === 0 ? relation.constraints : relation.constraints.filter((constraint) => !gone.includes(constraint)),
    indexes: relation.indexes.filter((index) => !indexMentions(index, name)),
    triggers: command.behavior === 'DROP_CASCADE' ? relation.triggers.filter(({ columns, when }) => !columns.includes(name) && !columnsOf(when).has(name)) : relation.triggers,
    policies: command.behavior === 'DROP_CASCADE' ? relation.policies.filter(({ using, check }) => !columnsOf([using, check]).has(name)) : relation.policies,
    statistics: relation.statistics.filter(({ columns }) => !columns.includes(name)),
  });
  for (const constraint of gone) if (constraint.kind === 'primary' || constraint.kind === 'unique') dropReferencesTo(change, relation, constraint.columns);
  for (const sequence of ownedSequences(change.catalog, relation, name)) change.catalog.removeRelation(sequence);
  for (const child of change.catalog.children(relation)) {
    if (child.columns.some((candidate) => candidate.name === name && candidate.origin === column.origin)) dropColumn(change, child, command);
  }
}

function mentionsColumn(constraint: Constraint, relation: Relation, column: string): boolean {
  if (constraint.kind === 'check') return columnsOf(constraint.expression).has(column);
  if (constraint.kind !== 'exclusion') return constraint.columns.includes(column);
  return relation.indexes.some((index) => index.constraint === constraint.name && indexMentions(index, column));
}

function indexMentions(index: Index, column: string): boolean {
  return index.columns.includes(column) || index.include.includes(column) || columnsOf([index.elements, index.where]).has(column);
}

/** CASCADE drops the views that use the column, with those over them. Where that is not sure, nothing is claimed of their columns any more. */
function dropReaders(change: Change, relation: Relation, column: string): void {
  for (const view of change.catalog.dependents(relation)) {
    if (!view.reads.some((name) => sameName(name, relation))) continue;
    const use = view.query === undefined ? 'perhaps' : usesColumn(change.catalog, view.query, { relation, column });
    if (use === 'yes') dropView(change, view);
    else if (use === 'perhaps') put(change, { ...view, columnsKnown: false });
  }
}

function dropView(change: Change, view: Relation): void {
  for (const over of change.catalog.dependents(view)) if (over.reads.some((name) => sameName(name, view))) dropView(change, over);
  change.catalog.removeRelation(view);
}
