import type { Constraint, Relation } from '../../catalog/model';
import { quoteIdentifier } from '../../sql/names';
import { defineRule, type FileContext } from '../rule';
import doc from './duplicate-foreign-key.md';

export const duplicateForeignKey = defineRule({
  id: 'duplicate-foreign-key',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['pg-index-health'],
  doc,
  messages: {
    twice: '{second} says the same as {first}: the columns and the table are equal, so every write of {table} is checked twice and every delete in {referenced} looks twice. Drop one of them.',
  },
  end(context) {
    for (const relation of context.changedRelations()) {
      // A partition has the keys of its parent; one of its own that is equal becomes theirs.
      if (relation.parents.length > 0 || relation.temporary) continue;
      const keys = relation.constraints.filter((constraint) => constraint.kind === 'foreign');
      for (const [index, key] of keys.entries()) {
        if (key.origin.file !== context.file) continue;
        const first = keys.slice(0, index).find((other) => signature(other) === signature(key));
        if (first !== undefined) report(relation, { first, second: key }, context);
      }
    }
  },
});

type ForeignKey = Extract<Constraint, { kind: 'foreign' }>;

function signature({ columns, references, referencedColumns }: ForeignKey): string {
  const pairs = columns.map((column, index) => [column, referencedColumns[index]]);
  return JSON.stringify([references.schema, references.name, pairs.toSorted()]);
}

/** Only while both are there at the end: replacing a key may take several migrations. */
function report(relation: Relation, { first, second }: { readonly first: ForeignKey; readonly second: ForeignKey }, context: FileContext): void {
  const names = context.catalogAtEnd.relation(relation)?.constraints.map(({ name }) => name) ?? [];
  if (!names.includes(first.name) || !names.includes(second.name)) return;
  context.report(second.origin.statement, {
    span: second.origin.span,
    message: 'twice',
    data: { first: quoteIdentifier(first.name), second: quoteIdentifier(second.name), table: context.display(relation), referenced: context.display(second.references) },
  });
}
