import type { QueryResult, Value } from '../database';
import type { CheckOutcome } from './content';
import type { IndexFacts } from './index-facts';
import { describeIndex } from './index-facts';
import type { Check, CheckTest } from './lesson';
import type { PlanFacts } from './plan-facts';

/** What the database said, collected for one check. `error` where it could not be asked. */
export type Facts =
  | { readonly kind: 'index'; readonly indexes: readonly IndexFacts[] }
  | { readonly kind: 'plan'; readonly plan: PlanFacts }
  | { readonly kind: 'rows'; readonly result: QueryResult }
  | { readonly kind: 'result'; readonly learner: QueryResult | undefined; readonly reference: QueryResult }
  | { readonly kind: 'error'; readonly message: string };

/** What a check says: met or not, and what was seen. */
interface Verdict {
  readonly passed: boolean;
  readonly actual: string;
}

/** Grades one check by its facts. Pure: the same facts always give the same outcome. */
export function grade(check: Check, facts: Facts): CheckOutcome {
  const { passed, actual } = judge(check.test, facts);
  if (passed) return { id: check.id, passed, message: `${check.title}. ${actual}` };
  if (facts.kind === 'error') return { id: check.id, passed, message: `${check.title}: ${actual}` };
  const say = check.say.includes('{actual}') ? check.say.replaceAll('{actual}', actual) : `${actual} ${check.say}`;
  return { id: check.id, passed, message: say };
}

function judge(test: CheckTest, facts: Facts): Verdict {
  if (facts.kind === 'error') return { passed: false, actual: facts.message };
  if (test.kind === 'index' && facts.kind === 'index') return judgeIndex(test, facts.indexes);
  if (test.kind === 'plan' && facts.kind === 'plan') return judgePlan(test, facts.plan);
  if (test.kind === 'equals' && facts.kind === 'rows') return judgeRows(test.rows, facts.result);
  if (test.kind === 'state' && facts.kind === 'rows') return judgeState(facts.result);
  if (test.kind === 'result' && facts.kind === 'result') return judgeResult(test.ordered, facts.learner, facts.reference);
  throw new Error(`Facts of kind ${facts.kind} do not answer a check of kind ${test.kind}`);
}

function judgeIndex(test: Extract<CheckTest, { kind: 'index' }>, indexes: readonly IndexFacts[]): Verdict {
  const own = indexes.filter((index) => !index.primary);
  const fits = own.filter((index) => index.valid && index.method === 'btree' && (index.predicate !== null) === test.partial
    && test.leading.every((column, position) => index.columns[position] === column)
    && (test.maximumBytes === undefined || index.bytes <= test.maximumBytes));
  const seen = (fits.length > 0 ? fits : own).map((index) => `${describeIndex(index)}, ${Math.round(index.bytes / 1024)} kB`);
  return {
    passed: fits.length > 0,
    actual: seen.length === 0 ? `${test.on} has no index but its primary key.` : `Index on ${test.on}: ${seen.join('; ')}.`,
  };
}

function judgePlan(test: Extract<CheckTest, { kind: 'plan' }>, plan: PlanFacts): Verdict {
  const passed = test.forbidden.every((node) => !plan.nodes.includes(node))
    && test.required.every((node) => plan.nodes.includes(node))
    && (test.maximumPages === undefined || plan.pages <= test.maximumPages)
    && (test.maximumRowsRead === undefined || plan.scanned <= test.maximumRowsRead);
  return { passed, actual: `Plan: ${plan.nodes.join(' > ')}, ${plan.pages} pages, ${plan.scanned} rows read.` };
}

function judgeRows(expected: readonly Readonly<Record<string, Value>>[], result: QueryResult): Verdict {
  const seen = result.rows.map((row) => Object.fromEntries(result.columns.map(({ name }, index) => [name, row[index] ?? null])));
  const passed = seen.length === expected.length
    && expected.every((row, index) => Object.entries(row).every(([name, value]) => seen[index]?.[name] === value));
  return { passed, actual: seen.length === 0 ? 'No rows.' : `${describeRows(result, result.rows)}.` };
}

function judgeState(result: QueryResult): Verdict {
  const passed = result.rows.length === 0;
  return { passed, actual: passed ? 'No row breaks it.' : `${result.rows.length} rows break it: ${describeRows(result, result.rows)}.` };
}

function judgeResult(ordered: boolean, learner: QueryResult | undefined, reference: QueryResult): Verdict {
  if (learner === undefined) return { passed: false, actual: 'Your answer returns no rows: it has no query.' };
  const names = reference.columns.map(({ name }) => name).join(', ');
  const own = learner.columns.map(({ name }) => name).join(', ');
  if (names !== own) return { passed: false, actual: `Columns asked for: ${names}. Yours: ${own === '' ? 'none' : own}.` };
  const missing = without(reference.rows, learner.rows);
  const surplus = without(learner.rows, reference.rows);
  if (missing.length + surplus.length > 0) {
    const parts = [
      missing.length > 0 ? `${missing.length} rows are missing, such as ${describeRows(reference, missing)}` : '',
      surplus.length > 0 ? `${surplus.length} rows are too many, such as ${describeRows(learner, surplus)}` : '',
    ];
    return { passed: false, actual: `${parts.filter((part) => part !== '').join('; ')}.` };
  }
  const sameOrder = !ordered || reference.rows.every((row, index) => key(row) === key(learner.rows[index] ?? []));
  return sameOrder ? { passed: true, actual: `${learner.rows.length} rows, as asked.` } : { passed: false, actual: 'The rows are right, their order is not.' };
}

/** Rows of the first list that the second does not have, counting duplicates. */
function without(rows: readonly (readonly Value[])[], taken: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  const counts = new Map<string, number>();
  for (const row of taken) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return rows.filter((row) => {
    const left = counts.get(key(row)) ?? 0;
    counts.set(key(row), left - 1);
    return left <= 0;
  });
}

function key(row: readonly Value[]): string {
  return JSON.stringify(row);
}

/** The first rows, named by column. */
function describeRows(result: QueryResult, rows: readonly (readonly Value[])[]): string {
  const shown = rows.slice(0, 3).map((row) => result.columns.map(({ name }, index) => `${name} = ${row[index] ?? 'NULL'}`).join(', '));
  return `${shown.join(' | ')}${rows.length > shown.length ? ' | …' : ''}`;
}
