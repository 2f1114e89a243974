import type { Constraint, CreateStmt, Node } from '@pgsql/types';
import { alterCommands } from '../../sql/alter-command';
import { spanOfNode, tokensOf } from '../../sql/find';
import { namesOf, quoteIdentifier, referenceOf } from '../../sql/names';
import type { Span } from '../../text/span';
import { missingKeyColumns } from '../key-index';
import { defineRule, type RuleContext } from '../rule';
import doc from './partition-key-in-unique.md';

export const partitionKeyInUnique = defineRule({
  id: 'partition-key-in-unique',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    missing:
      'PostgreSQL rejects this {what}: on the partitioned table {table} it must contain {columns}, a part of the partition key, because each partition can only look for duplicates among its own rows. Add the column.',
    expression: 'PostgreSQL rejects this {what}: {table} is partitioned by an expression, and then no unique key over all partitions is possible. Put it on each partition.',
  },
  visit: {
    CreateStmt(node, context) {
      if (node.partspec === undefined || node.relation === undefined) return;
      const key = (node.partspec.partParams ?? []).map((param) => ('PartitionElem' in param ? param.PartitionElem.name : undefined));
      const table = context.display(referenceOf(node.relation));
      for (const { constraint, columns } of uniqueConstraints(node)) check({ key, table, columns, what: wordFor(constraint), span: spanOf(constraint, context) }, context);
    },
    AlterTableStmt(node, context) {
      const key = node.relation === undefined ? undefined : context.relation(referenceOf(node.relation))?.partitionKey;
      if (key === undefined) return;
      for (const { command, table, span } of alterCommands(node, context)) {
        const constraint = command.subtype === 'AT_AddConstraint' && command.def !== undefined && 'Constraint' in command.def ? command.def.Constraint : undefined;
        if (constraint !== undefined && isUnique(constraint)) check({ key, table: context.display(table), columns: namesOf(constraint.keys), what: wordFor(constraint), span }, context);
      }
    },
    IndexStmt(node, context) {
      const relation = node.unique && node.relation !== undefined ? context.relation(referenceOf(node.relation)) : undefined;
      if (relation?.partitionKey === undefined) return;
      const columns = (node.indexParams ?? []).flatMap((param) => ('IndexElem' in param ? (param.IndexElem.name ?? []) : []));
      check({ key: relation.partitionKey, table: context.display(relation), columns, what: 'unique index', span: { start: 0, end: context.statement.text.length } }, context);
    },
  },
});

interface UniqueKey {
  readonly key: readonly (string | undefined)[];
  readonly table: string;
  readonly columns: readonly string[];
  readonly what: string;
  readonly span: Span;
}

function check({ key, table, columns, what, span }: UniqueKey, context: RuleContext): void {
  const missing = missingKeyColumns(key, columns);
  if (missing === undefined) context.report({ span, message: 'expression', data: { what, table } });
  else if (missing.length > 0) context.report({ span, message: 'missing', data: { what, table, columns: missing.map(quoteIdentifier).join(', ') } });
}

/** Those of the table and those of its columns. USING INDEX cannot be in CREATE TABLE. */
function uniqueConstraints(node: CreateStmt): readonly { readonly constraint: Constraint; readonly columns: readonly string[] }[] {
  return (node.tableElts ?? []).flatMap((element) => {
    if ('Constraint' in element) return isUnique(element.Constraint) ? [{ constraint: element.Constraint, columns: namesOf(element.Constraint.keys) }] : [];
    if (!('ColumnDef' in element)) return [];
    const { constraints, colname } = element.ColumnDef;
    return (constraints ?? []).flatMap((each: Node) => ('Constraint' in each && isUnique(each.Constraint) ? [{ constraint: each.Constraint, columns: colname === undefined ? [] : [colname] }] : []));
  });
}

function isUnique({ contype, indexname }: Constraint): boolean {
  return (contype === 'CONSTR_PRIMARY' || contype === 'CONSTR_UNIQUE') && indexname === undefined;
}

function wordFor({ contype }: Constraint): string {
  return contype === 'CONSTR_PRIMARY' ? 'PRIMARY KEY' : 'UNIQUE constraint';
}

function spanOf(constraint: Constraint, context: RuleContext): Span {
  return spanOfNode(constraint, tokensOf(context.statement)) ?? { start: 0, end: context.statement.text.length };
}
