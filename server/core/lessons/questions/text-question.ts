import * as z from 'zod/mini';
import { optionId, shownBase } from './question';
import type { QuestionBase, QuestionType } from './question';
import { common, filled } from './question-schema';

const textSchema = z.strictObject({
  type: z.literal('text'),
  ...common,
  model: filled,
  rubric: z.array(filled).check(z.minLength(3), z.maxLength(5)),
});

export interface TextQuestion extends QuestionBase {
  readonly kind: 'text';
  /** Markdown. */
  readonly model: string;
  readonly rubric: readonly { readonly id: string; readonly text: string }[];
}

/**
 * A question to answer in words. The first answer is `[words]` and brings the model answer and the rubric;
 * the second is `[words, ids]`, the points that the learner found in their own words, separated by spaces, and brings the rating.
 */
export const text: QuestionType<typeof textSchema, TextQuestion> = {
  schema: textSchema,
  read: (base, { model, rubric }) => ({ ...base, kind: 'text', model, rubric: rubric.map((point, index) => ({ id: optionId(index), text: point })) }),
  content: (question, inline) => ({ ...shownBase(question, inline), kind: 'text', points: question.rubric.length, options: [] }),
  answer({ model, rubric }, [words = '', points], inline) {
    if (words.trim() === '') return 'Write your answer first: a sentence is enough.';
    const met = points?.split(' ') ?? [];
    const options = rubric.map(({ id, text: point }) => ({ id, correct: met.includes(id), html: inline(point) }));
    const count = options.filter(({ correct }) => correct).length;
    const explanation = inline(model.trim());
    if (points === undefined) return { correct: false, options, explanation };
    return { correct: count === rubric.length, options, explanation, rating: count === rubric.length ? 'good' : count * 2 >= rubric.length ? 'hard' : 'again' };
  },
};
