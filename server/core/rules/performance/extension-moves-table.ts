import type { FuncCall, Node } from '@pgsql/types';
import { spanOfNode, tokensOf } from '../../sql/find';
import { namesOf, parseNameList } from '../../sql/names';
import { constantText } from '../../sql/settings';
import { isShared } from '../../sql/shared-relation';
import { defineRule } from '../rule';
import doc from './extension-moves-table.md';

const citus: ReadonlySet<string> = new Set(['create_distributed_table', 'create_reference_table', 'undistribute_table', 'alter_distributed_table', 'alter_table_set_access_method']);

export const extensionMovesTable = defineRule({
  id: 'extension-moves-table',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    hypertable: 'With migrate_data, every row of {table} is moved into chunks in one transaction, and nobody can use the table meanwhile. Make a new hypertable, copy the rows in batches, and let the two exchange their names.',
    distributed: '{function} copies every row of {table} to other nodes, and no row can be written meanwhile. {instead}',
  },
  visit: {
    FuncCall(node, context) {
      const name = namesOf(node.funcname).at(-1) ?? '';
      if (!context.migration || (name !== 'create_hypertable' && !citus.has(name))) return;
      const table = tableOf(node);
      if (table === undefined || !isShared(context, table)) return;
      const span = spanOfNode(node, tokensOf(context.statement)) ?? { start: 0, end: context.statement.text.length };
      if (name === 'create_hypertable') {
        if (argument(node, 'migrate_data') === 'true') context.report({ span, message: 'hypertable', data: { table: context.display(table) } });
        return;
      }
      const instead = name === 'create_distributed_table' ? 'Since Citus 11.1 create_distributed_table_concurrently lets writes go on; the table must have a primary key for that.' : 'Do it while the application is not running.';
      context.report({ span, message: 'distributed', data: { function: name, table: context.display(table), instead } });
    },
  },
});

function tableOf({ args = [] }: FuncCall) {
  const [first] = args;
  const plain = first !== undefined && 'NamedArgExpr' in first ? first.NamedArgExpr.arg : first;
  const text = constantText(plain !== undefined && 'TypeCast' in plain ? plain.TypeCast.arg : plain);
  return text === undefined ? undefined : parseNameList(text)?.[0];
}

function argument({ args = [] }: FuncCall, name: string): string | undefined {
  const found = args.flatMap((arg: Node) => ('NamedArgExpr' in arg && arg.NamedArgExpr.name === name ? [arg.NamedArgExpr.arg] : []))[0];
  return constantText(found)?.toLowerCase();
}
