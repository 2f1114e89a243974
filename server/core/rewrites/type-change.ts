import type { TypeCast } from '@pgsql/types';
import { columnsIn } from '../sql/column-mentions';
import { quoteIdentifier } from '../sql/names';
import { tokensOf } from '../sql/find';
import { spanOfType } from '../sql/type-span';
import { typeChangeCost, writtenType } from '../sql/type-change';
import { reasonAgainstSwap, swapSteps } from './column-swap';
import { refuse, targetOf, type Recipe } from './recipe';

/** `ALTER COLUMN … TYPE` that writes the table anew: a new column, filled beside the old one, takes its place. */
export const typeChange: Recipe = {
  id: 'type-change',
  rules: ['changing-column-type'],
  plan(request) {
    const { command, context, catalog } = request;
    const def = command?.command.def;
    const name = command?.command.name;
    if (command?.command.subtype !== 'AT_AlterColumnType' || name === undefined || def === undefined || !('ColumnDef' in def)) return undefined;
    const { typeName, collClause, raw_default: using } = def.ColumnDef;
    const target = targetOf(request, command.table);
    const column = target.relation?.columns.find((each) => each.name === name);
    const to = writtenType(typeName);
    const type = spanOfType(typeName, tokensOf(context.statement));
    if (to === undefined || type === undefined) return undefined;
    const cost = typeChangeCost({ column: name, from: column?.type, to, using, timeZone: catalog.setting('timezone'), types: catalog });
    // The rule's messages say what to do where only a CHECK, an index or a lock elsewhere costs.
    if (cost === 'free') return undefined;
    const reason = reasonAgainstSwap(target, name);
    if (reason !== undefined || column === undefined) return refuse(reason ?? `No migration makes ${quoteIdentifier(name)}.`);
    if (collClause !== undefined) return refuse('COLLATE must be written by hand.');
    if (using !== undefined && !isCastOf(using, name)) return refuse('USING makes the new value of more than the old one: write the trigger by hand.');
    if (cost === 'rejected') return refuse('PostgreSQL has no automatic conversion for this: say with USING how it is done.');
    // The function that copies has an empty search path.
    if (to.schema === undefined && catalog.type(to) !== undefined) return refuse('Write the new type with its schema.');
    const text = context.statement.text.slice(type.whole.start, type.whole.end);
    const fresh = freshName(name, target.relation?.columns.map((each) => each.name) ?? []);
    return {
      ok: true, title: 'Change the type in steps that do not block', undo: [],
      steps: swapSteps({ target, column, fresh, type: text, value: (from) => `${from}::${text}`, bothWays: false }),
    };
  },
};

/** `USING c::type`. */
function isCastOf(using: object, column: string): boolean {
  const cast = 'TypeCast' in using ? (using.TypeCast as TypeCast) : undefined;
  return cast?.arg !== undefined && 'ColumnRef' in cast.arg && columnsIn(cast.arg)[0] === column;
}

function freshName(name: string, taken: readonly string[]): string {
  const wanted = `${name}_new`;
  return taken.includes(wanted) ? freshName(wanted, taken) : wanted;
}
