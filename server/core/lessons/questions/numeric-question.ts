import * as z from 'zod/mini';
import { shownBase, wrongWith } from './question';
import type { QuestionBase, QuestionType } from './question';
import { common, filled } from './question-schema';

const finite = z.number().check(z.refine((value) => Number.isFinite(value), { error: 'is not a number' }));

const numericSchema = z.strictObject({
  type: z.literal('numeric'),
  ...common,
  answer: finite,
  unit: filled,
  accept: z.optional(z.strictObject({
    factor: z.optional(z.number().check(z.minimum(1))),
    percent: z.optional(z.number().check(z.minimum(0), z.maximum(100))),
  })),
  why: filled,
  /** Numbers that a wrong idea leads to. */
  wrong: z._default(z.array(z.strictObject({ value: finite, why: filled })), []),
});

export interface NumericQuestion extends QuestionBase {
  readonly kind: 'numeric';
  readonly right: number;
  readonly unit: string;
  /** What counts as right. */
  readonly accept: { readonly factor: number } | { readonly percent: number };
  readonly why: string;
  readonly wrong: readonly { readonly value: number; readonly why: string }[];
}

/** An estimate within this factor is right where the question does not say otherwise; within `hardFactor` it is nearly right. */
const goodFactor = 1.25;
const hardFactor = 2;

/** A number to estimate or compute; an answer is the number as it was typed. */
export const numeric: QuestionType<typeof numericSchema, NumericQuestion> = {
  schema: numericSchema,
  read(base, { answer: right, unit, accept = {}, why, wrong }) {
    const { factor, percent } = accept;
    if (factor !== undefined && percent !== undefined) return wrongWith('accepts by `factor` or by `percent`, not by both.', 'accept');
    const accepted = percent === undefined ? { factor: factor ?? goodFactor } : { percent };
    const taken = wrong.findIndex(({ value }) => accepts(accepted, right, value));
    if (taken >= 0) return wrongWith(`accepts ${wrong[taken]?.value}, which it calls wrong.`, 'wrong', taken);
    return { ...base, confidence: true, kind: 'numeric', right, unit, accept: accepted, why, wrong };
  },
  content: (question, inline) => ({ ...shownBase(question, inline), kind: 'numeric', unit: question.unit, options: [] }),
  answer({ right, unit, accept, why, wrong }, given, inline) {
    const value = readNumber(given[0] ?? '');
    if (value === undefined) return `Write a number of ${unit}, such as 1200 or 1,200.`;
    const correct = accepts(accept, right, value);
    const near = wrong.find((each) => accepts({ factor: 1.05 }, each.value, value));
    const reason = correct || near === undefined ? why : `${near.why} ${why}`;
    return {
      correct, options: [], rating: correct ? 'good' : within(hardFactor, right, value) ? 'hard' : 'again',
      expected: `${right} ${unit}`, explanation: inline(reason),
    };
  },
};

function accepts(accept: NumericQuestion['accept'], right: number, value: number): boolean {
  if ('factor' in accept) return within(accept.factor, right, value);
  return Math.abs(value - right) <= (Math.abs(right) * accept.percent) / 100 + tolerance(right);
}

/** A factor says nothing about zero or the other sign: there only the number itself is right. */
function within(factor: number, right: number, value: number): boolean {
  if (right === 0 || value === 0 || Math.sign(right) !== Math.sign(value)) return value === right;
  const ratio = value / right;
  return Math.max(ratio, 1 / ratio) <= factor + 1e-9;
}

/** Room for numbers that binary fractions do not hold exactly. */
function tolerance(right: number): number {
  return Math.abs(right) * 1e-9;
}

/** `1200`, `1,200`, `1 200`, `1_200`, `0.5`, `1e3`, `12 %`; undefined for anything else. */
export function readNumber(text: string): number | undefined {
  const plain = text.trim().replace(/\s*%$/, '').replace(/(?<=\d)[\s,_\u00a0\u202f](?=\d{3}(?!\d))/g, '');
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(plain) && Number.isFinite(Number(plain)) ? Number(plain) : undefined;
}
