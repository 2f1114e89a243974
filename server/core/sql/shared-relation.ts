import type { Reference } from '../catalog/model';
import type { RuleContext } from '../rules/rule';

/** Whether others may use the relation while the migration runs: not made by it, not temporary. */
export function isShared(context: RuleContext, name: Reference): boolean {
  return !context.isNew(name) && name.schema !== 'pg_temp' && context.relation(name)?.temporary !== true;
}
