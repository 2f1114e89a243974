import { readFileSync, writeFileSync } from 'node:fs';
import { blockingFiles } from '../adapters/node-files';
import { decodeText, encodeLike } from '../adapters/text-decoder';
import { safeFixes } from '../core/check/safe-fixes';
import type { Files } from '../core/host';
import { applyEdits } from '../core/text/span';
import type { CheckedFile } from './arrange';
import type { FileReport } from './report';
import { UsageError } from './usage-error';

/** What one check of all files said; a report for each file, in the same order. */
export interface Round {
  readonly files: readonly CheckedFile[];
  readonly reports: readonly FileReport[];
}

/** Fixing makes new fixes possible; more rounds than this mean that two rules disagree. */
const mostRounds = 20;

/**
 * Makes the safe fixes of all files, and of what they leave, until there is none, and writes the files that changed. A migration may say
 * other things of the ones after it then, so all are checked together. A round after which PostgreSQL would reject more is taken back.
 */
export async function fixFiles(first: Round, check: (files: Files) => Promise<Round>): Promise<Round> {
  const texts = new Map<string, string>();
  let round = first;
  let count = 0;
  for (let number = 0; number < mostRounds; number++) {
    const fixed = new Map(round.reports.flatMap(({ text, findings }, index) => {
      const path = round.files[index]?.path;
      const fixes = safeFixes(findings);
      return path === undefined || fixes.length === 0 ? [] : [[path, { count: fixes.length, text: applyEdits(text, fixes.flatMap(({ edits }) => edits)) }] as const];
    }));
    if (fixed.size === 0) break;
    const next = new Map([...texts, ...[...fixed].map(([path, { text }]) => [path, text] as const)]);
    const tried = await check({ ...blockingFiles, read: (path) => Promise.resolve(next.get(path) ?? blockingFiles.read(path)) });
    if (rejected(tried) > rejected(round)) break;
    for (const [path, text] of next) texts.set(path, text);
    for (const each of fixed.values()) count += each.count;
    round = tried;
  }
  const before = new Map(first.files.map(({ path }, index) => [path, first.reports[index]?.text]));
  for (const [path, text] of texts) write(path, before.get(path), text);
  process.stderr.write(`sql-coach: fixed ${counted(count, 'problem')} in ${counted(texts.size, 'file')}\n`);
  return round;
}

function rejected({ reports }: Round): number {
  return reports.reduce((sum, { findings }) => sum + findings.filter(({ rule }) => rule === 'syntax-error').length, 0);
}

/** In the encoding that the file has; a file that somebody else has changed meanwhile is left alone. */
function write(path: string, before: string | undefined, text: string): void {
  let now: ReturnType<typeof decodeText> | undefined;
  try {
    const bytes = readFileSync(path);
    now = decodeText(bytes);
    if (now.ok && now.text === before) writeFileSync(path, encodeLike(bytes, text));
  } catch (error) {
    throw new UsageError(`${path}: cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!now.ok || now.text !== before) throw new UsageError(`${path}: was changed while it was checked; nothing was written`);
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
