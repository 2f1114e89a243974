import type { A_Expr, Node, TypeCast } from '@pgsql/types';
import { integerOf, isComparison, operatorOf, stringOf } from '../../sql/expression';
import { extentOf, spanFor } from '../../sql/extent';
import { tokensOf } from '../../sql/find';
import { namesOf } from '../../sql/names';
import { spanOfType } from '../../sql/type-span';
import { indexOn, isFoundOtherwise, searchVisitors, type Search } from '../searched-columns';
import { columnIn } from '../sources';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './implicit-cast-column.md';

export const implicitCastColumn = defineRule({
  id: 'implicit-cast-column',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  doc,
  messages: {
    casts: 'Compared with a value of type {to}, {column} ({from}) is cast to {to} in each row, so index {index} cannot find the rows. Give the value the type of the column.',
  },
  visit: searchVisitors((term, found, context) => {
    for (const [column, values] of sidesOf(term)) look(column, values, { term, found, context });
  }),
});

/** Each side that may be a column, with what it is compared with. */
function sidesOf(term: A_Expr): readonly (readonly [Node, readonly Node[]])[] {
  const { kind, lexpr, rexpr } = term;
  if (lexpr === undefined || rexpr === undefined) return [];
  if (kind === 'AEXPR_BETWEEN' || (kind === 'AEXPR_IN' && operatorOf(term) === '=')) return 'List' in rexpr ? [[lexpr, rexpr.List.items ?? []]] : [];
  const operator = operatorOf(term);
  return kind === 'AEXPR_OP' && isComparison(operator) && operator !== '<>' ? [[lexpr, [rexpr]], [rexpr, [lexpr]]] : [];
}

interface Place {
  readonly term: A_Expr;
  readonly found: Search;
  readonly context: RuleContext;
}

function look(node: Node, values: readonly Node[], { term, found, context }: Place): void {
  const known = columnIn(node, found.sources);
  if (known === undefined || known.column.type.array || known.column.type.schema !== undefined) return;
  const { source, column } = known;
  const value = values.find((each) => widens(column.type.name, typeOf(each, found)));
  const index = indexOn(source, column.name);
  if (value === undefined || index === undefined || isFoundOtherwise(source, { ...found, terms: found.terms.filter((other) => !('A_Expr' in other) || other.A_Expr !== term) })) return;
  context.report({
    span: spanFor(value, context.statement),
    message: 'casts',
    data: { column: column.name, from: shown[column.type.name] ?? column.type.name, to: shown[typeOf(value, found) ?? ''] ?? typeOf(value, found) ?? '', index: index.name },
    fixes: 'TypeCast' in value ? ownType(value.TypeCast, column.type.name, context) : withoutFraction(value, context),
  });
}

const shown: Readonly<Record<string, string>> = { int2: 'smallint', int4: 'integer', int8: 'bigint', float4: 'real', float8: 'double precision', bpchar: 'character' };
const integers: ReadonlySet<string> = new Set(['int2', 'int4', 'int8', 'smallserial', 'serial', 'bigserial']);

/** Whether the comparison of a column of one type with a value of the other casts the column (measured on PostgreSQL 15 and 18). */
function widens(column: string, value: string | undefined): boolean {
  if (integers.has(column)) return value === 'numeric' || value === 'float4' || value === 'float8';
  if (column === 'numeric') return value === 'float4' || value === 'float8';
  return column === 'bpchar' && value === 'text';
}

/** The type of a number with a fraction, of a cast, or of a column of another table. */
function typeOf(value: Node, { sources }: Search): string | undefined {
  if ('A_Const' in value) return value.A_Const.fval === undefined || isInteger(value.A_Const.fval.fval ?? '') ? undefined : 'numeric';
  if ('TypeCast' in value) {
    const { typeName, arg } = value.TypeCast;
    return typeName?.arrayBounds !== undefined || (arg !== undefined && 'ColumnRef' in arg) ? undefined : namesOf(typeName?.names).at(-1);
  }
  const column = columnIn(value, sources)?.column;
  return column === undefined || column.type.array || column.type.schema !== undefined ? undefined : column.type.name;
}

/** A number too large for `integer` is read as a fraction by the parser, and as `bigint` by PostgreSQL where it fits. */
function isInteger(text: string): boolean {
  return /^[-+]?\d+$/.test(text) && BigInt(text) <= 9223372036854775807n && BigInt(text) >= -9223372036854775808n;
}

function withoutFraction(value: Node, { statement }: RuleContext): readonly FixDraft[] {
  const span = 'A_Const' in value ? extentOf(value, statement) : undefined;
  const written = span === undefined ? '' : statement.text.slice(span.start, span.end);
  const [, whole] = /^([-+]?\d+)\.0*$/.exec(written) ?? [];
  return span === undefined || whole === undefined ? [] : [{ title: `Write ${whole}`, kind: 'suggestion', edits: [{ ...span, text: whole }] }];
}

/** `'5'::numeric` and `$1::numeric` for a column of type bigint as `'5'::bigint`. */
function ownType({ typeName, arg }: TypeCast, column: string, { statement }: RuleContext): readonly FixDraft[] {
  const span = spanOfType(typeName, tokensOf(statement))?.whole;
  // `character` without a length is character(1).
  const own = column === 'bpchar' ? column : shown[column] ?? serials[column] ?? column;
  if (span === undefined || arg === undefined || !('ParamRef' in arg || ('A_Const' in arg && isOfType(arg, column)))) return [];
  return [{ title: `Cast to ${own}`, kind: 'suggestion', edits: [{ ...span, text: own }] }];
}

/** Texts fit a text; a number or its text an integer only where it has no fraction. */
function isOfType(value: Node, column: string): boolean {
  if (column === 'bpchar' || column === 'numeric') return true;
  return integerOf(value) !== undefined || /^\s*[-+]?\d+\s*$/.test(stringOf(value) ?? '');
}

const serials: Readonly<Record<string, string>> = { smallserial: 'smallint', serial: 'integer', bigserial: 'bigint' };
