import * as z from 'zod/mini';

export const text = z.string().check(z.minLength(1));
/** A row that is expected, by the names of columns. */
export const row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export const sqlState = z.string().check(z.regex(/^[0-9A-Z]{5}$/));
