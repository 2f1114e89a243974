import { createParser } from '../../../server/adapters/libpg-query';
import { createCoach, drain, type CheckResult, type Coach } from '../../../server/core/coach';
import type { MigrationPart, TransactionMode } from '../../../server/core/migrations/unit';
import type { Severity } from '../../../server/core/rules/finding';
import type { RegisteredRule } from '../../../server/core/rules/rule';

export interface CheckOptions {
  readonly levels?: Readonly<Record<string, Severity | 'off'>>;
  readonly parts?: readonly MigrationPart[];
  readonly transaction?: TransactionMode;
}

export async function makeCoach(rules?: readonly RegisteredRule[]): Promise<Coach> {
  return createCoach({ parser: await createParser(), ...(rules === undefined ? {} : { rules }) });
}

/** Checks a text without history. */
export function check(coach: Coach, text: string, { levels = {}, parts, transaction = 'unknown' }: CheckOptions = {}): CheckResult {
  return drain(
    coach.check({
      file: '/file.sql', document: coach.open(text), configuration: { pgVersion: 18, levels: new Map(Object.entries(levels)) }, history: undefined, parts, transaction,
    }),
  );
}
