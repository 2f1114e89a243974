import { columnVisitors, enumerate, inCaseOf, isBuiltIn, retype, type NewColumn } from '../../sql/new-columns';
import { quoteIdentifier } from '../../sql/names';
import { walk } from '../../sql/walk';
import { defineRule, type RuleContext } from '../rule';
import doc from './prefer-timestamp-tz.md';

export const preferTimestampTz = defineRule({
  id: 'prefer-timestamp-tz',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  alike: { squawk: 'prefer-timestamp-tz', postgresLanguageServer: 'preferTimestamptz' },
  peers: ['Squawk', 'Postgres Language Server', 'pgfence', 'pgrubic', 'eslint-plugin-postgresql', 'pgvet', 'diesel-guard', 'pg-index-health'],
  doc,
  messages: {
    noInstant:
      'timestamp keeps what a clock on some wall showed, not when it was: {columns} will be read as another moment by every session with another TimeZone, and now() is cut to local time. Use timestamptz, which stores the moment in the same 8 bytes.',
  },
  visit: columnVisitors((columns, context) => {
    const found = columns.filter((column) => isBuiltIn(column, 'timestamp') && !/local/i.test(column.name));
    const [first] = found;
    if (first === undefined) return;
    context.report({
      span: first.typeSpan,
      message: 'noInstant',
      data: { columns: enumerate(found.map(({ name }) => quoteIdentifier(name))) },
      // A value computed for another zone, or a generated one, would mean something else in the new type.
      fixes: found.some(hasComputedZone) ? [] : [{ title: 'Use timestamptz', kind: 'safe', edits: found.map((column) => retype(column, context, withZone(column, context))) }],
    });
  }),
});

function withZone({ baseSpan, type }: NewColumn, context: RuleContext): string {
  const written = context.statement.text.slice(baseSpan.start, baseSpan.end);
  const [precision] = type.modifiers;
  return inCaseOf(written, 'timestamptz') + (precision === undefined ? '' : `(${precision})`);
}

function hasComputedZone({ constraints }: NewColumn): boolean {
  return constraints.some(({ contype, raw_expr: expression }) => {
    if (contype === 'CONSTR_GENERATED') return true;
    let computed = false;
    if (contype === 'CONSTR_DEFAULT' && expression !== undefined) {
      walk(expression, (tag, node) => {
        if (tag === 'FuncCall' && (node as { funcformat?: string }).funcformat === 'COERCE_SQL_SYNTAX') computed = true;
      });
    }
    return computed;
  });
}
