import type { Column, Relation } from '../../catalog/model';
import { columnsIn } from '../../sql/column-mentions';
import { quoteIdentifier } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './spatial-index.md';

const spatial: ReadonlySet<string> = new Set(['geometry', 'geography']);
const methods: ReadonlySet<string> = new Set(['gist', 'spgist', 'brin']);

export const spatialIndex = defineRule({
  id: 'spatial-index',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    none: 'No migration builds a GiST index on {column} of {table}: every search by place, such as ST_DWithin or ST_Intersects, reads the whole table.',
    btree: 'The index {index} on {column} of {table} is a btree, which only finds equal shapes: no search by place can use it. Build one USING gist.',
  },
  end(context) {
    for (const changed of context.changedRelations()) {
      const relation = context.catalogAtEnd.relation(changed);
      if (relation === undefined || relation.temporary || (relation.kind !== 'table' && relation.kind !== 'partitioned')) continue;
      for (const column of relation.columns) {
        const { name, type, origin } = column;
        if (!spatial.has(type.name) || type.array || origin.file !== context.file || hasIndex(relation, column)) continue;
        const btree = relation.indexes.find((index) => index.method === 'btree' && !index.unique && index.columns[0] === name);
        const data = { column: quoteIdentifier(name), table: context.display(relation), index: quoteIdentifier(btree?.name ?? '') };
        context.report(origin.statement, { span: origin.span, message: btree === undefined ? 'none' : 'btree', data });
      }
    }
  },
});

/** An exclusion constraint has an index of its own, of which the catalog does not keep the columns. */
function hasIndex({ indexes, constraints }: Relation, { name }: Column): boolean {
  return constraints.some(({ kind }) => kind === 'exclusion')
    || indexes.some(({ method, elements }) => methods.has(method) && elements.some((element) => element.name === name || columnsIn(element.expr).includes(name)));
}
