import type { DoStmt } from '@pgsql/types';
import type { Catalog } from '../catalog';

const changesSomething = /\b(?:alter|drop|create|rename)\b/i;
/** Definitions that leave every table as it is: of roles, and of whose something is. */
const leavesTables = /\b(?:create|alter|drop)\s+(?:user|role|group)\b|\balter\s+(?:foreign\s+|materialized\s+)?\w+\s+[^';]*?\bowner\s+to\b/gi;

/** Whether the text of a block or function may change the columns of tables that it names. */
export function mayChangeColumns(text: string): boolean {
  return changesSomething.test(text.replace(leavesTables, ''));
}

/** The text of a DO block and its language. */
export function blockOf(node: DoStmt): { readonly text: string; readonly language: string } {
  const option = (name: string): string | undefined => {
    for (const item of node.args ?? []) if ('DefElem' in item && item.DefElem.defname === name && item.DefElem.arg && 'String' in item.DefElem.arg) return item.DefElem.arg.String.sval;
    return undefined;
  };
  return { text: option('as') ?? '', language: (option('language') ?? 'plpgsql').toLowerCase() };
}

/** Marks every relation whose name stands in the text as partly known. */
export function doubtNamed(catalog: Catalog, text: string): void {
  const words = new Set(text.match(/[\p{L}\p{N}_$]+/gu)?.flatMap((word) => [word, word.toLowerCase()]));
  for (const relation of catalog.relations()) {
    if (relation.columnsKnown && words.has(relation.name)) catalog.putRelation({ ...relation, columnsKnown: false });
  }
}

/** Any relation may be gone. */
export function doubtAll(catalog: Catalog): void {
  for (const relation of catalog.relations()) catalog.putRelation({ ...relation, columnsKnown: false, assumed: true });
}
