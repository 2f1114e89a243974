import { parseTree, getNodeValue, type ParseError } from 'jsonc-parser';
import * as z from 'zod/mini';
import type { ConfigurationProblem } from './configuration';
import { describeJsonError } from './json-errors';
import { nodeSpan } from './node-span';

/** Findings of one rule about one statement that are known and not reported. */
export interface KnownFinding {
  readonly rule: string;
  /** The fingerprint of the statement. */
  readonly statement: string;
  readonly count: number;
  /** The first words of the statement, for people who read the file. */
  readonly starts: string;
}

/** Known findings by path, relative to the folder of the configuration, with `/`. */
export type Baseline = ReadonlyMap<string, readonly KnownFinding[]>;

/** What findings that cannot be told apart have in common. */
export function keyOf(rule: string, statement: string): string {
  return `${rule} ${statement}`;
}

/** How many findings of a file are known, by `keyOf`. */
export type KnownCounts = ReadonlyMap<string, number>;

const count = z.int({ error: 'must be a whole number above zero' }).check(z.minimum(1, { error: 'must be a whole number above zero' }));
const text = z.string({ error: 'must be a text' });
const entry = z.object({ rule: text, statement: text, count, starts: z._default(text, '') }, { error: 'must be an object with "rule", "statement" and "count"' });
const shape = z.object(
  {
    version: z.literal(1, { error: 'must be 1: another version of SQL Coach wrote this file' }),
    files: z.record(z.string(), z.array(entry, { error: 'must be a list of known findings' }), { error: 'must be an object from path to known findings' }),
  },
  { error: 'must be an object with "version" and "files"' },
);

/** Reads the text of a baseline file. Never throws: a broken one gives problems with their place, and knows nothing. */
export function parseBaseline(source: string): { readonly baseline: Baseline; readonly problems: readonly ConfigurationProblem[] } {
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined || tree === undefined) {
    const start = first?.offset ?? 0;
    return { baseline: new Map(), problems: [{ severity: 'error', message: first === undefined ? 'The baseline is empty.' : describeJsonError(first.error), span: { start, end: Math.min(source.length, start + Math.max(1, first?.length ?? 1)) } }] };
  }
  const parsed = z.safeParse(shape, getNodeValue(tree));
  if (parsed.success) return { baseline: new Map(Object.entries(parsed.data.files)), problems: [] };
  const problems = parsed.error.issues.map((issue): ConfigurationProblem => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    const name = path.length === 0 ? 'The baseline' : `"${path.join('.')}"`;
    return { severity: 'error', message: `${name} ${issue.message}`, span: nodeSpan(tree, path) };
  });
  return { baseline: new Map(), problems };
}

/** The text of a baseline file: sorted, one finding on a line, so that changes read well in a review. */
export function renderBaseline(baseline: Baseline): string {
  const files = [...baseline].filter(([, known]) => known.length > 0).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const blocks = files.map(([path, known]) => {
    const lines = known.toSorted((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.starts < b.starts ? -1 : a.starts > b.starts ? 1 : a.statement < b.statement ? -1 : 1)).map(({ rule, statement, count: times, starts }) => `      ${JSON.stringify({ rule, statement, count: times, starts })}`);
    return `    ${JSON.stringify(path)}: [\n${lines.join(',\n')}\n    ]`;
  });
  return `{\n  "version": 1,\n  "files": {${blocks.length === 0 ? '' : `\n${blocks.join(',\n')}\n  `}}\n}\n`;
}

/** What a check of one file has to know. undefined: nothing is known of it. */
export function knownCounts(known: readonly KnownFinding[] | undefined): KnownCounts | undefined {
  if (known === undefined || known.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const { rule, statement, count: times } of known) counts.set(keyOf(rule, statement), (counts.get(keyOf(rule, statement)) ?? 0) + times);
  return counts;
}
