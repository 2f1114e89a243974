import type { PartitionCmd, RangeVar } from '@pgsql/types';
import type { Constraint, Relation } from '../model';
import { referenceOfRange, sameName, type Change } from './change';
import { put } from './constraints';
import { inheritedTriggers, ownTriggers } from './triggers';
import { asPartOf, chooseInheritedName, sameKey } from './indexes';

/** Gives a new child what it inherits: checks, and for a partition keys, indexes and foreign keys too. The columns are there already. */
export function copyFromParent(change: Change, child: Relation, parent: Relation, isPartition: boolean): Relation {
  let copied = put(change, { ...child, constraints: [...child.constraints, ...inheritedConstraints(child, parent, isPartition)] });
  if (!isPartition) return copied;
  copied = put(change, { ...copied, triggers: inheritedTriggers(copied, parent) });
  for (const index of parent.indexes) {
    const same = copied.indexes.find((own) => sameKey(own, index));
    if (same && index.onOnly) copied = put(change, { ...copied, indexes: copied.indexes.map((own) => (own === same ? { ...own, attached: true as const } : own)) });
    if (same) continue;
    const name = chooseInheritedName(change, copied, { relation: parent, index });
    const constraint = parent.constraints.find((candidate) => candidate.name === index.constraint);
    const constraints = constraint ? [...copied.constraints, { ...constraint, name }] : copied.constraints;
    copied = put(change, { ...copied, constraints, indexes: [...copied.indexes, { ...asPartOf(index, index), name, constraint: constraint && name }] });
  }
  return copied;
}

function inheritedConstraints(child: Relation, parent: Relation, isPartition: boolean): readonly Constraint[] {
  return parent.constraints.filter((constraint) => {
    const { kind, name } = constraint;
    const inherits = (kind === 'check' && !constraint.noInherit) || kind === 'not-null' || (isPartition && kind === 'foreign');
    return inherits && !child.constraints.some((own) => own.name === name);
  });
}

export function attachPartition(change: Change, parent: Relation, command: PartitionCmd): Relation {
  const child = find(change, command.name);
  if (!child) return parent;
  const kind = child.kind === 'table' ? 'partition' : child.kind;
  const isDefault = command.bound?.is_default ? { defaultPartition: true as const } : {};
  copyFromParent(change, { ...child, kind, parents: [{ schema: parent.schema, name: parent.name }], ...isDefault }, parent, true);
  return parent;
}

/** A detached partition keeps its columns, constraints and indexes. */
export function detachPartition(change: Change, parent: Relation, command: PartitionCmd): Relation {
  const child = find(change, command.name);
  if (!child) return parent;
  const { defaultPartition: _, ...detached } = child;
  put(change, { ...detached, triggers: ownTriggers(child), kind: child.kind === 'partition' ? 'table' : child.kind, parents: child.parents.filter((name) => !sameName(name, parent)) });
  return parent;
}

export function addInherit(change: Change, child: Relation, range: RangeVar): Relation {
  const reference = referenceOfRange(range);
  if (!reference) return child;
  return put(change, { ...child, parents: [...child.parents, change.catalog.resolve(reference)] });
}

export function dropInherit(change: Change, child: Relation, range: RangeVar): Relation {
  const reference = referenceOfRange(range);
  if (!reference) return child;
  const parent = change.catalog.resolve(reference);
  return put(change, { ...child, parents: child.parents.filter((name) => !sameName(name, parent)) });
}

function find(change: Change, range: RangeVar | undefined): Relation | undefined {
  const reference = referenceOfRange(range);
  return reference && change.catalog.relation(reference);
}
