import * as z from 'zod/mini';
import type { CheckKind } from './kind';
import { text } from './yaml';

export const textSchema = z.strictObject({ rubric: z.array(text).check(z.minLength(3), z.maxLength(5)), model: text });

export interface TextTest {
  readonly kind: 'text';
  /** What a good answer says; the learner compares. */
  readonly rubric: readonly string[];
  readonly model: string;
}

export function readTextTest({ rubric, model }: z.output<typeof textSchema>): TextTest {
  return { kind: 'text', rubric, model };
}

/** Words that the learner grades: it shows what a good answer says, and never blocks. */
export const textCheck: CheckKind<TextTest, { readonly kind: 'text'; readonly words: number }> = {
  alone: ({ answer }) => Promise.resolve({ ok: true, value: { kind: 'text', words: answer.trim() === '' ? 0 : answer.trim().split(/\s+/).length } }),
  judge: ({ rubric, model }, { words }) => ({
    passed: true,
    actual: `${words === 0 ? 'You wrote nothing yet.' : `You wrote ${words} words.`} Does your answer say: ${rubric.map((point, index) => `${index + 1}. ${point}`).join(' ')} A model answer: ${model.trim()}`,
  }),
};
