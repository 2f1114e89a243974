import type { Constraint, Index, QualifiedName, Relation } from '../model';
import type { Catalog } from '../catalog';
import { sameName } from './change';
import { renameColumn } from './columns';
import { ownedSequences } from './sequences';

/** Gives a relation another name or schema, and tells everything that points at it: foreign keys, children, views. */
export function moveRelation(catalog: Catalog, relation: Relation, to: QualifiedName): void {
  const dependents = catalog.dependents(relation).filter((dependent) => !sameName(dependent, relation));
  catalog.removeRelation(relation);
  const moved = { ...relation, ...to };
  catalog.putRelation(moved);
  const rows = catalog.rows(relation);
  if (rows !== undefined) {
    catalog.setRows(relation, undefined);
    catalog.setRows(to, rows);
  }
  repoint(catalog, [moved, ...dependents], (name) => (sameName(name, relation) ? to : name));
}

/** Applies `move` to every name that these relations keep of others. */
export function repoint(catalog: Catalog, relations: readonly Relation[], move: (name: QualifiedName) => QualifiedName): void {
  for (const relation of relations) {
    const parents = moveAll(relation.parents, move);
    const reads = moveAll(relation.reads, move);
    const constraints = mapChanged(relation.constraints, (constraint) => repointed(constraint, move));
    const owner = relation.ownedBy && move(relation.ownedBy);
    const policies = mapChanged(relation.policies, (policy) => repointReads(policy, move));
    const rules = mapChanged(relation.rules, (rule) => repointReads(rule, move));
    const same = policies === relation.policies && rules === relation.rules && parents === relation.parents && reads === relation.reads && constraints === relation.constraints && owner === relation.ownedBy;
    if (!same) catalog.putRelation({ ...relation, parents, reads, constraints, policies, rules, ...(relation.ownedBy && { ownedBy: { ...relation.ownedBy, ...owner } }) });
  }
}

function repointed(constraint: Constraint, move: (name: QualifiedName) => QualifiedName): Constraint {
  if (constraint.kind !== 'foreign') return constraint;
  const references = move(constraint.references);
  return references === constraint.references ? constraint : { ...constraint, references };
}

function repointReads<T extends { readonly reads: readonly QualifiedName[] }>(part: T, move: (name: QualifiedName) => QualifiedName): T {
  const reads = moveAll(part.reads, move);
  return reads === part.reads ? part : { ...part, reads };
}

function moveAll(names: readonly QualifiedName[], move: (name: QualifiedName) => QualifiedName): readonly QualifiedName[] {
  return mapChanged(names, move);
}

/** A list with changed items, or the list itself where no item changed. */
export function mapChanged<T>(list: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = list.map((item) => change(item));
  return changed.every((item, position) => item === list[position]) ? list : changed;
}

/** Renames a column in the relation itself and in everything that mentions it: constraints, indexes, expressions, foreign keys of others. */
export function renameColumnOf(catalog: Catalog, relation: Relation, from: string, to: string): void {
  const rename = (name: string): string => (name === from ? to : name);
  catalog.putRelation({
    ...relation,
    columns: relation.columns.map((column) => ({ ...column, name: rename(column.name), defaultExpression: renameColumn(column.defaultExpression, from, to) })),
    constraints: mapChanged(relation.constraints, (constraint) => renameInConstraint(constraint, from, to)),
    indexes: mapChanged(relation.indexes, (index) => renameInIndex(index, from, to)),
    triggers: mapChanged(relation.triggers, (trigger) => (trigger.columns.includes(from) ? { ...trigger, columns: trigger.columns.map(rename) } : trigger)),
    statistics: mapChanged(relation.statistics, (each) => (each.columns.includes(from) ? { ...each, columns: each.columns.map(rename) } : each)),
    ...(relation.partitionKey && { partitionKey: relation.partitionKey.map((column) => (column === undefined ? column : rename(column))) }),
  });
  for (const sequence of ownedSequences(catalog, relation, from)) {
    catalog.putRelation({ ...sequence, ownedBy: { schema: relation.schema, name: relation.name, column: to } });
  }
  for (const other of catalog.dependents(relation)) {
    const constraints = mapChanged(other.constraints, (constraint) => renameInReference(constraint, relation, rename));
    if (constraints !== other.constraints) catalog.putRelation({ ...other, constraints });
  }
  for (const child of catalog.children(relation)) if (child.columns.some(({ name }) => name === from)) renameColumnOf(catalog, child, from, to);
}

function renameInConstraint(constraint: Constraint, from: string, to: string): Constraint {
  if (constraint.kind === 'exclusion') return constraint;
  if (constraint.kind === 'check') return { ...constraint, expression: renameColumn(constraint.expression, from, to) };
  return constraint.columns.includes(from) ? { ...constraint, columns: constraint.columns.map((name) => (name === from ? to : name)) } : constraint;
}

function renameInReference(constraint: Constraint, target: QualifiedName, rename: (name: string) => string): Constraint {
  if (constraint.kind !== 'foreign' || !sameName(constraint.references, target)) return constraint;
  const referencedColumns = mapChanged(constraint.referencedColumns, rename);
  return referencedColumns === constraint.referencedColumns ? constraint : { ...constraint, referencedColumns };
}

function renameInIndex(index: Index, from: string, to: string): Index {
  return {
    ...index,
    columns: index.columns.map((name) => (name === from ? to : name)),
    elements: index.elements.map((element) => (element.name === from ? { ...element, name: to } : renameColumn(element, from, to))),
    include: index.include.map((name) => (name === from ? to : name)),
    where: renameColumn(index.where, from, to),
  };
}
