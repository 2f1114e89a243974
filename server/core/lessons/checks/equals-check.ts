import type { QueryResult } from '../../database';
import type { ExpectedRow } from './describe-rows';
import { describeRows, hasRows } from './describe-rows';
import type { CheckKind } from './kind';

export interface EqualsTest {
  readonly kind: 'equals';
  readonly query: string;
  readonly rows: readonly ExpectedRow[];
}

/** A query whose rows are listed. */
export const equalsCheck: CheckKind<EqualsTest, { readonly kind: 'rows'; readonly result: QueryResult }> = {
  async after({ session }, { query }) {
    const outcome = await session.query(query);
    return outcome.ok ? { ok: true, value: { kind: 'rows', result: outcome.value } } : outcome;
  },
  judge: ({ rows }, { result }) => ({ passed: hasRows(rows, result), actual: result.rows.length === 0 ? 'No rows.' : `${describeRows(result, result.rows)}.` }),
};
