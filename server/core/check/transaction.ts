import type { Document } from '../document/statement';
import type { MigrationPart, TransactionMode } from '../migrations/unit';
import type { TransactionState } from '../rules/rule';
import { transactionControl } from '../sql/transaction-control';

/** What surrounds one statement of a file. */
export interface Surroundings {
  readonly transaction: TransactionState;
  /** Statements of the same number are one migration unit. */
  readonly unit: number;
  readonly direction: 'up' | 'down';
}

const stateOf: Record<TransactionMode, TransactionState> = { one: 'inside', each: 'outside', unknown: 'unknown' };

/** For every statement of a file, in order: its transaction state as BEGIN, COMMIT and the framework make it, and its migration unit. */
export function surroundings(document: Pick<Document, 'segments' | 'starts' | 'notable'>, parts: readonly MigrationPart[], fallback: TransactionMode): readonly Surroundings[] {
  const { segments, notable: { controlling } } = document;
  const all: Surroundings[] = [];
  all.length = segments.length;
  let next = 0;
  const nextBefore = (to: number) => ((controlling[next] ?? to) < to ? controlling[next++] : undefined);
  for (const { from, to, unit } of units(document, parts)) {
    const mode = parts[unit]?.transaction ?? fallback;
    let open = false;
    /** A COMMIT in a wrapped file ends the wrapper; what follows commits by itself. */
    let ended = false;
    let written = from;
    // Statements between two that control the transaction have the same surroundings.
    while (written < to) {
      const control = nextBefore(to);
      all.fill(surroundingsIn(parts, unit, open ? 'inside' : ended ? 'outside' : stateOf[mode]), written, control === undefined ? to : control + 1);
      if (control === undefined) break;
      written = control + 1;
      const does = transactionControl(segments[control]?.statement.tree);
      if (does === 'begin') open = true;
      if (does === 'end') {
        ended = ended || (!open && mode === 'one');
        open = false;
      }
    }
  }
  return all;
}

const known = new Map<string, Surroundings>();

/** The same surroundings are the same object. */
function surroundingsIn(parts: readonly MigrationPart[], unit: number, transaction: TransactionState): Surroundings {
  const here: Surroundings = { transaction, unit, direction: parts[unit]?.direction ?? 'up' };
  const key = `${here.transaction} ${here.unit} ${here.direction}`;
  const same = known.get(key) ?? here;
  known.set(key, same);
  return same;
}

/** Statements in a row that belong to the same part of the file; unit -1 for those of none. */
function units({ segments, starts }: Pick<Document, 'segments' | 'starts'>, parts: readonly MigrationPart[]): readonly { readonly from: number; readonly to: number; readonly unit: number }[] {
  if (parts.length === 0) return [{ from: 0, to: segments.length, unit: -1 }];
  const runs: { readonly from: number; to: number; readonly unit: number }[] = [];
  segments.forEach(({ span }, index) => {
    const at = (starts[index] ?? 0) + span.start;
    const last = runs.at(-1);
    const part = parts[last?.unit ?? -1];
    const unit = part !== undefined && at >= part.start && at < part.end ? (last?.unit ?? -1) : parts.findIndex(({ start, end }) => at >= start && at < end);
    if (last?.unit === unit) last.to = index + 1;
    else runs.push({ from: index, to: index + 1, unit });
  });
  return runs;
}
