import type { AlterPublicationStmt, CreatePublicationStmt, Node } from '@pgsql/types';
import type { QualifiedName, Relation } from '../../catalog/model';
import { enumerate } from '../../effects/locks-in-words';
import { referenceOf } from '../../sql/names';
import { constantText } from '../../sql/settings';
import { defineRule, type Ancestor, type FileContext, type Note, type RuleContext } from '../rule';
import doc from './publication-replica-identity.md';

interface Published {
  readonly tables: readonly QualifiedName[];
  readonly schemas: readonly string[];
  readonly all: boolean;
  readonly length: number;
}

export const publicationReplicaIdentity = defineRule({
  id: 'publication-replica-identity',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    fails: 'From now on every UPDATE and DELETE of {tables} fails: without a primary key, nothing tells a subscriber which row is meant. Add a primary key first, or ALTER TABLE … REPLICA IDENTITY USING INDEX on a unique index without NULL.',
  },
  visit: { CreatePublicationStmt: notePublished, AlterPublicationStmt: notePublished },
  end(context) {
    for (const { number, value } of context.notes() as readonly Note<Published>[]) {
      const tables = unidentified(value, context);
      if (tables.length > 0) context.report(number, { span: { start: 0, end: value.length }, message: 'fails', data: { tables: enumerate(tables.map((table) => context.display(table)), 3) } });
    }
  },
});

function notePublished(node: CreatePublicationStmt | AlterPublicationStmt, context: RuleContext, ancestors: readonly Ancestor[]): void {
  if (ancestors.length > 0 || !context.migration || context.direction === 'down' || !publishesChanges(node.options) || ('action' in node && node.action === 'AP_DropObjects')) return;
  const objects = (node.pubobjects ?? []).flatMap((object) => ('PublicationObjSpec' in object ? [object.PublicationObjSpec] : []));
  const tables = objects.flatMap(({ pubtable }) => (pubtable?.relation === undefined ? [] : [context.catalog.resolve(referenceOf(pubtable.relation))]));
  const schemas = objects.flatMap(({ pubobjtype, name }) => (pubobjtype === 'PUBLICATIONOBJ_TABLES_IN_SCHEMA' && name !== undefined ? [name] : pubobjtype === 'PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA' ? context.catalog.searchPath.slice(0, 1) : []));
  context.note({ tables, schemas, all: node.for_all_tables === true, length: context.statement.text.length } satisfies Published);
}

/** `publish` is `insert, update, delete, truncate` unless it is said otherwise. */
function publishesChanges(options: readonly Node[] = []): boolean {
  const publish = options.flatMap((option) => ('DefElem' in option && option.DefElem.defname === 'publish' ? [constantText(option.DefElem.arg) ?? ''] : []));
  return publish.every((what) => /\b(?:update|delete)\b/i.test(what));
}

function unidentified({ tables, schemas, all }: Published, { catalogAfter: catalog }: FileContext): readonly Relation[] {
  const named = tables.flatMap((name): Relation | readonly Relation[] => catalog.relation(name) ?? []);
  const others = all || schemas.length > 0 ? [...catalog.relations()].filter(({ schema }) => all || schemas.includes(schema)) : [];
  return [...named, ...others.filter((relation) => !named.includes(relation))].filter(hasNoIdentity);
}

/** Of what the history did not make nobody knows which keys it has. */
function hasNoIdentity({ kind, assumed, temporary, unlogged, columnsKnown, constraints, replicaIdentity }: Relation): boolean {
  return (kind === 'table' || kind === 'partitioned') && assumed !== true && !temporary && !unlogged && columnsKnown
    && (replicaIdentity === undefined || replicaIdentity === 'nothing') && !constraints.some((constraint) => constraint.kind === 'primary');
}
