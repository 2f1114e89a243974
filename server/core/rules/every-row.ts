import type { Reference } from '../catalog/model';
import { transactionsOf } from '../sql/transaction-notes';
import type { LockStep } from './lock-steps';
import type { FileContext, Note, Report, RuleContext } from './rule';

/** A change of every row that waits for the end of the file: where its table is locked by then, a rule of its own says what that costs. */
interface EveryRow {
  readonly everyRow: { readonly key: string; readonly report: Report };
}

/** Reports that a statement changes every row of a table, or notes it where an earlier statement of the transaction may have locked the table. */
export function reportEveryRow(name: Reference, report: Report, context: RuleContext): void {
  const tag = Object.keys(context.statement.tree ?? {})[0] ?? '';
  if (!context.migration || context.transaction !== 'inside' || !changes.has(tag)) return context.report(report);
  const { schema, name: found } = context.catalog.resolve(name);
  context.note({ everyRow: { key: `${schema}.${found}`, report } } satisfies EveryRow);
}

const changes: ReadonlySet<string> = new Set(['UpdateStmt', 'DeleteStmt', 'InsertStmt', 'MergeStmt']);

/** At the end of the file: what was noted, without what `ddl-and-backfill-in-transaction` says. The rule must note the steps of transactions too. */
export function reportNotedRows(context: FileContext): void {
  const notes = context.notes();
  const underLock = new Set(transactionsOf<LockStep | EveryRow>(notes).flatMap((each) => lockedRows(each.notes)));
  for (const { number, value } of notes) {
    if ('everyRow' in value && !underLock.has(value)) context.report(number, (value as EveryRow).everyRow.report);
  }
}

function lockedRows(notes: readonly Note<LockStep | EveryRow>[]): readonly object[] {
  const held = new Set<string>();
  return notes.flatMap(({ value }) => {
    if ('everyRow' in value) return held.has(value.everyRow.key) ? [value] : [];
    for (const { key } of value.locks) held.add(key);
    return [];
  });
}
