import * as z from 'zod/mini';
import { optionId, shownBase, wrongWith } from './question';
import type { QuestionBase, QuestionType } from './question';
import { common, filled } from './question-schema';

const spotSchema = z.strictObject({
  type: z.literal('spot'),
  ...common,
  sql: filled,
  select: z._default(z.enum(['line', 'token']), 'line'),
  /** The rule whose finding is the answer. */
  rule: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  marks: z.array(z.strictObject({ text: filled, why: filled, correct: z._default(z.boolean(), false) })).check(z.minLength(2)),
});

export interface SpotQuestion extends QuestionBase {
  readonly kind: 'spot';
  readonly sql: string;
  readonly select: 'line' | 'token';
  readonly rule: string;
  /** Places that can be selected: characters of `sql`, its end not included; `atLine` from 1. */
  readonly marks: readonly { readonly id: string; readonly from: number; readonly to: number; readonly atLine: number; readonly why: string; readonly correct: boolean }[];
}

/** The guilty line or token of a script; an answer is the id of a mark. Which one is guilty is what the linter finds: `spotProblem`. */
export const spot: QuestionType<typeof spotSchema, SpotQuestion> = {
  schema: spotSchema,
  read(base, { sql: written, select, rule, marks }) {
    const sql = written.trimEnd();
    const right = marks.filter(({ correct }) => correct).length;
    if (right !== 1) return wrongWith(`needs one right mark and has ${right}.`, 'marks');
    const placed: SpotQuestion['marks'][number][] = [];
    for (const [index, { text, why, correct }] of marks.entries()) {
      const at = sql.indexOf(text);
      if (at < 0 || sql.includes(text, at + 1)) return wrongWith(`marks “${text}”, which the SQL has ${at < 0 ? 'nowhere' : 'more than once'}.`, 'marks', index);
      const [from, to] = select === 'line' ? lineAround(sql, at) : [at, at + text.length];
      if (placed.some((other) => other.from < to && from < other.to)) return wrongWith(`marks “${text}” where another mark is.`, 'marks', index);
      placed.push({ id: '', from, to, atLine: sql.slice(0, from).split('\n').length, why, correct });
    }
    const bare = select === 'line' ? unmarkedLine(sql, placed.map(({ atLine }) => atLine)) : undefined;
    if (bare !== undefined) return wrongWith(`has no mark on line ${bare} of its SQL, so whoever selects that line would not learn why not.`, 'marks');
    const sorted = placed.toSorted((a, b) => a.from - b.from).map((mark, index) => ({ ...mark, id: optionId(index) }));
    return { ...base, kind: 'spot', sql, select, rule, marks: sorted };
  },
  content: (question, inline) => ({
    ...shownBase(question, inline), kind: 'spot', sql: question.sql, select: question.select, options: [],
    marks: question.marks.map(({ id, from, to }) => ({ id, from, to })),
  }),
  answer({ marks, rule }, given, inline) {
    const chosen = marks.find(({ id }) => id === given[0]);
    if (chosen === undefined) return 'Select a place in the SQL.';
    return {
      correct: chosen.correct, rating: chosen.correct ? 'good' : 'again', rule,
      options: marks.map(({ id, correct, why }) => ({ id, correct, html: inline(why) })),
    };
  },
};

/** What the linter's findings on the SQL say against the question; undefined where they prove it. Lines count from 1. */
export function spotProblem({ id, rule, marks }: SpotQuestion, findings: readonly { readonly rule: string; readonly line: number }[]): string | undefined {
  const guilty = marks.find(({ correct }) => correct);
  const lines = findings.filter((finding) => finding.rule === rule).map(({ line }) => line);
  if (lines.length === 0) return `Question \`${id}\`: the linter does not find \`${rule}\` in its SQL; it finds ${[...new Set(findings.map((finding) => finding.rule))].join(', ') || 'nothing'}.`;
  const elsewhere = lines.find((line) => line !== guilty?.atLine);
  if (elsewhere !== undefined) return `Question \`${id}\`: the linter finds \`${rule}\` on line ${elsewhere} of its SQL, the right mark is on line ${guilty?.atLine}.`;
  return undefined;
}

function lineAround(text: string, at: number): [from: number, to: number] {
  const end = text.indexOf('\n', at);
  return [text.lastIndexOf('\n', at - 1) + 1, end < 0 ? text.length : end];
}

function unmarkedLine(sql: string, marked: readonly number[]): number | undefined {
  const bare = sql.split('\n').findIndex((line, index) => line.trim() !== '' && !marked.includes(index + 1));
  return bare < 0 ? undefined : bare + 1;
}
