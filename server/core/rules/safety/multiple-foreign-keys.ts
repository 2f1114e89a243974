import type { Constraint, RangeVar } from '@pgsql/types';
import type { QualifiedName } from '../../catalog/model';
import { alterCommands } from '../../sql/alter-command';
import { createdForeignKeys, oldTargets, tableHead } from '../../sql/foreign-keys';
import { formatName, referenceOf } from '../../sql/names';
import { transactionControl } from '../../sql/transaction-control';
import { commitBefore } from '../../sql/transaction-notes';
import type { Span } from '../../text/span';
import { defineRule, type RuleContext } from '../rule';
import doc from './multiple-foreign-keys.md';

type Step = { readonly does: 'begin' | 'end' } | { readonly does: 'keys'; readonly locked: readonly QualifiedName[]; readonly span: Span };

export const multipleForeignKeys = defineRule({
  id: 'multiple-foreign-keys',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['online_migrations', 'Atlas'],
  doc,
  messages: {
    locks:
      'The foreign keys of this transaction take SHARE ROW EXCLUSIVE on {tables} one after another, which blocks writes there, and keep it on all of them until it ends: other transactions that write these tables in another order end in a deadlock. Add one foreign key in each transaction.',
  },
  visit: {
    TransactionStmt(node, context) {
      const does = transactionControl({ TransactionStmt: node });
      if (does !== undefined) keep(context, { does });
    },
    CreateStmt(node, context, ancestors) {
      if (ancestors.length === 0) noteKeys(createdForeignKeys(node), node.relation, false, context);
    },
    AlterTableStmt(node, context) {
      const commands = alterCommands(node, context);
      const keys = commands.flatMap(({ command: { def } }) => {
        if (def === undefined) return [];
        if ('Constraint' in def) return [def.Constraint];
        return 'ColumnDef' in def ? (def.ColumnDef.constraints ?? []).flatMap((own) => ('Constraint' in own ? [own.Constraint] : [])) : [];
      });
      if (commands.length > 0) noteKeys(keys, node.relation, true, context);
    },
  },
  end(context) {
    let locked = new Map<string, QualifiedName>();
    let before: { readonly unit: number; readonly direction: string } | undefined;
    let told = false;
    let explicit = false;
    for (const each of context.notes()) {
      const step = each.value as Step;
      if (step.does !== 'keys' || each.transaction !== 'inside' || each.unit !== before?.unit || each.direction !== before.direction) {
        locked = new Map();
        told = false;
      }
      if (step.does !== 'keys' || each.unit !== before?.unit) explicit = step.does === 'begin';
      before = each;
      if (step.does !== 'keys') continue;
      const earlier = locked.size;
      for (const name of step.locked) locked.set(formatName(name), name);
      if (told || locked.size < 3) continue;
      told = true;
      context.report(each.number, { span: step.span, message: 'locks', data: { tables: [...locked.values()].map((name) => context.display(name)).join(', ') }, fixes: earlier > 0 && step.locked.length < 3 ? commitBefore(context, each.number, { explicit }) : [] });
    }
  },
});

function keep(context: RuleContext, step: Step): void {
  context.note(step);
}

/** `old`: the table that gets the keys was there before. */
function noteKeys(constraints: readonly Constraint[], table: RangeVar | undefined, old: boolean, context: RuleContext): void {
  const targets = oldTargets(constraints, table, context);
  const own = old && table !== undefined ? [context.catalog.resolve(referenceOf(table))] : [];
  if (targets.length > 0) keep(context, { does: 'keys', locked: [...own, ...targets], span: tableHead(context) });
}
