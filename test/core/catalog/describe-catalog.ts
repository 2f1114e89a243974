import type { Catalog } from '../../../server/core/catalog/catalog';
import type { Column, ColumnType, Constraint, Relation } from '../../../server/core/catalog/model';

export interface DescribedRelation {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly constraints: readonly string[];
  readonly indexes: readonly string[];
  readonly parents: readonly string[];
}

/** Names with their schema to what PostgreSQL can tell as well, as text, sorted: made to be compared with the same from `pg_catalog`. */
export function describeCatalog(catalog: Catalog): Record<string, DescribedRelation> {
  return Object.fromEntries(catalog.relations().map((relation) => [`${relation.schema}.${relation.name}`, describeRelation(relation)]).toSorted());
}

function describeRelation(relation: Relation): DescribedRelation {
  return {
    kind: relation.kind,
    columns: relation.columns.map((column) => describeColumn(column)),
    constraints: relation.constraints.filter(({ kind }) => kind !== 'not-null').map((constraint) => describeConstraint(constraint)).toSorted(),
    indexes: relation.indexes.map(({ name, method, unique, columns, include, where, constraint }) => {
      const key = columns.map((column) => column ?? '(expression)').join(',');
      return [name, method, unique ? 'unique' : 'plain', key, `include ${include.join(',')}`, where ? 'partial' : 'full', constraint ?? 'no constraint'].join(' ');
    }).toSorted(),
    parents: relation.parents.map(({ schema, name }) => `${schema}.${name}`),
  };
}

function describeColumn({ name, type, notNull, generated, defaultExpression }: Column): string {
  const value = generated ?? (defaultExpression ? 'default' : 'no default');
  return [name, describeType(type), notNull ? 'not null' : 'null', value].join(' ');
}

function describeType({ name, modifiers, array }: ColumnType): string {
  const hasLength = name === 'varchar' || name === 'bpchar' || name === 'numeric';
  const written = name === 'numeric' && modifiers.length === 1 ? [...modifiers, 0] : modifiers;
  return `${name}${hasLength && written.length > 0 ? `(${written.join(',')})` : ''}${array ? '[]' : ''}`;
}

function describeConstraint(constraint: Constraint): string {
  const parts = [constraint.name, constraint.kind];
  if ('columns' in constraint) parts.push(constraint.columns.join(','));
  if (constraint.kind === 'foreign') parts.push(`${constraint.references.schema}.${constraint.references.name}`, constraint.referencedColumns.join(','));
  if ('validated' in constraint) parts.push(constraint.validated ? 'valid' : 'not valid');
  return parts.join(' ');
}
