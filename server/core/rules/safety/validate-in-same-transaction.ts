import { lockName } from '../../effects/describe';
import { addedConstraints, alterCommands, appendStatements, removeCommand, type AlterCommand } from '../../sql/alter-command';
import { quoteIdentifier } from '../../sql/names';
import { transactionControl } from '../../sql/transaction-control';
import type { Span } from '../../text/span';
import { defineRule, type FileContext, type FixDraft, type Note, type RuleContext } from '../rule';
import doc from './validate-in-same-transaction.md';

/** What matters of a statement for what is locked later in its transaction. */
type Step =
  | { readonly does: 'begin' | 'end' | 'savepoint' }
  | { readonly does: 'add'; readonly table: string; readonly constraint: string | undefined; readonly lock: string }
  | { readonly does: 'validate'; readonly table: string; readonly shown: string; readonly constraint: string; readonly span: Span };

export const validateInSameTransaction = defineRule({
  id: 'validate-in-same-transaction',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['Squawk', 'Postgres Language Server', 'strong_migrations', 'pgfence', 'MigrationPilot', 'online_migrations'],
  doc,
  messages: {
    sameTransaction:
      'Adding {constraint} NOT VALID gains nothing here: {table} keeps the {lock} lock of the earlier statement until the transaction ends, so others wait while VALIDATE reads the whole table. Validate it in a later transaction.',
    sameStatement:
      'Adding {constraint} NOT VALID gains nothing here: the statement holds {lock} on {table} while VALIDATE reads the whole table. Validate it in a later transaction.',
  },
  visit: {
    TransactionStmt(node, context) {
      const does = transactionControl({ TransactionStmt: node });
      if (does !== undefined) keep(context, { does });
      if (node.kind === 'TRANS_STMT_SAVEPOINT') keep(context, { does: 'savepoint' });
    },
    AlterTableStmt(node, context) {
      const commands = alterCommands(node, context);
      for (const alter of commands) {
        const { subtype, name } = alter.command;
        if (subtype === 'AT_ValidateConstraint' && name !== undefined) validate(alter, name, context);
      }
      for (const { alter, constraint } of addedConstraints(commands)) {
        if (!constraint.skip_validation || (constraint.contype === 'CONSTR_FOREIGN' && constraint.is_enforced !== true)) continue;
        keep(context, { does: 'add', table: keyOf(alter, context), constraint: constraint.conname, lock: constraint.contype === 'CONSTR_FOREIGN' ? lockName('ShareRowExclusiveLock') : lockName('AccessExclusiveLock') });
      }
    },
  },
  end(context) {
    let held = new Map<string, Step & { readonly does: 'add' }>();
    let before: Note | undefined;
    let begun = false;
    for (const each of context.notes()) {
      const step = each.value as Step;
      if (each.unit !== before?.unit || each.direction !== before.direction) begun = false;
      if (step.does === 'begin' || step.does === 'end' || each.unit !== before?.unit || each.direction !== before.direction || each.transaction !== 'inside') held = new Map();
      if (step.does === 'begin' || step.does === 'end') begun = step.does === 'begin';
      // A COMMIT would take the savepoint along.
      if (step.does === 'savepoint') begun = false;
      if (step.does === 'add') held.set(`${step.table} ${step.constraint ?? ''}`, step);
      if (step.does === 'validate' && each.transaction === 'inside') {
        const add = held.get(`${step.table} ${step.constraint}`);
        if (add !== undefined) reportLater(context, each.number, { step, add, begun });
      }
      before = each;
    }
  },
});

function keep(context: RuleContext, step: Step): void {
  context.note(step);
}

function keyOf({ table }: AlterCommand, { catalog }: RuleContext): string {
  const { schema, name } = catalog.resolve(table);
  return `${schema}\u0000${name}`;
}

function validate(alter: AlterCommand, name: string, context: RuleContext): void {
  const together = alter.siblings.some(({ subtype, def }) =>
    subtype === 'AT_AddConstraint' && def !== undefined && 'Constraint' in def && def.Constraint.conname === name && def.Constraint.skip_validation === true);
  if (!together) {
    return keep(context, { does: 'validate', table: keyOf(alter, context), shown: context.display(alter.table), constraint: name, span: alter.span });
  }
  const own = context.catalog.resolve(alter.table);
  const mode = context.effects().locks.find(({ relation }) => relation.name === own.name && relation.schema === own.schema)?.mode;
  context.report({
    span: alter.span,
    message: 'sameStatement',
    data: { constraint: quoteIdentifier(name), table: context.display(alter.table), lock: mode === undefined ? 'its lock' : lockName(mode) },
    fixes: apart(alter, name, context),
  });
}

/** VALIDATE in a statement of its own, where that is a transaction of its own. */
function apart({ text, index }: AlterCommand, name: string, context: RuleContext): readonly FixDraft[] {
  const removal = text && removeCommand(text, index);
  if (text === undefined || removal === undefined || context.transaction === 'inside') return [];
  const behind = appendStatements(context, [`${text.head} VALIDATE CONSTRAINT ${quoteIdentifier(name)}`]);
  const edits = removal.end === behind.start ? [{ start: removal.start, end: behind.end, text: behind.text }] : [removal, behind];
  return [{ title: 'Validate it in a statement of its own', kind: 'suggestion', edits }];
}

interface Later {
  readonly step: Step & { readonly does: 'validate' };
  readonly add: Step & { readonly does: 'add' };
  /** By a BEGIN in the file. */
  readonly begun: boolean;
}

function reportLater(context: FileContext, number: number, { step, add, begun }: Later): void {
  const lineBreak = context.statement(number)?.text.includes('\r\n') ? '\r\n' : '\n';
  const fix: FixDraft = { title: 'Commit before, so that the lock is released', kind: 'suggestion', edits: [{ start: 0, end: 0, text: `COMMIT;${lineBreak}BEGIN;${lineBreak}` }] };
  context.report(number, {
    span: step.span,
    message: 'sameTransaction',
    data: { constraint: quoteIdentifier(step.constraint), table: step.shown, lock: add.lock },
    fixes: begun ? [fix] : [],
  });
}
