import * as z from 'zod/mini';
import { seededOrder } from '../seeded-order';
import { optionId, shownBase, wrongWith } from './question';
import type { QuestionBase, QuestionType } from './question';
import { common, filled } from './question-schema';

const orderSchema = z.strictObject({
  type: z.literal('order'),
  ...common,
  /** In the right order. */
  items: z.array(z.strictObject({ text: filled, why: filled })).check(z.minLength(3), z.maxLength(9)),
});

export interface OrderQuestion extends QuestionBase {
  readonly kind: 'order';
  /** As they are shown: mixed, so that neither place nor id tells the answer. `place` counts from 0 in the right order. */
  readonly items: readonly { readonly id: string; readonly text: string; readonly why: string; readonly place: number }[];
}

/** Items to bring into order; an answer lists their ids. */
export const order: QuestionType<typeof orderSchema, OrderQuestion> = {
  schema: orderSchema,
  read(base, { items }) {
    const twice = items.findIndex(({ text }, index) => items.findIndex((other) => other.text === text) !== index);
    if (twice >= 0) return wrongWith('has an item twice, so its order is not determined.', 'items', twice);
    const mixed = seededOrder(items.map((item, place) => ({ ...item, place })), base.id);
    const shown = mixed.every(({ place }, index) => place === index) ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed;
    return { ...base, kind: 'order', items: shown.map((item, index) => ({ ...item, id: optionId(index) })) };
  },
  content: (question, inline) => ({
    ...shownBase(question, inline), kind: 'order', options: question.items.map(({ id, text }) => ({ id, html: inline(text) })),
  }),
  answer({ items }, given, inline) {
    if (given.length !== items.length || items.some(({ id }) => !given.includes(id))) return 'Bring all items into order.';
    const options = items.map(({ id, place, why }) => ({ id, correct: given[place] === id, html: inline(why) }));
    const correct = options.every((each) => each.correct);
    const right = items.toSorted((a, b) => a.place - b.place).map(({ id }) => id);
    return { correct, options, right, rating: correct ? 'good' : 'again' };
  },
};
