import type { QualifiedName, Relation } from '../../catalog/model';
import { usesColumn } from '../../catalog/column-use';
import { enumerate } from '../../effects/locks-in-words';
import { allAlterCommands, type AlterCommand } from '../../sql/alter-command';
import { columnsIn } from '../../sql/column-mentions';
import { tokensOf, wordAt, type Tokens } from '../../sql/find';
import { identifierOf, quoteIdentifier } from '../../sql/names';
import { isSymbol } from '../../sql/tokens';
import type { Span } from '../../text/span';
import { defineRule, type Note, type RuleContext } from '../rule';
import doc from './depends-on-object.md';

/** A column of a table with triggers that goes. */
interface Dropped {
  readonly table: QualifiedName;
  readonly column: string;
  readonly span: Span;
}

export const dependsOnObject = defineRule({
  id: 'depends-on-object',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot', 'Atlas'],
  doc,
  messages: {
    drop: 'PostgreSQL refuses to drop {column} of {table} while {dependants} needs it. Drop or change that first, in the same transaction.',
    type: 'PostgreSQL refuses to change the type of {column} of {table} while {dependants} uses it. Drop that first and make it again afterwards, in the same transaction.',
    key: '{column} is part of the partition key of {table}: PostgreSQL refuses to drop it and to change its type. Make a new partitioned table with the key that you want, and move the partitions to it.',
    trigger: 'The trigger {trigger} of {table} calls {function}, which reads {column} of the row: from now on every statement that fires it fails. Replace the function first.',
  },
  visit: {
    AlterTableStmt(node, context) {
      if (context.direction === 'down') return;
      for (const alter of allAlterCommands(node, context)) {
        const { relation, command: { subtype, name, behavior }, span } = alter;
        const column = relation?.columns.find((each) => each.name === name);
        if (relation === undefined || column === undefined || (subtype !== 'AT_DropColumn' && subtype !== 'AT_AlterColumnType')) continue;
        const drops = subtype === 'AT_DropColumn';
        const refused = (!drops || behavior !== 'DROP_CASCADE') && reportDependants(alter, { relation, name: column.name, drops }, context);
        if (drops && !refused && relation.triggers.length > 0) context.note({ table: { schema: relation.schema, name: relation.name }, column: column.name, span } satisfies Dropped);
      }
    },
  },
  end(context) {
    for (const { number, value: { table, column, span } } of context.notes() as readonly Note<Dropped>[]) {
      const relation = context.catalogAfter.relation(table);
      if (relation === undefined || relation.columns.some(({ name }) => name === column)) continue;
      for (const trigger of relation.triggers) {
        const bodies = context.catalogAfter.routines(trigger.function).flatMap(({ body }) => body ?? []);
        if (trigger.enabled === 'disabled' || !bodies.some((body) => readsOfRow(body, column))) continue;
        context.report(number, { span, message: 'trigger', data: { trigger: quoteIdentifier(trigger.name), table: context.display(table), function: context.display(trigger.function), column: quoteIdentifier(column) } });
        break;
      }
    }
  },
});

interface ChangedColumn {
  readonly relation: Relation;
  readonly name: string;
  readonly drops: boolean;
}

function reportDependants({ span, siblings, index }: AlterCommand, changed: ChangedColumn, context: RuleContext): boolean {
  // Columns are dropped in the order of the statement.
  const goes = new Set(siblings.slice(0, index).flatMap(({ subtype, name }) => (subtype === 'AT_DropColumn' && name !== undefined ? [name] : [])));
  const key = changed.relation.partitionKey?.includes(changed.name) === true;
  const dependants = [...viewsOver(changed, context), ...partsOf(changed, goes, context)];
  if (dependants.length === 0 && !key) return false;
  const data = { column: quoteIdentifier(changed.name), table: context.display(changed.relation), dependants: enumerate(dependants, 3) };
  context.report({ span, message: key ? 'key' : changed.drops ? 'drop' : 'type', data });
  return true;
}

function viewsOver({ relation, name }: ChangedColumn, { catalog, display }: RuleContext): readonly string[] {
  return catalog.dependents(relation).flatMap((view) => {
    if (view.query === undefined || usesColumn(catalog, view.query, { relation, column: name }) !== 'yes') return [];
    // A * stands for the columns of the day when the view was made.
    const since = columnsIn(view.query).includes(name) || (view.columnsKnown && view.columns.some((column) => column.name === name));
    return since ? [`the ${view.kind === 'view' ? 'view' : 'materialized view'} ${display(view)}`] : [];
  });
}

/** What belongs to the table itself. */
function partsOf({ relation, name }: ChangedColumn, goes: ReadonlySet<string>, { catalog }: RuleContext): readonly string[] {
  const uses = (expression: Relation['query']) => expression !== undefined && usesColumn(catalog, expression, { relation, column: name }, relation) === 'yes';
  const policies = relation.policies.filter(({ using, check }) => uses(using) || uses(check)).map((policy) => `the policy ${quoteIdentifier(policy.name)}`);
  const triggers = relation.triggers
    .filter(({ columns, when, inherited }) => !inherited && (columns.includes(name) || columnsIn(when).includes(name)))
    .map((trigger) => `the trigger ${quoteIdentifier(trigger.name)}`);
  const generated = relation.columns
    .filter((column) => (column.generated === 'stored' || column.generated === 'virtual') && column.name !== name && !goes.has(column.name) && columnsIn(column.defaultExpression).includes(name))
    .map((column) => `the generated column ${quoteIdentifier(column.name)}`);
  return [...policies, ...triggers, ...generated];
}

/** Whether a body names a column of NEW or OLD. */
function readsOfRow(body: string, column: string): boolean {
  const tokens: Tokens = tokensOf(body);
  return tokens.list.some((token, index) => {
    const word = wordAt(tokens, index);
    const behind = tokens.list[index + 2];
    return (word === 'new' || word === 'old') && !isSymbol(body, tokens.list[index - 1], '.') && isSymbol(body, tokens.list[index + 1], '.')
      && behind !== undefined && token.end === tokens.list[index + 1]?.start && identifierOf(body, behind) === column;
  });
}
