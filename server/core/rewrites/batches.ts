import type { Relation } from '../catalog/model';
import { quoteIdentifier } from '../sql/names';
import type { Step, Target } from './recipe';

/** Rows that one batch reads: their locks are held for well under a second on common hardware. */
export const batchSize = 5000;

export interface Change {
  /** `UPDATE t SET c = DEFAULT` or `DELETE FROM t`, without its condition. */
  readonly statement: string;
  /** Which rows are left to do; undefined for all. */
  readonly condition: string | undefined;
  /** What the statement calls the table. */
  readonly called: string;
}

/** The one column of the primary key, by which batches can go; undefined where there is none. */
export function batchKey(relation: Relation | undefined): string | undefined {
  const primary = relation?.constraints.find(({ kind }) => kind === 'primary');
  return primary?.kind === 'primary' && primary.columns.length === 1 ? primary.columns[0] : undefined;
}

/** Why a change of this table cannot go in batches; undefined where it can. */
export function reasonAgainstBatches({ relation, name }: Target): string | undefined {
  if (relation === undefined || relation.assumed === true) return `No migration makes ${name}, so the key by which batches can go is not known.`;
  if (batchKey(relation) === undefined) return `${name} has no primary key of one column, by which batches can go.`;
  return undefined;
}

/**
 * A block that makes a change in batches by primary key, each in a transaction of its own. It reads every range through the index of the key,
 * and begins anew where it is run again. COMMIT in a block needs that no transaction is around it (manual, 43.8 "Transaction Management").
 */
export function inBatches({ relation, name }: Target, change: Change): Pick<Step, 'up' | 'runs'> {
  const column = batchKey(relation) ?? '';
  const key = quoteIdentifier(column);
  const own = new Set(relation?.columns.map((each) => each.name));
  const variable = (wanted: string): string => (own.has(wanted) ? variable(`${wanted}_`) : wanted);
  const [first, last] = [variable('batch_first'), variable('batch_last')];
  const condition = change.condition === undefined ? '' : `\n      AND (${change.condition})`;
  const range = (from: string, to: string) => `${change.statement} WHERE ${change.called}.${key} >= ${from} AND ${change.called}.${key} <= ${to}${condition}`;
  const block = `DO $batches$
DECLARE
  ${first} ${name}.${key}%TYPE;
  ${last} ${name}.${key}%TYPE;
BEGIN
  SELECT ${key} INTO ${first} FROM ${name} ORDER BY ${key} LIMIT 1;
  WHILE ${first} IS NOT NULL LOOP
    SELECT ${key} INTO ${last} FROM (SELECT ${key} FROM ${name} WHERE ${key} >= ${first} ORDER BY ${key} LIMIT ${batchSize}) AS batch ORDER BY ${key} DESC LIMIT 1;
    ${range(first, last)};
    COMMIT;
    SELECT ${key} INTO ${first} FROM ${name} WHERE ${key} > ${last} ORDER BY ${key} LIMIT 1;
  END LOOP;
END
$batches$`;
  return { up: [block], runs: [range('$1', '$2')] };
}

/** Gives rows that have NULL in a column its default, in batches. */
export function fillWithDefault(target: Target, column: string): Step {
  const written = quoteIdentifier(column);
  return {
    name: `fill ${target.plain} ${column}`, outside: true, down: [],
    does: `Gives the rows that have none a value of ${written}, ${batchSize} at a time, each time in a transaction of its own. It can be run again.`,
    ...inBatches(target, { statement: `UPDATE ${target.name} SET ${written} = DEFAULT`, condition: `${target.name}.${written} IS NULL`, called: target.name }),
  };
}
