import { quoteIdentifier, referenceOf, referenceOfList } from '../../sql/names';
import { keyOfName } from '../../sql/names-left';
import { defineRule, type FileContext, type FixDraft, type Note } from '../rule';
import doc from './replace-index-gap.md';

interface Built {
  readonly built: string;
  readonly name: string;
  /** Empty where names are placeholders. */
  readonly text: string;
}

/** Indexes by table and leading column, which is what makes one the replacement of another. */
type IndexNote =
  | Built
  | { readonly dropped: readonly { readonly key: string; readonly name: string; readonly table: string }[]; readonly length: number };

export const replaceIndexGap = defineRule({
  id: 'replace-index-gap',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
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
      context.note({ built: `${keyOfName(context.catalog, referenceOf(node.relation))}.${column}`, name: node.idxname === undefined ? 'another' : quoteIdentifier(node.idxname), text: context.statement.placeholders.length > 0 ? '' : context.statement.text } satisfies IndexNote);
    },
  },
  end(context) {
    const notes = context.notes() as readonly Note<IndexNote>[];
    notes.forEach(({ value, number, unit }, index) => {
      if (!('dropped' in value)) return;
      for (const { key, name, table } of value.dropped) {
        const later = notes.slice(index + 1).find((other): other is Note<Built> => other.unit === unit && 'built' in other.value && other.value.built === key);
        if (later === undefined) continue;
        const fixes = later.value.name === name || value.dropped.length > 1 ? [] : changedPlaces(number, later, context);
        context.report(number, { span: { start: 0, end: value.length }, message: 'gap', data: { old: name, table, replacement: later.value.name }, fixes });
      }
    });
  },
});

/** The two statements the other way round, where nothing stands between them. */
function changedPlaces(number: number, later: Note<Built>, context: FileContext): readonly FixDraft[] {
  const drop = context.statement(number);
  const between = context.textBehind(number);
  if (drop === undefined || drop.placeholders.length > 0 || between === undefined || later.value.text === '' || context.following(number)[0] !== later.number || !/^\s*;\s*$/.test(between)) return [];
  const length = drop.text.length;
  const second = length + between.length;
  return [{
    title: 'Build the new index first', kind: 'suggestion',
    edits: [{ start: 0, end: length, text: later.value.text }, { start: second, end: second + later.value.text.length, text: drop.text }],
  }];
}
