import type { ColumnRef, Node } from '@pgsql/types';
import { namesOf } from './names';
import { walk } from './walk';

/** The columns that an expression names, each once, in the order of the text; qualifiers are left out, `*` is none. */
export function columnsIn(expression: Node | undefined): readonly string[] {
  const columns = new Set<string>();
  if (expression === undefined) return [];
  walk(expression, (tag, node) => {
    if (tag !== 'ColumnRef') return;
    const { fields } = node as ColumnRef;
    const last = fields?.at(-1);
    const name = namesOf(fields).at(-1);
    if (name !== undefined && last !== undefined && 'String' in last) columns.add(name);
  });
  return [...columns];
}
