import type { QualifiedName } from '../core/catalog/model';
import type { PlacedStatement } from '../core/document/statement';
import type { Effects } from '../core/effects/effects';
import { agreement, summarizeTrace } from '../core/trace/compare';
import type { TracedStatement } from '../core/trace/model';
import { written } from '../core/trace/observe';
import type { Paint } from './report-pretty';

/** A traced statement and where a reader finds it. */
export interface ShownStatement extends TracedStatement {
  /** Path as the caller writes it. */
  readonly shown: string;
  /** From 1. */
  readonly line: number;
}

const nothing: Pick<Effects, 'locks' | 'rewrites' | 'scans' | 'creates' | 'drops'> = { locks: [], rewrites: [], scans: [], creates: [], drops: [] };

/** The machine-readable report; its shape is a promise to scripts outside. Offsets in UTF-16 units, lines from 1. */
export function traceJson(paths: readonly string[], traced: readonly ShownStatement[], verify: boolean): string {
  const byPath = new Map<string, object[]>(paths.map((path) => [path, []]));
  for (const statement of traced) if (statement.placed.statement.kind === 'sql') byPath.get(statement.shown)?.push(statementJson(statement, verify));
  const files = [...byPath].map(([path, statements]) => ({ path, statements }));
  return `${JSON.stringify({ version: 1, files, ...(verify ? { summary: summaryJson(traced) } : {}) }, undefined, 2)}\n`;
}

function summaryJson(traced: readonly TracedStatement[]): object {
  const { statements, compared, differing, unwatched, unknown, failed, skipped } = summarizeTrace(traced);
  return { statements, compared, differences: differing, unwatched, notPredicted: unknown, failed, skipped };
}

function statementJson({ placed, line, predicted, outcome, differences }: ShownStatement, verify: boolean): object {
  const { tree } = placed.statement;
  const ran = outcome.kind === 'observed' || outcome.kind === 'unwatched';
  const transaction = outcome.kind === 'unwatched' ? 'forbidden' : predicted.transaction === 'forbidden' && ran ? 'any' : predicted.transaction;
  return {
    start: placed.span.start, end: placed.span.end, line, kind: tree === undefined ? null : (Object.keys(tree)[0] ?? null),
    ...namesJson(ran ? outcome.observed : nothing),
    transaction,
    // Of what ran outside of a transaction nobody saw the locks: more may have happened.
    certainty: outcome.kind === 'unwatched' ? 'at-least' : outcome.kind === 'skipped' ? 'unknown' : 'observed',
    ...(outcome.kind === 'failed' ? { error: outcome.error.message, ...(outcome.error.code === undefined ? {} : { code: outcome.error.code }) } : {}),
    ...(outcome.kind === 'skipped' ? { skipped: outcome.reason } : {}),
    ...(verify && differences.length > 0 ? {
      predicted: { ...namesJson(predicted), transaction: predicted.transaction, certainty: predicted.certainty },
      differences: differences.map(({ message }) => message),
    } : {}),
  };
}

function namesJson({ locks, rewrites, scans, creates, drops }: Pick<Effects, 'locks' | 'rewrites' | 'scans' | 'creates' | 'drops'>): object {
  return {
    locks: locks.map(({ relation, mode }) => ({ relation: written(relation), mode })),
    rewrites: rewrites.map(written), scans: scans.map(written), creates: creates.map(written), drops: drops.map(written),
  };
}

/** A statement and what it did; with `verify` only where it failed or differs. undefined where there is nothing to tell. */
export function tracePretty(statement: ShownStatement, verify: boolean, paint: Paint): string | undefined {
  const { shown, line, placed, predicted, outcome, differences } = statement;
  if (verify && outcome.kind !== 'failed' && differences.length === 0) return undefined;
  const rows: (readonly [string, string])[] = [];
  if (outcome.kind === 'failed') rows.push(['failed', paint('red', plain(outcome.error.message))], ...[outcome.error.detail, outcome.error.hint].flatMap((more) => (more ? [['', plain(more)] as const] : [])));
  else if (outcome.kind === 'skipped') rows.push(['skipped', plain(outcome.reason)]);
  else {
    if (differences.length > 0) rows.push(...differences.map(({ message }) => ['differs', paint('red', plain(message))] as const), ...named('predicted', predicted), ...named('seen', outcome.observed));
    else rows.push(...rowsOf(outcome.observed));
    if (outcome.kind === 'unwatched') rows.push(['', 'cannot run in a transaction, so its locks were not seen']);
  }
  return [headOf(shown, line, placed, paint), ...rows.map(([label, value]) => `  ${paint('dim', label.padEnd(12))} ${value}`), ''].join('\n');
}

function headOf(shown: string, line: number, { statement }: PlacedStatement, paint: Paint): string {
  const text = plain(statement.text).replaceAll(/\s+/g, ' ');
  return `${paint('bold', plain(`${shown}:${line}`))} ${text.length > 100 ? `${text.slice(0, 99)}…` : text}`;
}

type Names = Pick<Effects, 'locks' | 'rewrites' | 'scans' | 'creates' | 'drops'>;

function rowsOf({ locks, ...lists }: Names): readonly (readonly [string, string])[] {
  const labels = [['writes anew', lists.rewrites], ['reads all of', lists.scans], ['creates', lists.creates], ['drops', lists.drops]] as const;
  return [
    ...locks.map(({ relation, mode }) => ['locks', plain(`${written(relation)} ${mode}`)] as const),
    ...labels.flatMap(([label, names]: readonly [string, readonly QualifiedName[]]) => names.map((name) => [label, plain(written(name))] as const)),
  ];
}

function named(side: string, names: Names): readonly (readonly [string, string])[] {
  const rows = rowsOf(names);
  return rows.length === 0 ? [[side, 'nothing']] : rows.map(([label, value], index) => [index === 0 ? side : '', `${label} ${value}`] as const);
}

/** `1,204 statements, 1,180 compared, 0 differences (100 %), …` */
export function summaryLine(traced: readonly TracedStatement[]): string {
  const { statements, compared, differing, unwatched, unknown, failed, skipped } = summarizeTrace(traced);
  const count = (number: number, word: string) => `${number.toLocaleString('en-US')} ${word}`;
  return [
    count(statements, statements === 1 ? 'statement' : 'statements'), count(compared, 'compared'),
    `${count(differing, differing === 1 ? 'difference' : 'differences')} (${agreement({ compared, differing })})`,
    ...([[failed, 'failed'], [skipped, 'skipped'], [unknown, 'not predicted'], [unwatched, 'without a look at their locks']] as const).flatMap(([number, word]) => (number > 0 ? [count(number, word)] : [])),
  ].join(', ');
}

/** Names and text come from files: nothing in them may steer the terminal. */
export function plain(text: string): string {
  return text.replaceAll(/(?![\t\n])\p{Cc}/gu, '\u{FFFD}');
}
