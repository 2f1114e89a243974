import * as z from 'zod/mini';

export const filled = z.string().check(z.minLength(1));
export const blockId = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/));

/** Keys of every question. */
export const common = { ask: filled, card: z._default(z.boolean(), false) };
