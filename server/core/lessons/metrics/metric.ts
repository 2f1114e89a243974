import type { Outcome, Session } from '../../database';
import type { Measure } from '../lesson';

/** Named values of one measurement: numbers, and words such as the kind of a scan. */
export type Measured = Readonly<Record<string, number | string>>;

/** What a `sql measure` counts. */
export interface MetricKind {
  /**
   * `transaction`: measured in a transaction that is rolled back. `database`: on a database of its own, because it looks at what stays after
   * statements end, or begins transactions itself.
   */
  readonly place: 'transaction' | 'database';
  measure(session: Session, measure: Measure): Promise<Outcome<Measured>>;
}
