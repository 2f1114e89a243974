import { addedConstraints, allAlterCommands, type AlterCommand } from '../../sql/alter-command';
import { findKeyword, tokenAt, tokensOf } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { reasonAgainst } from '../key-index';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './constraint-using-index-renames.md';

export const constraintUsingIndexRenames = defineRule({
  id: 'constraint-using-index-renames',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  doc,
  messages: {
    renames:
      'PostgreSQL renames the index {index} to {constraint} here, because an index and the constraint that it becomes have one name: whatever names the index later, such as DROP INDEX or REINDEX, does not find it. Give the constraint the name of the index. (The lock, ACCESS EXCLUSIVE, lasts as long as the transaction.)',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const added of addedConstraints(allAlterCommands(node, context))) {
        const { alter, constraint: { conname: name, indexname: index } } = added;
        if (name === undefined || index === undefined || name === index) continue;
        // What PostgreSQL refuses renames nothing.
        if (alter.relation?.kind === 'partitioned' || reasonAgainst(added) !== undefined) continue;
        // A new key under the name of the old one: its index could not have that name before.
        if (alter.siblings.some((sibling) => sibling.subtype === 'AT_DropConstraint' && sibling.name === name)) continue;
        context.report({
          span: alter.span, message: 'renames', data: { index: quoteIdentifier(index), constraint: quoteIdentifier(name) }, fixes: sameName(alter, index, context),
        });
      }
    },
  },
});

function sameName({ text, span }: AlterCommand, index: string, context: RuleContext): readonly FixDraft[] {
  const tokens = tokensOf(context.statement);
  const keyword = findKeyword(tokens, span.start, 'constraint');
  const written = keyword && tokenAt(tokens, keyword.end);
  if (text === undefined || written === undefined) return [];
  return [{ title: 'Give the constraint the name of the index', kind: 'suggestion', edits: [{ start: written.start, end: written.end, text: quoteIdentifier(index) }] }];
}
