import type { QualifiedName } from '../catalog/model';
import type { Effects } from '../effects/effects';
import { lockModes } from '../effects/lock-mode';
import type { Difference, Observed, TracedStatement, TraceOutcome } from './model';
import { written } from './observe';

type ListAspect = Exclude<Difference['aspect'], 'locks' | 'transaction'>;

const none: ReadonlySet<string> = new Set();

/**
 * `exact` has to be equal; of `at-least` everything has to have happened, locks perhaps stronger; `unknown` says nothing.
 * `free`: relations (`schema.name`) that may be read from end to end or not, as the planner likes.
 */
export function differencesOf(predicted: Effects, outcome: TraceOutcome, free = none): readonly Difference[] {
  if (predicted.certainty === 'unknown' || (outcome.kind !== 'observed' && outcome.kind !== 'unwatched')) return [];
  const aspects: readonly ListAspect[] = outcome.kind === 'observed' ? ['rewrites', 'scans', 'creates', 'drops'] : ['rewrites', 'creates', 'drops'];
  return [
    ...(outcome.kind === 'observed' ? lockDifferences(predicted, outcome.observed) : []),
    ...aspects.flatMap((aspect) => listDifferences(aspect, predicted, outcome.observed, aspect === 'scans' ? free : none)),
    ...transactionDifferences(predicted, outcome.kind),
  ];
}

function transactionDifferences({ transaction, certainty }: Effects, kind: 'observed' | 'unwatched'): readonly Difference[] {
  if (transaction === 'forbidden' && kind === 'observed') return [{ aspect: 'transaction', message: 'predicted that it cannot run in a transaction, but it ran in one' }];
  if (transaction !== 'forbidden' && kind === 'unwatched' && certainty === 'exact') return [{ aspect: 'transaction', message: 'predicted that it can run in a transaction, but it was refused there' }];
  return [];
}

function lockDifferences({ locks, certainty }: Effects, observed: Observed): readonly Difference[] {
  const [told, seen] = [modes(locks), modes(observed.locks)];
  return [...new Set([...told.keys(), ...seen.keys()])].toSorted().flatMap((relation): readonly Difference[] => {
    const [expected, present] = [told.get(relation), seen.get(relation)];
    if (expected === present || (certainty === 'at-least' && isWeaker(expected, present))) return [];
    return [{ aspect: 'locks', message: `predicted ${expected ?? 'no lock'} on ${relation}, seen ${present ?? 'none'}` }];
  });
}

function modes(locks: Effects['locks']): ReadonlyMap<string, Effects['locks'][number]['mode']> {
  return new Map(locks.map(({ relation, mode }) => [written(relation), mode]));
}

type Mode = Effects['locks'][number]['mode'] | undefined;

function isWeaker(one: Mode, other: Mode): boolean {
  return one === undefined || (other !== undefined && lockModes.indexOf(one) <= lockModes.indexOf(other));
}

const nouns: Readonly<Record<ListAspect, string>> = { rewrites: 'rewrite of', scans: 'scan of', creates: 'creation of', drops: 'drop of' };

function listDifferences(aspect: ListAspect, predicted: Effects, observed: Observed, free: ReadonlySet<string>): readonly Difference[] {
  const [told, seen] = [namesOf(predicted[aspect], free), namesOf(observed[aspect], free)];
  // A table that is written anew is read for that.
  const covers = aspect === 'scans' && predicted.certainty === 'at-least' ? namesOf(observed.rewrites, free) : none;
  const missing = [...told].filter((name) => !seen.has(name) && !covers.has(name)).map((name) => ({ aspect, message: `predicted ${nouns[aspect]} ${name}, seen none` }));
  if (predicted.certainty === 'at-least') return missing;
  return [...missing, ...[...seen].filter((name) => !told.has(name)).map((name) => ({ aspect, message: `predicted no ${nouns[aspect]} ${name}, seen one` }))];
}

/** Nobody else can reach a temporary table, so it is not observed. */
function namesOf(names: readonly QualifiedName[], free: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(names.filter(({ schema }) => schema !== 'pg_temp').map(written).filter((name) => !free.has(name)));
}

/** How many statements there were and what became of them. `failed`, `skipped` and `unknown` (no prediction) are not compared. */
export interface TraceSummary {
  readonly statements: number;
  readonly compared: number;
  /** Compared statements with any difference, and those that differ in locks or rewrites. */
  readonly differing: number;
  readonly lockOrRewriteDiffering: number;
  readonly unwatched: number;
  readonly unknown: number;
  readonly failed: number;
  readonly skipped: number;
}

export function summarizeTrace(traced: readonly TracedStatement[]): TraceSummary {
  const count = (wanted: (statement: TracedStatement) => boolean) => traced.filter(wanted).length;
  return {
    statements: traced.length,
    compared: count((each) => ran(each) && each.predicted.certainty !== 'unknown'),
    differing: count(({ differences }) => differences.length > 0),
    lockOrRewriteDiffering: count(({ differences }) => differences.some(({ aspect }) => aspect === 'locks' || aspect === 'rewrites')),
    unwatched: count(({ outcome }) => outcome.kind === 'unwatched'),
    unknown: count((each) => ran(each) && each.predicted.certainty === 'unknown'),
    failed: count(({ outcome }) => outcome.kind === 'failed'),
    skipped: count(({ outcome }) => outcome.kind === 'skipped'),
  };
}

function ran({ outcome }: TracedStatement): boolean {
  return outcome.kind === 'observed' || outcome.kind === 'unwatched';
}

/** Share of the compared statements without a difference, in percent with one digit, never rounded up to 100. */
export function agreement({ compared, differing }: Pick<TraceSummary, 'compared' | 'differing'>): string {
  if (compared === 0) return 'nothing to compare';
  const percent = Math.floor(((compared - differing) / compared) * 1000) / 10;
  return `${differing === 0 ? '100' : percent.toFixed(1)} %`;
}
