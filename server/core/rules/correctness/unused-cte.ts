import type { CommonTableExpr, Node, RangeVar, WithClause } from '@pgsql/types';
import { closingIndex, findKeywordHere, indexAt, spanOfName, tokensOf, wordAt, type Tokens } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { isSymbol } from '../../sql/tokens';
import { walk } from '../../sql/walk';
import type { Span } from '../../text/span';
import { defineRule, type FixDraft, type NodeTag, type RuleContext } from '../rule';
import doc from './unused-cte.md';

export const unusedCte = defineRule({
  id: 'unused-cte',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  peers: ['SQLFluff'],
  unnecessary: true,
  doc,
  messages: {
    unused: 'Nothing reads {name}, and PostgreSQL does not run it. Delete it.',
    locksNothing: 'Nothing reads {name}, so PostgreSQL does not run it and the rows are not locked. Read it in the statement: WHERE … IN (SELECT … FROM {name}).',
  },
  visit: {
    WithClause(clause, context, ancestors) {
      const around = ancestors.at(-1);
      if (around === undefined) return;
      const used = namesRead({ [around.tag]: around.node } as unknown as Node);
      for (const [index, node] of (clause.ctes ?? []).entries()) {
        const table = 'CommonTableExpr' in node ? node.CommonTableExpr : undefined;
        const { ctename, ctequery } = table ?? {};
        if (table === undefined || ctename === undefined || ctequery === undefined || !('SelectStmt' in ctequery) || used.some(({ name, within }) => name === ctename && !within.has(table))) continue;
        const span = spanOfName(table.location ?? 0, tokensOf(context.statement));
        const locks = ctequery.SelectStmt.lockingClause !== undefined;
        if (span !== undefined) context.report({ span, message: locks ? 'locksNothing' : 'unused', data: { name: quoteIdentifier(ctename) }, fixes: locks ? [] : deletion(clause, index, context) });
      }
    },
  },
});

interface Read {
  readonly name: string;
  /** The common tables whose queries it stands in. */
  readonly within: ReadonlySet<object>;
}

/** Every relation without a schema that a statement names. A recursive query does not read itself by that. */
function namesRead(statement: Node): readonly Read[] {
  const found: Read[] = [];
  walk(statement, (tag: NodeTag, node, ancestors) => {
    const { schemaname, relname } = tag === 'RangeVar' ? (node as RangeVar) : {};
    if (relname === undefined || schemaname !== undefined) return;
    found.push({ name: relname, within: new Set(ancestors.flatMap((each) => (each.tag === 'CommonTableExpr' ? [each.node] : []))) });
  });
  return found;
}

/** With the comma that belongs to it, or with WITH where it is the only one. */
function deletion(clause: WithClause, index: number, { statement }: RuleContext): readonly FixDraft[] {
  const tokens = tokensOf(statement);
  const spans = (clause.ctes ?? []).map((node) => ('CommonTableExpr' in node ? tableSpan(node.CommonTableExpr, tokens) : undefined));
  const [span, before, after] = [spans[index], spans[index - 1], spans[index + 1]];
  if (span === undefined) return [];
  const title = 'Delete it';
  if (before !== undefined) return [{ title, kind: 'safe', edits: [{ start: before.end, end: span.end, text: '' }] }];
  if (after !== undefined) return [{ title, kind: 'safe', edits: [{ start: span.start, end: after.start, text: '' }] }];
  let first = indexAt(tokens, span.start) - 1;
  if (wordAt(tokens, first) === 'recursive') first -= 1;
  const [start, end] = [tokens.list[first]?.start, tokens.list[indexAt(tokens, span.end)]?.start];
  return spans.length > 1 || wordAt(tokens, first) !== 'with' || start === undefined || end === undefined ? [] : [{ title, kind: 'safe', edits: [{ start, end, text: '' }] }];
}

/** From the name to the parenthesis that closes the query; undefined with SEARCH or CYCLE behind it. */
function tableSpan({ location = 0, search_clause, cycle_clause }: CommonTableExpr, tokens: Tokens): Span | undefined {
  const as = findKeywordHere(tokens, location, 'as');
  if (as === undefined || search_clause !== undefined || cycle_clause !== undefined) return undefined;
  let index = indexAt(tokens, as.end);
  while (index < tokens.list.length && !isSymbol(tokens.text, tokens.list[index], '(')) index++;
  const end = tokens.list[closingIndex(tokens, index) ?? -1]?.end;
  return end === undefined ? undefined : { start: location, end };
}
