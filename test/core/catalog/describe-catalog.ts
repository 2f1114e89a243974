import type { Catalog } from '../../../server/core/catalog/catalog';
import type { Column, ColumnType, Constraint, Relation, Trigger } from '../../../server/core/catalog/model';

export interface DescribedRelation {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly constraints: readonly string[];
  readonly indexes: readonly string[];
  readonly parents: readonly string[];
  /** Row security and whether it is unlogged; empty for an ordinary relation. */
  readonly flags: readonly string[];
  readonly triggers: readonly string[];
  readonly rules: readonly string[];
  readonly policies: readonly string[];
  readonly statistics: readonly string[];
  /** What a view reads. */
  readonly reads: readonly string[];
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
    flags: [...(relation.unlogged ? ['unlogged'] : []), ...(relation.rowSecurity.enabled ? ['row security'] : []), ...(relation.rowSecurity.forced ? ['forced'] : [])],
    triggers: relation.triggers.map((trigger) => describeTrigger(trigger)),
    rules: relation.rules.map(({ name, event, instead, enabled }) => [name, event, instead ? 'instead' : 'also', enabled].join(' ')).toSorted(),
    policies: relation.policies.map(({ name, command, permissive, roles, using, check }) =>
      [name, command, permissive ? 'permissive' : 'restrictive', roles.toSorted().join(','), using ? 'using' : '-', check ? 'check' : '-'].join(' ')).toSorted(),
    statistics: relation.statistics.map(({ schema, name }) => `${schema}.${name}`).toSorted(),
    reads: relation.reads.map(({ schema, name }) => `${schema}.${name}`).toSorted(),
  };
}

function describeTrigger({ name, timing, events, columns, level, when, function: called, constraint, enabled, inherited, arguments: args }: Trigger): string {
  return [name, timing, events.toSorted().join(','), columns.toSorted().join(',') || '-', level, when ? 'when' : '-', `${called.schema}.${called.name}(${args.length})`,
    constraint ?? '-', enabled, inherited ? 'inherited' : 'own'].join(' ');
}

/** Functions and procedures of the user, as text, sorted. */
export function describeRoutines(catalog: Catalog): readonly string[] {
  return catalog.allRoutines().map(({ schema, name, kind, language, volatility, argumentCount, returnsSet, searchPath, body, sqlBody }) =>
    [`${schema}.${name}`, kind, language, volatility, argumentCount, returnsSet ? 'set' : '-', searchPath === undefined ? '-' : 'search_path', body === undefined ? '-' : body.length,
      sqlBody ? 'standard' : '-'].join(' ')).toSorted();
}

/** Sequences with the column that owns them. */
export function describeOwners(catalog: Catalog): readonly string[] {
  return catalog.relations().flatMap(({ schema, name, ownedBy }) => (ownedBy ? [`${schema}.${name} ${ownedBy.schema}.${ownedBy.name}.${ownedBy.column}`] : [])).toSorted();
}

/** Enums with their labels, domains and composite types. */
export function describeTypes(catalog: Catalog): readonly string[] {
  return catalog.types().map(({ schema, name, kind, labels }) => [`${schema}.${name}`, kind, labels.join(',')].join(' ').trim()).toSorted();
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
