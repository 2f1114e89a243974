import { quoteIdentifier, referenceOf, referenceOfList } from '../../sql/names';
import { keyOfName } from '../../sql/names-left';
import { defineRule, type Note } from '../rule';
import doc from './replace-index-gap.md';

/** Indexes by table and leading column, which is what makes one the replacement of another. */
type IndexNote =
  | { readonly built: string; readonly name: string }
  | { readonly dropped: readonly { readonly key: string; readonly name: string; readonly table: string }[]; readonly length: number };

export const replaceIndexGap = defineRule({
  id: 'replace-index-gap',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['online_migrations'],
  doc,
  messages: {
    gap:
      'The index {old} of {table} is dropped before {replacement} is built in its place: until then the queries that need it read all of {table}, or, inside one transaction, wait behind the ACCESS EXCLUSIVE lock of the DROP until the build is done. Build the new index first, then drop the old one.',
  },
  visit: {
    DropStmt(node, context) {
      if (node.removeType !== 'OBJECT_INDEX' || context.direction === 'down') return;
      const dropped = (node.objects ?? []).flatMap((object) => {
        const name = 'List' in object ? referenceOfList(object.List.items) : undefined;
        const found = name === undefined ? undefined : context.catalog.index(name);
        if (found === undefined || found.index.constraint !== undefined || context.isNew(found.relation)) return [];
        const { relation, index } = found;
        const [first] = index.columns;
        // Queries have another one that begins with the column.
        if (first === undefined || relation.indexes.some((other) => other !== index && other.columns[0] === first && other.where === undefined)) return [];
        return [{ key: `${relation.schema}.${relation.name}.${first}`, name: quoteIdentifier(index.name), table: context.display(relation) }];
      });
      if (dropped.length > 0) context.note({ dropped, length: context.statement.text.length } satisfies IndexNote);
    },
    IndexStmt(node, context) {
      const [first] = node.indexParams ?? [];
      const column = first !== undefined && 'IndexElem' in first ? first.IndexElem.name : undefined;
      if (column === undefined || node.relation === undefined) return;
      context.note({ built: `${keyOfName(context.catalog, referenceOf(node.relation))}.${column}`, name: node.idxname === undefined ? 'another' : quoteIdentifier(node.idxname) } satisfies IndexNote);
    },
  },
  end(context) {
    const notes = context.notes() as readonly Note<IndexNote>[];
    notes.forEach(({ value, number, unit }, index) => {
      if (!('dropped' in value)) return;
      for (const { key, name, table } of value.dropped) {
        const later = notes.slice(index + 1).flatMap((other) => (other.unit === unit && 'built' in other.value && other.value.built === key ? [other.value.name] : []));
        if (later.length > 0) context.report(number, { span: { start: 0, end: value.length }, message: 'gap', data: { old: name, table, replacement: later[0] ?? '' } });
      }
    });
  },
});
