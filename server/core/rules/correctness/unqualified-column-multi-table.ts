import type { ColumnRef, Node, SelectStmt } from '@pgsql/types';
import { columnParts, targetValues } from '../../sql/expression';
import { spanOfName, startOf, tokensOf, type Tokens } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { joinTerms, scopeOf, sourceOf, sourcesOf, type Source } from '../sources';
import { walk } from '../../sql/walk';
import type { Edit } from '../../text/span';
import { defineRule } from '../rule';
import doc from './unqualified-column-multi-table.md';

export const unqualifiedColumnMultiTable = defineRule({
  id: 'unqualified-column-multi-table',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  peers: ['SQLFluff'],
  doc,
  messages: {
    unqualified: '{column} stands without its table in a query of several: once another of them gets a column of that name, the query fails or means that one. Write {qualified}.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const { fromClause } = select;
      // A view keeps the meaning that the names had when it was made.
      if (ancestors.some(({ tag }) => tag === 'ViewStmt' || tag === 'CreateTableAsStmt')) return;
      if (fromClause === undefined || (fromClause.length < 2 && !fromClause.some((item) => 'JoinExpr' in item))) return;
      const sources = sourcesOf(fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      if (sources.length < 2 || sources.some(({ columns }) => columns === undefined)) return;
      const found = unqualified(select, sources, tokensOf(context.statement));
      const [first] = found;
      if (first === undefined) return;
      const edits: readonly Edit[] = found.map(({ start, alias }) => ({ start, end: start, text: `${quoteIdentifier(alias)}.` }));
      context.report({
        span: { start: first.start, end: first.end },
        message: 'unqualified',
        data: { column: quoteIdentifier(first.name), qualified: `${quoteIdentifier(first.alias)}.${quoteIdentifier(first.name)}` },
        fixes: [{ title: found.length === 1 ? 'Name its table' : `Name the tables of ${found.length} columns`, kind: 'safe', edits }],
      });
    },
  },
});

interface Found {
  readonly name: string;
  readonly alias: string;
  readonly start: number;
  readonly end: number;
}

/** In the select list, WHERE and ON, where a name cannot be an output name. Those of sub-selects are looked at with these. */
function unqualified(select: SelectStmt, sources: readonly Source[], tokens: Tokens): readonly Found[] {
  const found: Found[] = [];
  const places: readonly Node[] = [...targetValues(select), ...(select.whereClause === undefined ? [] : [select.whereClause]), ...joinTerms(select.fromClause)];
  for (const place of places) {
    walk(place, (tag, node, ancestors) => {
      if (tag !== 'ColumnRef' || ancestors.some((each) => each.tag === 'SelectStmt')) return;
      const [name, ...more] = columnParts({ ColumnRef: node as ColumnRef }) ?? [];
      const start = startOf(node as ColumnRef);
      if (name === undefined || more.length > 0 || start === undefined || sources.some(({ alias }) => alias === name)) return;
      const alias = sourceOf([name], sources)?.alias;
      if (alias !== undefined) found.push({ name, alias, start, end: spanOfName(start, tokens)?.end ?? start + 1 });
    });
  }
  return found.toSorted((a, b) => a.start - b.start);
}
