import type { ATAlterConstraint, Constraint as ConstraintNode } from '@pgsql/types';
import type { Constraint, Relation } from '../catalog/model';
import { findNotNullProof } from '../sql/not-null-proof';
import { namesOf } from '../sql/names';
import type { LockMode } from './lock-mode';
import { ancestors, descendants, does, doubt, family, isSame, lock, referenced, referencing, relationOf, scan, withPartitions, type Work } from './work';

/** What ADD CONSTRAINT does on top of the lock of its ALTER TABLE. */
export function addConstraint(work: Work, relation: Relation, node: ConstraintNode, only: boolean): void {
  const checked = node.skip_validation !== true;
  switch (node.contype) {
    case 'CONSTR_CHECK':
      if (checked) scan(work, node.is_no_inherit ? relation : family(work, relation, only));
      return;
    case 'CONSTR_NOTNULL':
      if (checked) setNotNull(work, node.is_no_inherit ? [relation] : family(work, relation, only), namesOf(node.keys));
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
  const targets = withPartitions(work, target);
  lock(work, targets, 'ShareRowExclusiveLock');
  const holders = relation.kind === 'partitioned' ? descendants(work, relation) : [relation];
  lock(work, holders, 'ShareRowExclusiveLock');
  // A key that a partition has on its own may be taken over, without another look at the rows; whether it fits, deferrable or not and with what actions, is not followed.
  const columns = namesOf(node.fk_attrs).join();
  const same = (own: Constraint) => own.kind === 'foreign' && own.columns.join() === columns && isSame(own.references, target);
  if (relation.kind === 'partitioned' && !relation.constraints.some(same) && holders.some(({ constraints }) => constraints.some(same))) return doubt(work);
  if (checked) scan(work, [...holders, ...targets]);
}

function addKey(work: Work, relation: Relation, node: ConstraintNode, only: boolean): void {
  const index = node.indexname === undefined ? undefined : relation.indexes.find(({ name }) => name === node.indexname);
  if (node.indexname !== undefined && index === undefined) doubt(work);
  const columns = index === undefined ? namesOf(node.keys) : index.columns.flatMap((column) => column ?? []);
  const primary = node.contype === 'CONSTR_PRIMARY';
  const all = family(work, relation, only);
  if (relation.kind === 'partitioned') {
    lock(work, all, does(work, 'locks partitions for a key exclusively') ? 'AccessExclusiveLock' : 'ShareLock');
    if (node.indexname === undefined) scan(work, all);
  } else {
    if (node.indexname === undefined) scan(work, relation);
    if (primary || does(work, 'locks children for a key')) lock(work, all, 'AccessExclusiveLock');
    // A primary key makes its columns NOT NULL, and children inherit that.
    if (primary) scan(work, all.filter((child) => child !== relation && nullable(child, columns)));
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

export interface DroppedConstraint {
  readonly name: string;
  readonly only: boolean;
  readonly cascade: boolean;
  readonly missingOk: boolean;
}

export function dropConstraint(work: Work, relation: Relation, { name, only, cascade, missingOk }: DroppedConstraint): void {
  const holds = (one: Relation) => one.constraints.some((own) => own.name === name);
  if (missingOk && !holds(relation) && relation.columnsKnown && !relation.assumed) return;
  const found = find(work, relation, name);
  if (found === undefined) return;
  // A partition's key may have another name; that of a child which inherits a CHECK may not.
  const children = work.catalog.children(relation);
  if (relation.kind === 'partitioned' || found.kind === 'not-null' || children.some(holds)) lock(work, only ? children : descendants(work, relation), 'AccessExclusiveLock');
  for (const each of [relation, ...(only ? [] : descendants(work, relation).filter(holds))]) {
    const constraint = each.constraints.find((own) => own.name === name);
    if (constraint?.kind === 'foreign') lockDropped(work, { ...each, constraints: [constraint] }, { root: true });
    // Foreign keys need the key that they refer to: CASCADE takes them along.
    if ((constraint?.kind === 'primary' || constraint?.kind === 'unique') && cascade) dropReferences(work, each, constraint.columns);
  }
}

/** The tables that foreign keys refer to lose triggers with them. `root`: the key alone is dropped, so that its table is looked up by itself. */
export function lockDropped(work: Work, relation: Relation, { columns, root = false }: { readonly columns?: readonly string[]; readonly root?: boolean } = {}): void {
  const targets = referenced(work, relation, columns);
  const whole = does(work, 'locks the tree that a dropped key refers to');
  lock(work, targets.filter((target) => whole || target.kind !== 'partitioned' || (root && target.parents.length === 0)), 'AccessExclusiveLock');
}

/** DEFERRABLE changes triggers of the table itself; ENFORCED (18) makes or drops them on both sides; INHERIT is for NOT NULL alone. */
export function alterConstraint(work: Work, relation: Relation, { conname = '', alterEnforceability, is_enforced: enforced, alterInheritability }: ATAlterConstraint): void {
  const constraint = find(work, relation, conname);
  if (constraint === undefined) return;
  if (alterInheritability) return lock(work, descendants(work, relation), 'AccessExclusiveLock');
  if (!alterEnforceability || constraint.kind !== 'foreign') return;
  const targets = referencedBy(work, relation, constraint);
  lock(work, targets, 'AccessExclusiveLock');
  if (enforced) scan(work, [...family(work, relation), ...targets]);
}

/** Foreign keys to these columns, or to the table at all, go too, and with them triggers on both sides. To a partition that is one to the table it is in. */
export function dropReferences(work: Work, relation: Relation, columns?: readonly string[]): void {
  for (const each of columns === undefined ? [relation, ...ancestors(work, relation)] : [relation]) {
    for (const other of referencing(work, each, columns)) {
      lock(work, withPartitions(work, other), 'AccessExclusiveLock');
      lockDropped(work, { ...other, constraints: other.constraints.filter((own) => own.kind === 'foreign' && isSame(own.references, each)) });
    }
  }
}

function referencedBy(work: Work, relation: Relation, constraint: Extract<Constraint, { kind: 'foreign' }>): readonly Relation[] {
  return referenced(work, { ...relation, constraints: [constraint] });
}

function find(work: Work, relation: Relation, name: string): Constraint | undefined {
  const constraint = relation.constraints.find((own) => own.name === name) ?? namedByServer(work, relation, name);
  if (constraint === undefined) doubt(work);
  return constraint;
}

/** Since 18 every NOT NULL has a name. */
function namedByServer(work: Work, { name: table, columns, origin }: Relation, name: string): Constraint | undefined {
  const column = columns.find((own) => own.notNull && name === `${table}_${own.name}_not_null`);
  if (column === undefined || !does(work, 'names NOT NULL')) return undefined;
  return { kind: 'not-null', name, columns: [column.name], validated: true, origin };
}

export function constraintLock({ contype }: ConstraintNode): LockMode {
  return contype === 'CONSTR_FOREIGN' ? 'ShareRowExclusiveLock' : 'AccessExclusiveLock';
}
