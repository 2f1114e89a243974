import type { DoStmt } from '@pgsql/types';
import type { Catalog } from '../catalog';
import type { Change } from './change';

const changesColumns = /\b(?:alter|drop|create|rename)\b/i;

/** A DO block is not run here. Where it seems to change tables, nothing is claimed of the columns of any relation that it names. */
export function doubtBlock({ catalog }: Change, node: DoStmt): void {
  const body = (node.args ?? []).flatMap((item) => ('DefElem' in item && item.DefElem.defname === 'as' && item.DefElem.arg && 'String' in item.DefElem.arg ? [item.DefElem.arg.String.sval ?? ''] : []))[0];
  if (body !== undefined && changesColumns.test(body)) doubtNamed(catalog, body);
}

/** Marks every relation whose name stands in the text as partly known. */
export function doubtNamed(catalog: Catalog, text: string): void {
  const words = new Set(text.match(/[\p{L}\p{N}_$]+/gu)?.flatMap((word) => [word, word.toLowerCase()]));
  for (const relation of catalog.relations()) {
    if (relation.columnsKnown && words.has(relation.name)) catalog.putRelation({ ...relation, columnsKnown: false });
  }
}
