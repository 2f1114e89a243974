import { lockName } from '../../effects/describe';
import type { LockMode } from '../../effects/lock-mode';
import { spanOf, strongLocks } from '../lock-steps';
import { upFiles } from '../../sql/first-statement';
import { referenceOf } from '../../sql/names';
import { timeoutOf } from '../../sql/settings';
import type { Span } from '../../text/span';
import { defineRule, type FileContext, type RuleContext, type Visitors } from '../rule';
import doc from './require-lock-timeout.md';

interface Unprotected {
  readonly table: string;
  readonly mode: LockMode;
  readonly message: 'missing' | 'zero' | 'long';
  readonly span: Span;
  readonly lineBreak: string;
}

const note: (_: object, context: RuleContext, ancestors: readonly object[]) => void = (_, context, ancestors) => {
  if (!context.migration || ancestors.length > 0) return;
  if (isOfNewTable(context)) return;
  const message = verdictOn(context.catalog.setting('lock_timeout'));
  if (message === undefined) return;
  const [lock] = strongLocks(context);
  if (lock === undefined) return;
  const lineBreak = context.statement.text.includes('\r\n') ? '\r\n' : '\n';
  context.note({ table: lock.name, mode: lock.mode, message, span: spanOf(context), lineBreak } satisfies Unprotected);
};

const visit: Visitors = {
  AlterTableStmt: note, IndexStmt: note, CreateStmt: note, CreateTrigStmt: note, CreatePolicyStmt: note, AlterPolicyStmt: note, RuleStmt: note, RenameStmt: note,
  AlterObjectSchemaStmt: note, ReindexStmt: note, RefreshMatViewStmt: note, TruncateStmt: note, LockStmt: note, DropStmt: note, AlterDomainStmt: note,
};

export const requireLockTimeout = defineRule({
  id: 'require-lock-timeout',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  alike: { squawk: 'require-timeout-settings', postgresLanguageServer: 'lockTimeoutWarning', eugene: 'E9' },
  peers: ['Squawk', 'Postgres Language Server', 'eugene', 'pgfence', 'MigrationPilot', 'pgsafe', 'strong_migrations', 'online_migrations'],
  doc,
  messages: {
    missing: 'This needs {lock} on {table}, and no lock_timeout is set: behind one long {blocker} it waits as long as that takes, and {others} who come after it wait too. Set lock_timeout first, and run the migration again when it gives up.',
    zero: 'This needs {lock} on {table}, and lock_timeout is 0, which means no limit: behind one long {blocker} it waits as long as that takes, and {others} who come after it wait too. Set it to a few seconds, and run the migration again when it gives up.',
    long: 'This needs {lock} on {table}, and lock_timeout lets it wait for more than a minute behind one long {blocker}, while {others} who come after it wait too. Set it to a few seconds, and run the migration again when it gives up.',
  },
  visit,
  end(context) {
    const first = context.notes().find(({ direction, value }) => direction === 'up' && ((value as Unprotected).message !== 'missing' || mayHaveForgotten(context)));
    if (first === undefined) return;
    const { table, mode, message, span, lineBreak } = first.value as Unprotected;
    const inside = first.transaction === 'inside';
    const text = `SET ${inside ? 'LOCAL ' : ''}lock_timeout = '2s';${lineBreak}`;
    context.report(first.number, {
      span, message, data: { table, lock: lockName(mode), ...(mode === 'AccessExclusiveLock' ? { blocker: 'query', others: 'all' } : { blocker: 'transaction that writes', others: 'all writers' }) },
      // For the session it also holds for a concurrent index build further down, which would leave an invalid index.
      fixes: [{ title: 'Set lock_timeout in front of this', kind: inside ? 'safe' : 'suggestion', edits: [{ start: 0, end: 0, text }] }],
    });
  },
});

/** The foreign keys of a new table are the concern of create-table-fk-lock. */
function isOfNewTable(context: RuleContext): boolean {
  const { tree } = context.statement;
  if (tree === undefined) return false;
  if ('CreateStmt' in tree) return tree.CreateStmt.partbound === undefined && (tree.CreateStmt.inhRelations ?? []).length === 0;
  return 'AlterTableStmt' in tree && tree.AlterTableStmt.relation !== undefined && context.isNew(referenceOf(tree.AlterTableStmt.relation));
}

/**
 * Where no earlier migration sets lock_timeout, the role or the tool may do it, or nobody has thought of it: that is told once, in the
 * newest file, which can still be changed. Where one does, each later file that does not has forgotten it.
 */
function mayHaveForgotten(context: FileContext): boolean {
  const isNewest = upFiles(context).at(-1)?.path === context.file;
  return isNewest || context.history?.files.some(({ path }) => path === context.file) !== true || context.isSetEarlier('lock_timeout');
}

/** What is wrong with a value of lock_timeout; undefined where it protects. */
function verdictOn(value: string | undefined): Unprotected['message'] | undefined {
  if (value === undefined) return 'missing';
  const limit = timeoutOf(value);
  // What cannot be read, such as a placeholder, somebody has thought of.
  return limit === 0 ? 'zero' : limit !== undefined && limit > 60_000 ? 'long' : undefined;
}
