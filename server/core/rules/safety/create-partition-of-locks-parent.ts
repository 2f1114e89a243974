import type { CreateStmt } from '@pgsql/types';
import type { Reference } from '../../catalog/model';
import { findKeyword, findKeywordHere, tokensOf } from '../../sql/find';
import { formatName, referenceOf } from '../../sql/names';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './create-partition-of-locks-parent.md';

export const createPartitionOfLocksParent = defineRule({
  id: 'create-partition-of-locks-parent',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  doc,
  messages: {
    locksParent:
      'CREATE TABLE … PARTITION OF takes an ACCESS EXCLUSIVE lock on {table}: it waits for every query on any partition, and all later reads and writes wait behind it. Create a table LIKE {table} and attach it: ATTACH PARTITION needs only SHARE UPDATE EXCLUSIVE there.',
  },
  visit: {
    CreateStmt(node, context, ancestors) {
      const [first] = node.inhRelations ?? [];
      if (node.partbound === undefined || first === undefined || !('RangeVar' in first) || node.relation === undefined) return;
      const parent = referenceOf(first.RangeVar);
      if (context.isNew(parent) || parent.schema === 'pg_temp' || node.relation.relpersistence === 't' || ancestors.length > 0) return;
      if (node.if_not_exists && context.relation(referenceOf(node.relation)) !== undefined) return;
      const keyword = findKeyword(tokensOf(context.statement), 0, 'partition', 'of');
      context.report({
        span: keyword ?? { start: 0, end: context.statement.text.length },
        message: 'locksParent',
        data: { table: context.display(parent) },
        fixes: attach(node, parent, context),
      });
    },
  },
});

/** The same partition by LIKE and ATTACH; none where the statement says more than name and bounds. */
function attach(node: CreateStmt, parent: Reference, context: RuleContext): readonly FixDraft[] {
  const more = node.if_not_exists || node.tableElts !== undefined || node.partspec !== undefined || node.options !== undefined || node.tablespacename !== undefined || node.accessMethod !== undefined || node.relation?.relpersistence !== 'p';
  const { text, placeholders } = context.statement;
  const tokens = tokensOf(context.statement);
  const of = findKeyword(tokens, 0, 'partition', 'of');
  const bound = of && (findKeywordHere(tokens, of.end, 'for', 'values') ?? findKeywordHere(tokens, of.end, 'default'));
  if (more || of === undefined || bound === undefined || placeholders.length > 0 || node.relation === undefined) return [];
  const [table, child] = [formatName(parent), formatName(referenceOf(node.relation))];
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const written = `(LIKE ${table} INCLUDING ALL EXCLUDING IDENTITY);${lineBreak}ALTER TABLE ${table} ATTACH PARTITION ${child} ${text.slice(bound.start)}`;
  return [{ title: 'Create a table like the parent and attach it', kind: 'suggestion', edits: [{ start: of.start, end: text.length, text: written }] }];
}
