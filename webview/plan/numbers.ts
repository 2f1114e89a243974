import type { PlanNodeReport } from '../../server/core/plan/report';

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** Three digits at most: `1.23M`. For places where numbers are compared at a glance. */
export function shortCount(value: number): string {
  return short.format(value);
}

/** All digits before the point: `1,234,567`. */
export function exactNumber(value: number): string {
  return exact.format(value);
}

/** `92 %` from 0.92. What is there but rounds to nothing is `<1 %`. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return '<1 %';
  return `${Math.round(share * 100)} %`;
}

/** Rows of a node in the few words that fit a line of the tree. */
export function rowsInShort(node: PlanNodeReport): string {
  if (node.loops === 0) return 'never executed';
  if (node.actualRows === undefined) return `about ${rows(node.estimatedRows)}`;
  return `${rows(node.actualRows)} (planned ${shortCount(node.estimatedRows)})`;
}

/** How far the estimate was off, in words; undefined where it was near enough or nothing was run. */
export function misestimate(node: PlanNodeReport): string | undefined {
  if (node.actualRows === undefined || node.loops === 0) return undefined;
  // Below one row the ratio says nothing: PostgreSQL never plans fewer than one.
  const [actual, planned] = [Math.max(node.actualRows, 1), Math.max(node.estimatedRows, 1)];
  const factor = actual > planned ? actual / planned : planned / actual;
  if (factor < 2) return undefined;
  return `${digits.format(factor)} times ${actual > planned ? 'more' : 'fewer'} than planned`;
}

function rows(count: number): string {
  return `${shortCount(count)} ${count === 1 ? 'row' : 'rows'}`;
}
