import type { SelectStmt, WithClause } from '@pgsql/types';
import { commonTablesOf, fromItems, starQualifier, type FromItem } from '../../catalog/star-columns';
import { quoteIdentifier } from '../../sql/names';
import { readToken } from '../../sql/tokens';
import type { Span } from '../../text/span';
import { defineOptions, someOf } from '../options';
import { defineRule, type Ancestor, type RuleContext } from '../rule';
import doc from './select-star.md';

const options = defineOptions({
  places: someOf(['query', 'view', 'insert'], 'Where a star is reported: in a plain query, in the query of a view or materialized view, in INSERT … SELECT.'),
});

export const selectStar = defineRule({
  id: 'select-star',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  options,
  alike: { sqlfluff: 'AM04' },
  peers: ['pgvet', 'eslint-plugin-postgresql', 'pgrubic', 'SQLFluff', 'sqlcheck', 'Bytebase'],
  doc,
  messages: {
    everyColumn: 'This reads every column of {relations}, also those added later: more bytes per row, and no index can answer the query alone. List the columns that are used.',
    inView: 'PostgreSQL writes the columns of {relations} into the view now: a column added later will not appear, and none of these can be dropped while the view stands. List the columns.',
    inInsert: 'The columns of {relations} go into the target by position: a column added there breaks this, and one that is dropped or moved makes it fail or puts values in the wrong place. List the columns of both.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const place = placeOf(ancestors);
      // A record takes the columns as they come, and a row of a table's type wants all of them.
      if (place === undefined || !context.options(options).places.includes(optionOf[place])) return;
      if (place === 'everyColumn' && context.within !== undefined) return;
      for (const target of select.targetList ?? []) {
        const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
        const qualifier = starQualifier(value);
        if (qualifier === undefined || value === undefined || !('ColumnRef' in value)) continue;
        reportStar({ select, context, ancestors, place, qualifier, start: value.ColumnRef.location ?? 0 });
      }
    },
  },
});

type Place = 'everyColumn' | 'inView' | 'inInsert';

const optionOf = { everyColumn: 'query', inView: 'view', inInsert: 'insert' } as const satisfies Readonly<Record<Place, string>>;

/** What the query is part of; undefined where a star harms nobody: EXISTS, sub-selects, tables made from a query, exports and EXPLAIN. */
function placeOf(ancestors: readonly Ancestor[]): Place | undefined {
  const around = ancestors.findLast(({ tag, node }) => tag !== 'SelectStmt' || !isSetOperation(node as SelectStmt));
  switch (around?.tag) {
    case undefined:
    case 'PrepareStmt':
    case 'DeclareCursorStmt':
      return 'everyColumn';
    case 'ViewStmt':
      return 'inView';
    case 'InsertStmt':
      return 'inInsert';
    case 'CreateTableAsStmt':
      return (around.node as { objtype?: string }).objtype === 'OBJECT_MATVIEW' ? 'inView' : undefined;
    default:
      return undefined;
  }
}

function isSetOperation(select: SelectStmt): boolean {
  return select.larg !== undefined;
}

interface Star {
  readonly select: SelectStmt;
  readonly context: RuleContext;
  readonly ancestors: readonly Ancestor[];
  readonly place: Place;
  readonly qualifier: readonly string[];
  readonly start: number;
}

function reportStar({ select, context, ancestors, place, qualifier, start }: Star): void {
  const withClauses = [...ancestors.map(({ node }) => (node as { withClause?: WithClause }).withClause), select.withClause];
  const items = fromItems(select.fromClause ?? [], context.catalog, commonTablesOf(withClauses));
  const reached = qualifier.length === 0 ? items : items.filter((item) => item.alias === qualifier.at(-1));
  const open = reached.filter((item) => !item.selfContained);
  if (open.length === 0) return;
  const span = starSpan(context.statement.text, start);
  const list = span === undefined ? undefined : columnList(reached, items.length > 1 || qualifier.length > 0);
  context.report({
    span: span ?? { start, end: start + 1 },
    message: place,
    data: { relations: open.map((item) => (item.alias === undefined ? 'a relation' : quoteIdentifier(item.alias))).join(', ') },
    fixes: list === undefined || span === undefined ? [] : [{ title: 'List the columns', kind: 'safe', edits: [{ ...span, text: list }] }],
    ...(place === 'everyColumn' ? { severity: 'info' as const } : {}),
  });
}

/** From the first token of `schema.table.*` to its star. */
function starSpan(text: string, start: number): Span | undefined {
  for (let token = readToken(text, start); token !== undefined; token = readToken(text, token.end)) {
    if (token.kind === 'operator' && text[token.start] === '*') return { start, end: token.start + 1 };
    if (token.kind !== 'word' && token.kind !== 'quoted-identifier' && token.kind !== 'comment' && text.slice(token.start, token.end) !== '.') return undefined;
  }
  return undefined;
}

/** The columns in the order of the star; undefined where one of them is not certain. */
function columnList(items: readonly FromItem[], qualify: boolean): string | undefined {
  if (items.some((item) => item.columns === undefined || item.columns.length === 0 || (item.merged && items.length > 1) || (qualify && item.alias === undefined))) return undefined;
  return items
    .flatMap(({ alias, columns }) => (columns ?? []).map((column) => (qualify ? `${quoteIdentifier(alias ?? '')}.${quoteIdentifier(column)}` : quoteIdentifier(column))))
    .join(', ');
}
