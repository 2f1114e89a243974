import type { A_Expr, Node } from '@pgsql/types';
import { builtinName, columnParts, columnReferences, operatorOf, stringOf } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { columnsIn } from '../../sql/column-mentions';
import { quoteIdentifier } from '../../sql/names';
import { indexBefore } from '../search-index';
import { isFoundOtherwise, searchVisitors, tableOf, type Search } from '../searched-columns';
import type { Source } from '../sources';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './leading-wildcard-like.md';

export const leadingWildcardLike = defineRule({
  id: 'leading-wildcard-like',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgvet', 'eslint-plugin-postgresql', 'sqlcheck', 'Bytebase'],
  doc,
  messages: {
    wildcard: 'A pattern that begins with a wildcard matches anywhere in {column}, so an ordinary index cannot find the rows and every row is read. A trigram index can: CREATE INDEX … USING gin ({column} gin_trgm_ops).',
    unanchored: 'A regular expression without ^ matches anywhere in {column}, so an ordinary index cannot find the rows and every row is read. A trigram index can: CREATE INDEX … USING gin ({column} gin_trgm_ops).',
  },
  visit: searchVisitors(look),
});

function look(term: A_Expr, found: Search, context: RuleContext): void {
  const message = matchesAnywhere(term);
  if (message === undefined || term.lexpr === undefined) return;
  const [parts, more] = columnReferences(term.lexpr);
  const source = parts === undefined ? undefined : tableOf(parts, found.sources);
  const name = parts?.at(-1) ?? '';
  if (source === undefined || more !== undefined || isFoundOtherwise(source, found)) return;
  // Any other kind of index on it may be one for patterns.
  const indexed = (source.relation?.indexes ?? []).some(({ method, columns, elements }) =>
    method !== 'btree' && method !== 'hash' && (columns.includes(name) || elements.some(({ expr }) => columnsIn(expr).includes(name))));
  if (!indexed) context.report({ span: spanFor({ A_Expr: term }, context.statement), message, data: { column: name }, fixes: trigramIndex(term.lexpr, { source, name }, context) });
}

/** An index on what is searched: the column, or the column in lower or upper case. */
function trigramIndex(searched: Node, { source, name }: { readonly source: Source; readonly name: string }, context: RuleContext): readonly FixDraft[] {
  const column = source.relation?.columns.find((each) => each.name === name);
  const call = 'FuncCall' in searched ? builtinName(searched.FuncCall) : undefined;
  if (column === undefined || column.type.array || (column.type.name !== 'text' && column.type.name !== 'varchar')) return [];
  if (columnParts(searched) === undefined && call !== 'lower' && call !== 'upper') return [];
  const key = call === undefined ? quoteIdentifier(name) : `${call}(${quoteIdentifier(name)})`;
  return indexBefore(source, { name: `${name}_trgm_idx`, key: `USING gin (${key} gin_trgm_ops)`, extension: 'pg_trgm' }, context);
}

function matchesAnywhere(term: A_Expr): 'wildcard' | 'unanchored' | undefined {
  const operator = operatorOf(term);
  if (term.kind === 'AEXPR_LIKE' || term.kind === 'AEXPR_ILIKE' || term.kind === 'AEXPR_SIMILAR') {
    const pattern = stringOf(patternOf(term.rexpr));
    return pattern !== undefined && /^[%_]/.test(pattern) && (operator === '~~' || operator === '~~*' || operator === '~') ? 'wildcard' : undefined;
  }
  if (term.kind !== 'AEXPR_OP' || (operator !== '~' && operator !== '~*')) return undefined;
  const pattern = stringOf(term.rexpr);
  return pattern === undefined || /^(?:\(\?[a-z]+\)|\*{3}[:=])?(?:\^|\\A)/.test(pattern) || pattern === '' ? undefined : 'unanchored';
}

/** The pattern within ESCAPE and SIMILAR TO. */
function patternOf(node: Node | undefined): Node | undefined {
  return node !== undefined && 'FuncCall' in node ? node.FuncCall.args?.[0] : node;
}
