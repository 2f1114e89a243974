import * as z from 'zod/mini';
import type { Outcome, Session } from '../../database';
import { failure, runScript } from '../run-sql';
import { plural } from './describe-rows';
import type { CheckKind } from './kind';
import { text } from './yaml';

const seeds = z.array(z.number()).check(z.minLength(1), z.maxLength(20));

export const simSchema = z.strictObject({
  run: z._default(z.string(), ''),
  metrics: text,
  seeds,
  hidden: z._default(z.array(z.number()).check(z.maxLength(20)), []),
  targets: z.record(z.string(), z.strictObject({ min: z.optional(z.number()), max: z.optional(z.number()) })),
  share: z._default(z.number().check(z.minimum(0), z.maximum(1)), 1),
});

export interface SimTest {
  readonly kind: 'sim';
  /** Statements before the metrics; `{seed}` stands for the seed. */
  readonly run: string;
  /** A query of one row: the metrics. */
  readonly metrics: string;
  readonly seeds: readonly number[];
  /** Seeds that the learner is not told. */
  readonly hidden: readonly number[];
  readonly targets: Readonly<Record<string, { readonly min?: number | undefined; readonly max?: number | undefined }>>;
  /** Share of the seeds, 0 to 1, that has to meet every target. */
  readonly share: number;
}

export interface SimRun {
  readonly seed: number;
  readonly hidden: boolean;
  readonly metrics: Readonly<Record<string, number>>;
}

/** A string says what is wrong. */
export function readSimTest({ run, metrics, seeds: open, hidden, targets, share }: z.output<typeof simSchema>): SimTest | string {
  if (Object.keys(targets).length === 0 || Object.values(targets).some(({ min, max }) => min === undefined && max === undefined)) return '`sim` needs `targets`, each with `min` or `max`.';
  if (!`${run}${metrics}`.includes('{seed}')) return '`sim` never uses `{seed}`, so every seed gives the same.';
  return { kind: 'sim', run, metrics, seeds: open, hidden, targets, share };
}

/** Runs a simulation with what the answer decided, for each seed, and compares its metrics with targets. */
export const simCheck: CheckKind<SimTest, { readonly kind: 'sim'; readonly runs: readonly SimRun[] }> = {
  async after({ session }, test) {
    const runs: SimRun[] = [];
    for (const [index, seed] of [...test.seeds, ...test.hidden].entries()) {
      const metrics = await runSeed(session, test, seed);
      if (!metrics.ok) return metrics;
      runs.push({ seed, hidden: index >= test.seeds.length, metrics: metrics.value });
    }
    return { ok: true, value: { kind: 'sim', runs } };
  },
  judge(test, { runs }) {
    const missed = runs.filter(({ metrics }) => Object.entries(test.targets).some(([name, target]) => !meets(metrics[name], target)));
    const met = runs.length - missed.length;
    const passed = met >= Math.ceil(test.share * runs.length - 1e-9);
    const shown = missed[0];
    const example = shown === undefined ? '' : ` ${shown.hidden ? 'On a hidden seed' : `Seed ${shown.seed}`}: ${describeMissed(test, shown)}.`;
    return { passed, actual: `${met} of ${plural(runs.length, 'seed')} meet every target.${passed ? '' : example}` };
  },
};

async function runSeed(session: Session, { run, metrics }: SimTest, seed: number): Promise<Outcome<Readonly<Record<string, number>>>> {
  const ran = await runScript(session, run.replaceAll('{seed}', String(seed)));
  if (!ran.ok) return ran;
  const outcome = await session.query(metrics.trim().replace(/;$/, '').replaceAll('{seed}', String(seed)));
  if (!outcome.ok) return outcome;
  const { columns, rows } = outcome.value;
  if (rows.length !== 1) return failure(`The metrics of a simulation are one row; there were ${rows.length}.`);
  return { ok: true, value: Object.fromEntries(columns.map(({ name }, index) => [name, Number(rows[0]?.[index] ?? Number.NaN)])) };
}

/** A metric that is not there, or NULL, meets no target. */
function meets(value: number | undefined, { min, max }: SimTest['targets'][string]): boolean {
  return value !== undefined && !Number.isNaN(value) && (min === undefined || value >= min) && (max === undefined || value <= max);
}

function describeMissed({ targets }: SimTest, { metrics }: SimRun): string {
  return Object.entries(targets).filter(([name, target]) => !meets(metrics[name], target)).map(([name, { min, max }]) => {
    const value = metrics[name];
    const wanted = [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`].filter((part) => part !== '').join(' and ');
    return `${name} is ${value === undefined || Number.isNaN(value) ? 'missing' : value}, ${wanted} is asked for`;
  }).join('; ');
}
