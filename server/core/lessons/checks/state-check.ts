import type { QueryResult } from '../../database';
import { describeRows, plural } from './describe-rows';
import type { CheckKind } from './kind';

export interface StateTest {
  readonly kind: 'state';
  readonly query: string;
}

/** Every row that the query returns is a violation. */
export const stateCheck: CheckKind<StateTest, { readonly kind: 'rows'; readonly result: QueryResult }> = {
  async after({ session }, { query }) {
    const outcome = await session.query(query);
    return outcome.ok ? { ok: true, value: { kind: 'rows', result: outcome.value } } : outcome;
  },
  judge(_test, { result }) {
    const { length } = result.rows;
    return { passed: length === 0, actual: length === 0 ? 'No row breaks it.' : `${plural(length, 'row')} ${length === 1 ? 'breaks' : 'break'} it: ${describeRows(result, result.rows)}.` };
  },
};
