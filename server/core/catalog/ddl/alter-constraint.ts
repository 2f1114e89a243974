import type { AlterTableCmd } from '@pgsql/types';
import type { Constraint, Relation } from '../model';
import { sameName, type Change } from './change';
import { put, withNotNull } from './constraints';

/** Drops a constraint with its index, from children too, and the foreign keys that need a key that goes. */
export function dropConstraint(change: Change, relation: Relation, command: AlterTableCmd): void {
  const name = command.name ?? '';
  const constraint = relation.constraints.find((candidate) => candidate.name === name);
  if (!constraint) {
    put(change, withoutImplicitNotNull(relation, name));
    return;
  }
  put(change, withoutConstraint(relation, constraint));
  if (constraint.kind === 'primary' || constraint.kind === 'unique') dropReferencesTo(change, relation, constraint.columns);
  for (const child of change.catalog.children(relation)) {
    const inherited = child.constraints.find((candidate) => isInherited(candidate, constraint) && !standsAlone({ relation, constraint }, { relation: child, constraint: candidate }));
    if (inherited) dropConstraint(change, child, { name: inherited.name });
  }
}

/** NOT NULL goes with its constraint; the columns of a dropped primary key stay NOT NULL. */
function withoutConstraint(relation: Relation, constraint: Constraint): Relation {
  return {
    ...(constraint.kind === 'not-null' ? withNotNull(relation, constraint.columns, false) : relation),
    constraints: relation.constraints.filter((candidate) => candidate !== constraint),
    indexes: relation.indexes.some((index) => index.constraint === constraint.name) ? relation.indexes.filter((index) => index.constraint !== constraint.name) : relation.indexes,
  };
}

/** A key of a partition has a name of its own; everything else keeps the parent's. */
function isInherited(own: Constraint, parent: Constraint): boolean {
  if ((own.kind === 'primary' || own.kind === 'unique') && own.kind === parent.kind) return own.columns.join('\u0000') === parent.columns.join('\u0000');
  return own.name === parent.name;
}

interface Owned {
  readonly relation: Relation;
  readonly constraint: Constraint;
}

/** The key of a partition that was never attached to the parent's, which was added with ONLY. */
function standsAlone(parent: Owned, child: Owned): boolean {
  const indexOf = ({ relation, constraint }: Owned) => relation.indexes.find((index) => index.constraint === constraint.name);
  const [above, own] = [indexOf(parent), indexOf(child)];
  return above?.onOnly === true && own !== undefined && !own.attached;
}

/** PostgreSQL 18 names the constraint of a plain NOT NULL `table_column_not_null`; the model only keeps those that were named. */
function withoutImplicitNotNull(relation: Relation, constraint: string): Relation {
  const column = relation.columns.find(({ name }) => `${relation.name}_${name}_not_null` === constraint);
  return column ? withNotNull(relation, [column.name], false) : relation;
}

export function dropReferencesTo(change: Change, target: Relation, columns: readonly string[]): void {
  for (const relation of change.catalog.dependents(target)) {
    const kept = relation.constraints.filter((constraint) =>
      !(constraint.kind === 'foreign' && sameName(constraint.references, target) && constraint.referencedColumns.join('\u0000') === columns.join('\u0000')));
    if (kept.length < relation.constraints.length) put(change, { ...relation, constraints: kept });
  }
}

export function validateConstraint(change: Change, relation: Relation, name: string): void {
  const constraint = relation.constraints.find((candidate) => candidate.name === name);
  if (!constraint || !('validated' in constraint) || constraint.validated) return;
  const checked = constraint.kind === 'not-null' ? withNotNull(relation, constraint.columns) : relation;
  put(change, { ...checked, constraints: relation.constraints.map((candidate) => (candidate === constraint ? { ...constraint, validated: true } : candidate)) });
  for (const child of change.catalog.children(relation)) validateConstraint(change, child, name);
}
