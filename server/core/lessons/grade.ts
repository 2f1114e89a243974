import { kindOf } from './checks/kinds';
import type { KindFacts } from './checks/kinds';
import type { CheckOutcome } from './content';
import type { Check } from './lesson';

/** What the database said, collected for one check. `error` where it could not be asked. */
export type Facts = KindFacts | { readonly kind: 'error'; readonly message: string };

/** Grades one check by its facts. Pure: the same facts always give the same outcome. */
export function grade(check: Check, facts: Facts): CheckOutcome {
  if (facts.kind === 'error') return { id: check.id, passed: false, message: `${check.title}: ${facts.message}` };
  const { passed, actual } = kindOf(check.test).judge(check.test, facts);
  if (passed) return { id: check.id, passed, message: `${check.title}. ${actual}` };
  const say = check.say.includes('{actual}') ? check.say.replaceAll('{actual}', () => actual) : `${actual} ${check.say}`;
  return { id: check.id, passed, message: say };
}
