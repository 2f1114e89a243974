import * as z from 'zod/mini';

export const filled = z.string().check(z.minLength(1));
export const blockId = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/));

/** Keys of every question. `corrects`: the number of a wrong claim that it sets right; such a question always comes back in reviews. */
export const common = { ask: filled, card: z._default(z.boolean(), false), corrects: z.optional(z.number().check(z.minimum(1))) };
