import type { Node, SelectStmt } from '@pgsql/types';
import type { Relation } from '../../catalog/model';
import { keysetCondition, type KeysetColumn } from '../../sql/keyset';
import { quoteIdentifier, referenceOf } from '../../sql/names';
import { readPagedSelect, type PagedSelect } from '../../sql/offset-clause';
import type { Edit } from '../../text/span';
import { defineOptions, wholeNumber } from '../options';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './offset-pagination.md';

const options = defineOptions({
  minimum: wholeNumber(1, { least: 1, most: 1_000_000 }, 'An offset that is written as a smaller number is not reported.'),
});

/** Up to here the rows that are read and thrown away are worth a note, not a warning. */
const smallOffset = 1000;

export const offsetPagination = defineRule({
  id: 'offset-pagination',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  options,
  lesson: 't1-d03',
  peers: ['pgvet', 'SQLFluff'],
  doc,
  messages: {
    unordered: 'OFFSET without ORDER BY: PostgreSQL may return the rows in another order for every page, so rows repeat and others are never shown. Order by a unique column and continue after the last one seen.',
    keyset: 'OFFSET reads and throws away every row of the pages before, so each page costs more than the last. Continue after the last row seen instead: WHERE {condition} ORDER BY {order}.',
    keysetWithTie:
      'OFFSET reads and throws away every row of the pages before, so each page costs more than the last. Continue after the last row seen instead: WHERE {condition} ORDER BY {order}. The tie-breaker {tie} is missing: without a unique last column, rows of equal {columns} repeat or vanish between pages.',
    discards: 'OFFSET reads and throws away every row of the pages before, so each page costs more than the last. Continue after the last row seen instead (keyset pagination).',
  },
  visit: {
    SelectStmt(select, context) {
      if (select.limitOffset === undefined) return;
      const rows = constantRows(select.limitOffset);
      if (rows !== undefined && rows < context.options(options).minimum) return;
      const { text } = context.statement;
      const paged = readPagedSelect(text, select);
      if (paged === undefined) return;
      const small = rows !== undefined && rows <= smallOffset ? { severity: 'info' as const } : {};
      const keyset = keysetOf(select, context);
      if ((select.sortClause?.length ?? 0) === 0) context.report({ span: paged.offset, message: 'unordered', ...small });
      else if (keyset === undefined) context.report({ span: paged.offset, message: 'discards', ...small });
      else {
        context.report({
          span: paged.offset,
          message: keyset.tie === undefined ? 'keyset' : 'keysetWithTie',
          data: { condition: keysetCondition(keyset.columns), order: orderBy(keyset.columns), tie: keyset.tie ?? '', columns: keyset.ordered },
          fixes: keysetFix(text, paged, keyset),
          ...small,
        });
      }
    },
  },
});

/** The number of rows where it is written as a number; NULL skips none. */
function constantRows(offset: Node): number | undefined {
  if (!('A_Const' in offset)) return undefined;
  const { ival, fval, isnull } = offset.A_Const;
  if (isnull === true) return 0;
  return ival === undefined ? (fval === undefined ? undefined : Number(fval.fval)) : (ival.ival ?? 0);
}

interface Keyset {
  readonly columns: readonly KeysetColumn[];
  /** The columns as they are ordered now. */
  readonly ordered: string;
  /** The column that was added to make the order unique. */
  readonly tie: string | undefined;
}

