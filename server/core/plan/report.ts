import type { Span } from '../text/span';

/** Plain data that the plan view, the command line and lessons read. Times in milliseconds, costs in PostgreSQL's units, sizes in 8 kB pages. */
export interface PlanReport {
  readonly statement: string;
  /** Where the plan comes from, for the user; for example `embedded PostgreSQL 18.6, empty tables of your migrations`. */
  readonly source: string;
  readonly analyzed: boolean;
  readonly root: PlanNodeReport;
  readonly planningTime: number | undefined;
  readonly executionTime: number | undefined;
  /** `id` of the node that costs most; undefined where nothing stands out (empty tables). */
  readonly costly: string | undefined;
  /** One sentence: what costs most and why. */
  readonly verdict: string;
  readonly reasons: readonly PlanReason[];
  /** What a reader must know to trust the numbers: empty tables, placeholders guessed, settings skipped. */
  readonly notes: readonly string[];
}

export interface PlanNodeReport {
  /** Path from the root: `0`, `0.1`, `0.1.0`. */
  readonly id: string;
  /** As PostgreSQL names it: `Seq Scan`, `Hash Join`. */
  readonly type: string;
  /** `on orders`, `using orders_pkey on orders`, `Inner`. */
  readonly detail: string;
  readonly relation: string | undefined;
  readonly index: string | undefined;
  readonly startupCost: number;
  readonly totalCost: number;
  /** Cost of the node without its children. */
  readonly ownCost: number;
  /** Share of `ownCost` (or own time when analyzed) of the whole, 0 to 1. */
  readonly share: number;
  readonly estimatedRows: number;
  readonly actualRows: number | undefined;
  readonly loops: number | undefined;
  /** Own time over all loops. */
  readonly ownTime: number | undefined;
  /** Further facts in the words of EXPLAIN: `Filter`, `Index Cond`, `Rows Removed by Filter`, `Sort Method`, `Buffers`. */
  readonly properties: readonly { readonly name: string; readonly value: string }[];
  readonly children: readonly PlanNodeReport[];
}

export interface PlanReason {
  /** Id of the reason: `sequential-scan-filter`. */
  readonly id: string;
  readonly node: string;
  readonly severity: 'high' | 'medium' | 'low';
  readonly title: string;
  readonly text: string;
  readonly lesson: string | undefined;
}

/** What went wrong instead of a plan; `span` is of the statement. */
export interface PlanFailure {
  readonly message: string;
  /** What the reader can do next. */
  readonly action: string;
  readonly span: Span | undefined;
}
