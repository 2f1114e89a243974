import type { RuleContext } from '../rules/rule';

/**
 * Whether something that the catalog does not know may be there all the same. Not where IF EXISTS allows for it to be missing and the
 * history made every table that was named so far.
 */
export function mayExist(missingOk: boolean | undefined, context: RuleContext): boolean {
  if (missingOk !== true) return true;
  let hasTables = false;
  for (const relation of context.catalog.relations()) {
    if (relation.assumed === true) return true;
    hasTables = true;
  }
  return !hasTables;
}
