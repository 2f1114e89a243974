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
export function surroundings({ segments, starts }: Pick<Document, 'segments' | 'starts'>, parts: readonly MigrationPart[], fallback: TransactionMode): readonly Surroundings[] {
  let open = false;
  /** A COMMIT in a wrapped file ends the wrapper; what follows commits by itself. */
  let ended = false;
  let unit = -1;
  let last: Surroundings | undefined;
  return segments.map((segment, index) => {
    const at = (starts[index] ?? 0) + segment.span.start;
    const found = parts.findIndex((part) => at >= part.start && at < part.end);
    if (found !== unit) {
      unit = found;
      open = false;
      ended = false;
    }
    const part = parts[found];
    const mode = part?.transaction ?? fallback;
    const transaction: TransactionState = open ? 'inside' : ended ? 'outside' : stateOf[mode];
    const control = segment.mayControl ? transactionControl(segment.statement.tree) : undefined;
    if (control === 'begin') open = true;
    if (control === 'end') {
      ended = ended || (!open && mode === 'one');
      open = false;
    }
    const direction = part?.direction ?? 'up';
    // Thousands of statements mostly have the same surroundings.
    if (last?.transaction !== transaction || last.unit !== unit || last.direction !== direction) last = { transaction, unit, direction };
    return last;
  });
}

export function isSameAround(a: Surroundings, b: Surroundings): boolean {
  return a === b || (a.transaction === b.transaction && a.unit === b.unit && a.direction === b.direction);
}
