import type { FuncCall, Node, SQLValueFunction } from '@pgsql/types';
import { addedColumns } from '../../sql/added-column';
import { calledFunctions } from '../../sql/expression-volatility';
import { namesOf, quoteIdentifier } from '../../sql/names';
import { walk } from '../../sql/walk';
import { defineRule, type RuleContext } from '../rule';
import doc from './adding-column-stable-default-info.md';

/** Stable functions that tell something of the moment or of the session. */
const momentary: ReadonlySet<string> = new Set([
  'now', 'transaction_timestamp', 'statement_timestamp', 'txid_current', 'pg_current_xact_id', 'current_setting', 'inet_client_addr', 'pg_backend_pid',
]);

export const addingColumnStableDefaultInfo = defineRule({
  id: 'adding-column-stable-default-info',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    sameForAll:
      'Adding {column} takes ACCESS EXCLUSIVE on {table} only as long as the transaction lasts, because {value} is worked out once and no row is written: every row that is already there gets what it is when the migration runs. If that would be wrong for old rows, add the column without the default and set the default in a second step.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const { alter, name, clauses } of addedColumns(node, context)) {
        const clause = clauses.find(({ kind }) => kind === 'CONSTR_DEFAULT');
        const value = clause?.constraint.raw_expr && momentaryCall(clause.constraint.raw_expr, context);
        if (clause === undefined || value === undefined) continue;
        context.report({ span: clause.span, message: 'sameForAll', data: { value, column: quoteIdentifier(name), table: context.display(alter.table) } });
      }
    },
  },
});

/** What the default reads of the moment; undefined where it reads nothing of it, or may be different for each row. */
function momentaryCall(expression: Node, { catalog }: RuleContext): string | undefined {
  let found: string | undefined;
  walk(expression, (tag, node) => {
    if (tag === 'SQLValueFunction') found ??= ((node as SQLValueFunction).op ?? '').replace(/^SVFOP_/, '').replace(/_N$/, '');
    if (tag !== 'FuncCall') return;
    const names = namesOf((node as FuncCall).funcname);
    const [name, schema] = [names.at(-1) ?? '', names.at(-2)];
    if ((schema === undefined || schema === 'pg_catalog') && momentary.has(name)) found ??= `${name}()`;
  });
  if (found === undefined) return undefined;
  const { volatile, declared, unknown } = calledFunctions(expression, catalog);
  return volatile.length + declared.length + unknown.length > 0 ? undefined : found;
}
