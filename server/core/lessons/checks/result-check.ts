import * as z from 'zod/mini';
import type { Outcome, QueryResult, Session, Value } from '../../database';
import { describeError, lastQuery, runScript } from '../run-sql';
import { endsTransactions } from '../undoable';
import { describeRows, plural } from './describe-rows';
import type { CheckKind, Ground, Verdict } from './kind';
import { text } from './yaml';

export const resultSchema = z.strictObject({
  reference: text,
  ordered: z._default(z.boolean(), false),
  tolerance: z._default(z.number().check(z.minimum(0)), 0),
  variants: z._default(z.array(z.strictObject({ property: text, sql: text })), []),
});

export interface ResultTest {
  readonly kind: 'result';
  readonly reference: string;
  readonly ordered: boolean;
  /** Allowed difference of numbers. */
  readonly tolerance: number;
  /** SQL that gives the data set a property that a wrong answer stumbles over. */
  readonly variants: readonly { readonly property: string; readonly sql: string }[];
}

export interface ResultCase {
  /** What is special about the data; undefined for the data set as the learner knows it. */
  readonly property: string | undefined;
  readonly learner: QueryResult | undefined;
  /** What PostgreSQL said where the answer does not run on this data. */
  readonly failure: string | undefined;
  readonly reference: QueryResult;
}

export function readResultTest({ reference, ordered, tolerance, variants }: z.output<typeof resultSchema>): ResultTest {
  return { kind: 'result', reference, ordered, tolerance, variants };
}

const shownRows = 5;

/** The answer's last query returns what the reference returns, also on data that the learner has not seen. */
export const resultCheck: CheckKind<ResultTest, { readonly kind: 'result'; readonly cases: readonly ResultCase[] }> = {
  async alone(ground, test) {
    const variants = [{ property: undefined, sql: '' }, ...test.variants];
    const cases: ResultCase[] = [];
    // What ends a transaction itself cannot be undone, so it gets a database for each variant.
    const groups = endsTransactions(ground.answer) ? variants.map((variant) => [variant]) : [variants];
    for (const group of groups) {
      const outcome = await ground.fresh(async (session) => {
        for (const variant of group) {
          const seen = await runCase(session, ground, { ...variant, reference: test.reference, undo: groups.length === 1 });
          if (!seen.ok) return seen;
          cases.push(seen.value);
        }
        return { ok: true, value: undefined };
      });
      if (!outcome.ok) return outcome;
    }
    return { ok: true, value: { kind: 'result', cases } };
  },
  judge(test, { cases }) {
    let passed: Verdict = { passed: true, actual: '' };
    for (const each of cases) {
      const verdict = compare(test, each);
      if (!verdict.passed) return each.property === undefined ? verdict : { passed: false, actual: `On other data (${each.property}): ${verdict.actual}` };
      if (each.property === undefined) passed = verdict;
    }
    const hidden = cases.length - 1;
    return hidden > 0 ? { passed: true, actual: `${passed.actual} Also right on ${plural(hidden, 'variation')} of the data.` } : passed;
  },
};

interface Case {
  readonly property: string | undefined;
  readonly sql: string;
  readonly reference: string;
  readonly undo: boolean;
}

async function runCase(session: Session, { answer }: Ground, { property, sql, reference, undo }: Case): Promise<Outcome<ResultCase>> {
  if (undo) await session.query('BEGIN');
  const changed = await runScript(session, sql);
  if (!changed.ok) return { ok: false, error: { ...changed.error, message: `The variation “${property}” of the data does not run: ${changed.error.message}` } };
  const expected = await session.query(reference);
  if (!expected.ok) return expected;
  const ran = await runScript(session, answer);
  if (!ran.ok && ran.error.stopped !== undefined) return ran;
  if (undo) await session.query('ROLLBACK');
  return { ok: true, value: {
    property, reference: expected.value, learner: ran.ok ? lastQuery(ran.value)?.result : undefined, failure: ran.ok ? undefined : describeError(ran.error),
  } };
}

function compare({ ordered, tolerance }: ResultTest, { learner, failure, reference }: ResultCase): Verdict {
  if (failure !== undefined) return { passed: false, actual: `PostgreSQL answered: ${failure}` };
  if (learner === undefined) return { passed: false, actual: 'Your answer returns no rows: it has no query.' };
  const names = reference.columns.map(({ name }) => name).join(', ');
  const own = learner.columns.map(({ name }) => name).join(', ');
  if (names !== own) return { passed: false, actual: `Columns asked for: ${names}. Yours: ${own === '' ? 'none' : own}.` };
  const missing = without(reference.rows, learner.rows, tolerance);
  const surplus = without(learner.rows, reference.rows, tolerance);
  if (missing.length + surplus.length > 0) {
    const parts = [
      missing.length > 0 ? `${plural(missing.length, 'row')} ${missing.length === 1 ? 'is' : 'are'} missing, such as ${describeRows(reference, missing, shownRows)}` : '',
      surplus.length > 0 ? `${plural(surplus.length, 'row')} ${surplus.length === 1 ? 'is' : 'are'} too many, such as ${describeRows(learner, surplus, shownRows)}` : '',
    ];
    return { passed: false, actual: `${parts.filter((part) => part !== '').join('; ')}.` };
  }
  const sameOrder = !ordered || reference.rows.every((row, index) => isNear(row, learner.rows[index] ?? [], tolerance));
  return sameOrder ? { passed: true, actual: `${plural(learner.rows.length, 'row')}, as asked.` } : { passed: false, actual: 'The rows are right, their order is not.' };
}

/** Rows of the first list that the second does not have, counting duplicates. */
function without(rows: readonly (readonly Value[])[], taken: readonly (readonly Value[])[], tolerance: number): readonly (readonly Value[])[] {
  const left = new Map<string, (readonly Value[])[]>();
  for (const row of taken) left.set(key(row), [...(left.get(key(row)) ?? []), row]);
  const unmatched = rows.filter((row) => left.get(key(row))?.pop() === undefined);
  if (tolerance === 0) return unmatched;
  const near = [...left.values()].flat();
  return unmatched.filter((row) => {
    const at = near.findIndex((other) => isNear(row, other, tolerance));
    if (at >= 0) near.splice(at, 1);
    return at < 0;
  });
}

function isNear(row: readonly Value[], other: readonly Value[], tolerance: number): boolean {
  return row.length === other.length && row.every((value, index) => {
    const [one, two] = [normal(value), normal(other[index] ?? null)];
    return one === two || (isNumber(one) && isNumber(two) && Math.abs(Number(one) - Number(two)) <= tolerance);
  });
}

function isNumber(value: Value): value is string {
  return value !== null && /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(value);
}

/** 1.50 and 1.5 are the same number. */
function normal(value: Value): Value {
  return value !== null && /^-?\d+\.\d*0$/.test(value) ? value.replace(/\.?0+$/, '') : value;
}

function key(row: readonly Value[]): string {
  return JSON.stringify(row.map(normal));
}
