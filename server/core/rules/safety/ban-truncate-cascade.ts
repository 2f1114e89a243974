import type { Reference } from '../../catalog/model';
import { wordWithSpaceBefore } from '../../sql/fix-texts';
import { referenceOf } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './ban-truncate-cascade.md';

export const banTruncateCascade = defineRule({
  id: 'ban-truncate-cascade',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { squawk: 'ban-truncate-cascade', postgresLanguageServer: 'banTruncateCascade' },
  peers: ['Squawk', 'Postgres Language Server', 'pgfence', 'pgsafe', 'MigrationPilot'],
  doc,
  messages: {
    unknown: 'TRUNCATE … CASCADE empties {tables} and every table with a foreign key to it, and those that refer to them in turn, all under ACCESS EXCLUSIVE. Name the tables that are to be emptied.',
    known: 'TRUNCATE … CASCADE empties {tables} and also {others}, all under ACCESS EXCLUSIVE. Name the tables that are to be emptied.',
  },
  visit: {
    TruncateStmt({ relations = [], behavior }, context) {
      if (behavior !== 'DROP_CASCADE') return;
      const names = relations.flatMap((relation): readonly Reference[] => ('RangeVar' in relation ? [referenceOf(relation.RangeVar)] : []));
      const named = new Set(names.map((name) => key(context.catalog.resolve(name))));
      const others = context.effects().locks.flatMap(({ relation }) => (named.has(key(relation)) || context.isNew(relation) ? [] : [context.display(relation)]));
      // Nobody can refer to a table that this migration made but the tables it made, too.
      if (others.length === 0 && names.every((name) => context.isNew(name))) return;
      const word = wordWithSpaceBefore(context, 0, 'cascade');
      context.report({
        span: { start: 0, end: context.statement.text.length },
        message: others.length > 0 ? 'known' : 'unknown',
        data: { tables: names.map((name) => context.display(name)).join(', '), others: others.join(', ') },
        fixes: word === undefined ? [] : [{ title: 'Leave out CASCADE: PostgreSQL then refuses it where another table refers to these', kind: 'suggestion', edits: [{ ...word, text: '' }] }],
      });
    },
  },
});

function key({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${schema}\0${name}`;
}
