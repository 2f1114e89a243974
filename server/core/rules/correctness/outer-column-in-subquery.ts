import type { DeleteStmt, SelectStmt, SubLink, UpdateStmt } from '@pgsql/types';
import { columnParts, selectOf, targetValues } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { quoteIdentifier } from '../../sql/names';
import { scopeOf, sourcesOf, type Source } from '../sources';
import { defineRule, type Ancestor, type RuleContext } from '../rule';
import doc from './outer-column-in-subquery.md';

export const outerColumnInSubquery = defineRule({
  id: 'outer-column-in-subquery',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    outer: '{inner} has no column {column}, so this is {column} of {outer}: it is compared with itself and the condition is true for every row where it is not NULL, as long as the sub-select finds any row. Name the column that is meant, with its table.',
  },
  visit: {
    SubLink(link, context, ancestors) {
      const select = selectOf(link.subselect);
      if (!isMembership(link) || select === undefined || select.larg !== undefined || select.fromClause === undefined) return;
      const [value, more] = targetValues(select);
      const parts = columnParts(value);
      const [name, qualifier] = [parts?.at(-1), parts?.at(-2)];
      if (value === undefined || more !== undefined || name === undefined || qualifier !== undefined) return;
      const inner = sourcesOf(select.fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      if (inner.some(({ columns, alias }) => columns === undefined || columns.includes(name) || alias === name) || systemColumns.has(name)) return;
      const outer = ownerOf(name, { context, ancestors });
      if (outer === undefined) return;
      context.report({
        span: spanFor(value, context.statement),
        message: 'outer',
        data: { inner: inner.map(({ alias }) => quoteIdentifier(alias ?? 'the sub-select')).join(', '), column: quoteIdentifier(name), outer: quoteIdentifier(outer.alias ?? 'the outer query') },
      });
    },
  },
});

const systemColumns: ReadonlySet<string> = new Set(['ctid', 'tableoid', 'xmin', 'xmax', 'cmin', 'cmax']);

function isMembership({ subLinkType }: SubLink): boolean {
  return subLinkType === 'ANY_SUBLINK' || subLinkType === 'ALL_SUBLINK';
}

/** The source of an enclosing query that has the column for certain. */
function ownerOf(name: string, { context, ancestors }: { context: RuleContext; ancestors: readonly Ancestor[] }): Source | undefined {
  for (const { tag, node } of ancestors.toReversed()) {
    if (tag !== 'SelectStmt' && tag !== 'UpdateStmt' && tag !== 'DeleteStmt') continue;
    const { relation, fromClause, usingClause } = node as Pick<SelectStmt & UpdateStmt & DeleteStmt, 'relation' | 'fromClause' | 'usingClause'>;
    const items = [...(relation === undefined ? [] : [{ RangeVar: relation }]), ...(fromClause ?? []), ...(usingClause ?? [])];
    const owner = sourcesOf(items, scopeOf(context.catalog, ancestors, undefined)).find(({ columns }) => columns?.includes(name));
    if (owner !== undefined) return owner;
  }
  return undefined;
}
