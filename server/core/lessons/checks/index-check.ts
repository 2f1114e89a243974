import * as z from 'zod/mini';
import { failure } from '../run-sql';
import { describeIndex, indexFactsQuery, readIndexFacts } from '../index-facts';
import type { IndexFacts } from '../index-facts';
import type { CheckKind } from './kind';
import { text } from './yaml';

export const indexSchema = z.strictObject({
  on: text,
  leading: z.array(text).check(z.minLength(1)),
  partial: z._default(z.boolean(), false),
  max_bytes: z.optional(z.number()),
});

export interface IndexTest {
  readonly kind: 'index';
  readonly on: string;
  readonly leading: readonly string[];
  readonly partial: boolean;
  readonly maximumBytes: number | undefined;
}

export function readIndexTest({ on, leading, partial, max_bytes: maximumBytes }: z.output<typeof indexSchema>): IndexTest {
  return { kind: 'index', on, leading, partial, maximumBytes };
}

/** A valid B-tree index that starts with these columns; its name and what follows do not matter. */
export const indexCheck: CheckKind<IndexTest, { readonly kind: 'index'; readonly indexes: readonly IndexFacts[] }> = {
  async after({ session }, { on }) {
    const outcome = await session.query(indexFactsQuery, [on]);
    if (!outcome.ok) return outcome;
    const json = outcome.value.rows[0]?.[0];
    return typeof json === 'string' ? { ok: true, value: { kind: 'index', indexes: readIndexFacts(json) } } : failure(`There is no table ${on}.`);
  },
  judge(test, { indexes }) {
    const own = indexes.filter((index) => !index.primary);
    const fits = own.filter((index) => index.valid && index.method === 'btree' && (index.predicate !== null) === test.partial
      && test.leading.every((column, position) => index.columns[position] === column)
      && (test.maximumBytes === undefined || index.bytes <= test.maximumBytes));
    const seen = (fits.length > 0 ? fits : own).map((index) => `${describeIndex(index)}, ${Math.round(index.bytes / 1024)} kB`);
    return {
      passed: fits.length > 0,
      actual: seen.length === 0 ? `${test.on} has no index but its primary key.` : `Index on ${test.on}: ${seen.join('; ')}.`,
    };
  },
};
