import * as z from 'zod/mini';
import { optionId, shownBase, wrongWith } from './question';
import type { Question, QuestionBase, QuestionType } from './question';
import { blockId, common, filled } from './question-schema';

const option = { text: filled, why: filled, correct: z._default(z.boolean(), false) };

const choiceSchema = z.strictObject({
  type: z.enum(['single', 'multiple']),
  ...common,
  options: z.array(z.strictObject(option)).check(z.minLength(2)),
});

const predictPlanSchema = z.strictObject({
  type: z.literal('predict-plan'),
  ...common,
  query: filled,
  after: z._default(z.array(blockId), []),
  options: z.array(z.strictObject({ ...option, node: filled })).check(z.minLength(2)),
});

export interface ChoiceQuestion extends QuestionBase {
  readonly kind: 'single' | 'multiple';
  readonly options: readonly QuestionOption[];
  /** Where PostgreSQL itself says which option is right: the plan of a query. */
  readonly prediction: { readonly query: string; readonly after: readonly string[] } | undefined;
}

export interface QuestionOption {
  readonly id: string;
  readonly text: string;
  readonly correct: boolean;
  readonly why: string;
  /** Plan node that this option names, in a prediction. */
  readonly node: string | undefined;
}

const shown = {
  content: (question: ChoiceQuestion, inline: (markdown: string) => string) => ({
    ...shownBase(question, inline), kind: question.kind, options: question.options.map(({ id, text }) => ({ id, html: inline(text) })),
  }),
  answer(question: ChoiceQuestion, given: readonly string[], inline: (markdown: string) => string) {
    const options = question.options.map(({ id, correct, why }) => ({ id, correct, html: inline(why) }));
    const correct = options.every((each) => each.correct === given.includes(each.id));
    return { correct, options, rating: correct ? 'good' : 'again' } as const;
  },
};

/** One option or several are right: right where exactly the right ones were chosen. */
export const choice: QuestionType<typeof choiceSchema, ChoiceQuestion> = {
  ...shown,
  schema: choiceSchema,
  read(base, { type, options }) {
    const right = options.filter(({ correct }) => correct).length;
    if (right === 0) return wrongWith('has no right option.', 'options');
    if (type === 'single' && right > 1) return wrongWith(`has ${right} right options; use \`type: multiple\`.`, 'options');
    return { ...base, kind: type, prediction: undefined, options: options.map((each, index) => ({ ...each, id: optionId(index), node: undefined })) };
  },
};

/** The plan that PostgreSQL makes for a query: the verifier asks it. */
export const predictPlan: QuestionType<typeof predictPlanSchema, ChoiceQuestion> = {
  ...shown,
  schema: predictPlanSchema,
  read(base, { options, query, after }) {
    const right = options.filter(({ correct }) => correct).length;
    if (right !== 1) return wrongWith(`has ${right === 0 ? 'no right option' : `${right} right options`}; PostgreSQL chooses one plan.`, 'options');
    const twice = options.findIndex(({ node }, index) => options.findIndex((other) => other.node === node) !== index);
    if (twice >= 0) return wrongWith(`names the node ${options[twice]?.node} twice.`, 'options', twice);
    return { ...base, confidence: true, kind: 'single', prediction: { query, after }, options: options.map((each, index) => ({ ...each, id: optionId(index) })) };
  },
};

/** The questions with options. */
export function choicesOf(questions: ReadonlyMap<string, Question>): readonly ChoiceQuestion[] {
  return [...questions.values()].flatMap((question) => (question.kind === 'single' || question.kind === 'multiple' ? [question] : []));
}