/** Undefined where rows are grouped, where ORDER BY has more than plain columns, or where it asks for NULLs in another place than a comparison can follow. */
function keysetOf(select: SelectStmt, context: RuleContext): Keyset | undefined {
  if (select.groupClause !== undefined || select.distinctClause !== undefined || select.larg !== undefined || select.havingClause !== undefined) return undefined;
  const columns: (KeysetColumn & { readonly name: string })[] = [];
  for (const node of select.sortClause ?? []) {
    if (!('SortBy' in node)) return undefined;
    const { node: value, sortby_dir, sortby_nulls } = node.SortBy;
    if (value === undefined || !('ColumnRef' in value) || sortby_dir === 'SORTBY_USING' || (sortby_nulls !== undefined && sortby_nulls !== 'SORTBY_NULLS_DEFAULT')) return undefined;
    const names = (value.ColumnRef.fields ?? []).map((field) => ('String' in field ? field.String.sval : undefined));
    const name = names.at(-1);
    if (name === undefined || names.includes(undefined)) return undefined;
    columns.push(keysetColumn(names.map((part) => quoteIdentifier(part ?? '')).join('.'), name, sortby_dir === 'SORTBY_DESC'));
  }
  const last = columns.at(-1);
  if (last === undefined) return undefined;
  const ordered = columns.map((column) => column.expression).join(', ');
  const relation = onlyRelation(select, context);
  if (isUnique(columns.map((column) => column.name), relation)) return { columns, ordered, tie: undefined };
  const prefix = last.expression.includes('.') ? last.expression.slice(0, last.expression.lastIndexOf('.') + 1) : '';
  const keys = uniqueKey(relation).filter((key) => !columns.some((column) => column.name === key));
  const ties = keys.map((key) => keysetColumn(prefix + quoteIdentifier(key), key, last.descending));
  return { columns: [...columns, ...ties], ordered, tie: ties.map((tie) => tie.expression).join(', ') };
}

function keysetColumn(expression: string, name: string, descending: boolean): KeysetColumn & { readonly name: string } {
  return { expression, name, parameter: `:last_${name.replaceAll(/\W/gu, '_')}`, descending };
}

function onlyRelation(select: SelectStmt, context: RuleContext): Relation | undefined {
  const [first, second] = select.fromClause ?? [];
  return first !== undefined && second === undefined && 'RangeVar' in first ? context.relation(referenceOf(first.RangeVar)) : undefined;
}

/** Where the migrations do not tell, a column called `id` is taken for the key. */
function uniqueKey(relation: Relation | undefined): readonly string[] {
  const primary = relation?.constraints.find((constraint) => constraint.kind === 'primary');
  return primary !== undefined && 'columns' in primary ? primary.columns : ['id'];
}

function isUnique(columns: readonly string[], relation: Relation | undefined): boolean {
  if (relation === undefined) return columns.includes('id');
  const notNull = new Set(relation.columns.filter((column) => column.notNull).map((column) => column.name));
  return relation.indexes.some(
    (index) => index.unique && index.where === undefined && index.columns.every((column) => column !== undefined && notNull.has(column) && columns.includes(column)),
  );
}

function orderBy(columns: readonly KeysetColumn[]): string {
  return columns.map((column) => column.expression + (column.descending ? ' DESC' : '')).join(', ');
}

/** Rewrites the statement for the pages after the first. */
function keysetFix(text: string, paged: PagedSelect, keyset: Keyset): readonly FixDraft[] {
  if (paged.order === undefined || paged.orderEnd === undefined) return [];
  const condition = keysetCondition(keyset.columns);
  const edits: Edit[] = [{ start: endOfTextBefore(text, paged.offset.start), end: paged.offset.end, text: '' }];
  if (paged.where === undefined) edits.push({ start: paged.order, end: paged.order, text: `WHERE ${condition}${spaceBefore(text, paged.order)}` });
  else {
    edits.push({ start: paged.where.start, end: paged.where.start, text: '(' });
    edits.push({ start: paged.where.end, end: paged.where.end, text: `) AND ${condition}` });
  }
  if (keyset.tie !== undefined) {
    const descending = keyset.columns.at(-1)?.descending === true ? ' DESC' : '';
    edits.push({ start: paged.orderEnd, end: paged.orderEnd, text: `, ${keyset.tie.replaceAll(', ', `${descending}, `)}${descending}` });
  }
  return [{ title: 'Continue after the last row seen (for the pages after the first)', kind: 'suggestion', edits }];
}

function endOfTextBefore(text: string, offset: number): number {
  return text.slice(0, offset).trimEnd().length;
}

/** The white space before a clause, so that the new one stands on a line of its own where this one does. */
function spaceBefore(text: string, offset: number): string {
  const space = text.slice(endOfTextBefore(text, offset), offset);
  return /^\s+$/.test(space) ? space : ' ';
}
