import { lockName } from '../../effects/describe';
import type { LockMode } from '../../effects/lock-mode';
import { spanOf, strongLocks } from '../lock-steps';
import { upFiles } from '../../sql/first-statement';
import { referenceOf } from '../../sql/names';
import { timeoutOf } from '../../sql/settings';
import type { Span } from '../../text/span';
import { defineOptions, duration, yesOrNo } from '../options';
import { defineRule, type FileContext, type RuleContext, type Visitors } from '../rule';
import doc from './require-lock-timeout.md';

const options = defineOptions({
  maximum: duration('1min', 'The longest that `lock_timeout` may be.'),
  statementTimeout: yesOrNo(false, 'Ask for a `statement_timeout` too. It ends validations and concurrent builds that take longer, so it belongs to projects that set it for each of them.'),
});

interface Unprotected {
  readonly table: string;
  readonly mode: LockMode;
  readonly message: 'missing' | 'zero' | 'long' | 'statement';
  /** The settings that are to be set in front of it. */
  readonly unset: readonly Setting[];
  readonly span: Span;
  readonly lineBreak: string;
}

const note: (_: object, context: RuleContext, ancestors: readonly object[]) => void = (_, context, ancestors) => {
  if (!context.migration || ancestors.length > 0) return;
  if (isOfNewTable(context)) return;
  const { maximum, statementTimeout } = context.options(options);
  const lockVerdict = verdictOn(context.catalog.setting('lock_timeout'), timeoutOf(maximum) ?? Infinity);
  const runsWithoutLimit = statementTimeout && ['missing', 'zero'].includes(verdictOn(context.catalog.setting('statement_timeout'), Infinity) ?? '');
  const message = lockVerdict ?? (runsWithoutLimit ? 'statement' : undefined);
  if (message === undefined) return;
  const [lock] = strongLocks(context);
  if (lock === undefined) return;
  const lineBreak = context.statement.text.includes('\r\n') ? '\r\n' : '\n';
  context.note({ table: lock.name, mode: lock.mode, message, span: spanOf(context), lineBreak, unset: [...(lockVerdict === undefined ? [] : ['lock_timeout'] as const), ...(runsWithoutLimit ? ['statement_timeout'] as const : [])] } satisfies Unprotected);
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
  options,
  alike: { squawk: 'require-timeout-settings', postgresLanguageServer: 'lockTimeoutWarning', eugene: 'E9' },
  peers: ['Squawk', 'Postgres Language Server', 'eugene', 'pgfence', 'MigrationPilot', 'pgsafe', 'strong_migrations', 'online_migrations'],
  doc,
  messages: {
    missing: 'This needs {lock} on {table}, and no lock_timeout is set: behind one long {blocker} it waits as long as that takes, and {others} who come after it wait too. Set lock_timeout first, and run the migration again when it gives up.',
    zero: 'This needs {lock} on {table}, and lock_timeout is 0, which means no limit: behind one long {blocker} it waits as long as that takes, and {others} who come after it wait too. Set it to a few seconds, and run the migration again when it gives up.',
    long: 'This needs {lock} on {table}, and lock_timeout lets it wait for more than {maximum} behind one long {blocker}, while {others} who come after it wait too. Set it to a few seconds, and run the migration again when it gives up.',
    statement: 'This needs {lock} on {table}, and no statement_timeout is set: once it has the lock, {others} wait until it is done, however long that takes. Set statement_timeout first, to a little more than it took on a copy.',
  },
  visit,
  end(context) {
    const first = context.notes().find(({ direction, value }) => direction === 'up' && ((value as Unprotected).message !== 'missing' || mayHaveForgotten(context)));
    if (first === undefined) return;
    const { table, mode, message, span, lineBreak, unset } = first.value as Unprotected;
    const inside = first.transaction === 'inside';
    const text = unset.map((name) => `SET ${inside ? 'LOCAL ' : ''}${name} = '${limits[name]}';${lineBreak}`).join('');
    context.report(first.number, {
      span, message, data: { table, lock: lockName(mode), maximum: context.options(options).maximum, ...(mode === 'AccessExclusiveLock' ? { blocker: 'query', others: 'all' } : { blocker: 'transaction that writes', others: 'all writers' }) },
      // For the session it also holds for a concurrent index build further down, which would leave an invalid index. How long a statement may run, nobody knows here.
      fixes: [{ title: `Set ${unset.join(' and ')} in front of this`, kind: inside && !unset.includes('statement_timeout') ? 'safe' : 'suggestion', edits: [{ start: 0, end: 0, text }] }],
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

type Setting = 'lock_timeout' | 'statement_timeout';

const limits: Readonly<Record<Setting, string>> = { lock_timeout: '2s', statement_timeout: '15min' };

/** What is wrong with a value of a timeout; undefined where it protects. */
function verdictOn(value: string | undefined, longest: number): 'missing' | 'zero' | 'long' | undefined {
  if (value === undefined) return 'missing';
  const limit = timeoutOf(value);
  // What cannot be read, such as a placeholder, somebody has thought of.
  return limit === 0 ? 'zero' : limit !== undefined && limit > longest ? 'long' : undefined;
}
