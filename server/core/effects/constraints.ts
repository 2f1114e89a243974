import type { Constraint as ConstraintNode } from '@pgsql/types';
import type { Constraint, Relation } from '../catalog/model';
import { findNotNullProof } from '../sql/not-null-proof';
import { namesOf } from '../sql/names';
import type { LockMode } from './lock-mode';
import { descendants, does18, doubt, family, isSame, lock, referenced, referencing, relationOf, scan, type Work } from './work';

/** What ADD CONSTRAINT does on top of the lock of its ALTER TABLE. */
export function addConstraint(work: Work, relation: Relation, node: ConstraintNode, only: boolean): void {
  const checked = node.skip_validation !== true;
  switch (node.contype) {
    case 'CONSTR_CHECK':
      if (checked) scan(work, node.is_no_inherit ? relation : family(work, relation, only));
      return;
    case 'CONSTR_NOTNULL':
      if (checked) setNotNull(work, family(work, relation, only), namesOf(node.keys));
      return;
    case 'CONSTR_FOREIGN':
      return addForeignKey(work, relation, node, checked);
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
    case 'CONSTR_EXCLUSION':
      return addKey(work, relation, node, only);
    default:
      return doubt(work);
  }
}

export function addForeignKey(work: Work, relation: Relation, node: ConstraintNode, checked: boolean): void {
  const target = relationOf(work, node.pktable);
  if (target === undefined) return;
  lock(work, family(work, target), 'ShareRowExclusiveLock');
  if (relation.kind === 'partitioned') {
    const columns = namesOf(node.fk_attrs).join();
    const partitions = descendants(work, relation);
    // A partition's own key is adopted, with locks that depend on what is there already.
    if (partitions.some((partition) => partition.constraints.some((own) => own.kind === 'foreign' && own.columns.join() === columns && isSame(own.references, target)))) return doubt(work);
    lock(work, partitions, 'ShareRowExclusiveLock');
  }
  if (checked) scan(work, [...(relation.kind === 'partitioned' ? descendants(work, relation) : [relation]), ...family(work, target)]);
}

function addKey(work: Work, relation: Relation, node: ConstraintNode, only: boolean): void {
  const index = node.indexname === undefined ? undefined : relation.indexes.find(({ name }) => name === node.indexname);
  if (node.indexname !== undefined && index === undefined) doubt(work);
  const columns = index === undefined ? namesOf(node.keys) : index.columns.flatMap((column) => column ?? []);
  const primary = node.contype === 'CONSTR_PRIMARY';
  if (relation.kind === 'partitioned') {
    lock(work, family(work, relation, only), does18(work) ? 'AccessExclusiveLock' : 'ShareLock');
    if (node.indexname === undefined) scan(work, family(work, relation, only));
  } else {
    if (node.indexname === undefined) scan(work, relation);
    // A primary key makes its columns NOT NULL, and children inherit that.
    const children = primary ? descendants(work, relation) : [];
    lock(work, children, 'AccessExclusiveLock');
    scan(work, children.filter((child) => nullable(child, columns)));
  }
  if (primary) setNotNull(work, [relation], columns);
}

/** Every row is looked at unless the column is NOT NULL already or a valid CHECK says so. */
export function setNotNull(work: Work, relations: readonly Relation[], columns: readonly string[]): void {
  for (const relation of relations) {
    if (!relation.columnsKnown) doubt(work);
    else if (nullable(relation, columns)) scan(work, relation);
  }
}

function nullable(relation: Relation, columns: readonly string[]): boolean {
  return relation.columns.some(({ name, notNull }) => columns.includes(name) && !notNull && findNotNullProof(relation, name) === undefined);
}

export function validateConstraint(work: Work, relation: Relation, name: string, only: boolean): void {
  const constraint = find(work, relation, name);
  if (constraint === undefined || !('validated' in constraint) || constraint.validated) return;
  const holders = [relation, ...descendants(work, relation).filter((child) => child.constraints.some((own) => own.name === name && 'validated' in own && !own.validated))];
  if (constraint.kind !== 'foreign') {
    // Children are locked and looked at where they have inherited the constraint.
    lock(work, only ? [] : descendants(work, relation), 'ShareUpdateExclusiveLock');
    return scan(work, only ? relation : holders);
  }
  const targets = referencedBy(work, relation, constraint);
  if (relation.kind === 'partitioned') lock(work, descendants(work, relation), 'ShareUpdateExclusiveLock');
  lock(work, targets, 'RowShareLock');
  scan(work, [...holders, ...targets]);
}

export function dropConstraint(work: Work, relation: Relation, name: string, cascade: boolean): void {
  const constraint = find(work, relation, name);
  if (constraint === undefined) return;
  if (constraint.kind === 'foreign') lock(work, referencedBy(work, relation, constraint), 'AccessExclusiveLock');
  // Foreign keys need the key that they refer to: CASCADE takes them along.
  if ((constraint.kind === 'primary' || constraint.kind === 'unique') && cascade) dropReferences(work, relation, constraint.columns);
}

/** Foreign keys to these columns go too, and with them triggers on both sides. */
export function dropReferences(work: Work, relation: Relation, columns?: readonly string[]): void {
  for (const other of referencing(work, relation, columns)) lock(work, family(work, other), 'AccessExclusiveLock');
}

function referencedBy(work: Work, relation: Relation, constraint: Extract<Constraint, { kind: 'foreign' }>): readonly Relation[] {
  return referenced(work, { ...relation, constraints: [constraint] });
}

function find(work: Work, relation: Relation, name: string): Constraint | undefined {
  const constraint = relation.constraints.find((own) => own.name === name);
  if (constraint === undefined) doubt(work);
  return constraint;
}

export function constraintLock({ contype }: ConstraintNode): LockMode {
  return contype === 'CONSTR_FOREIGN' ? 'ShareRowExclusiveLock' : 'AccessExclusiveLock';
}
