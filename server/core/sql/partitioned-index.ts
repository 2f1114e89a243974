import type { IndexStmt } from '@pgsql/types';
import type { Relation } from '../catalog/model';
import type { FixDraft, RuleContext } from '../rules/rule';
import { generatedName } from './alter-command';
import { findKeyword, spanOfName, tokensOf, wordAt, indexAt } from './find';
import { formatName, quoteIdentifier } from './names';

/**
 * The index of a partitioned table without blocking: ON ONLY for the parent, CONCURRENTLY for each partition, and all attached.
 * None where the partitions are not all known, or have partitions themselves, or the statement runs inside a transaction.
 */
export function indexPartByPart(node: IndexStmt, relation: Relation, context: RuleContext): readonly FixDraft[] {
  const unknown = relation.assumed === true || relation.partitionsUnknown === true || context.statement.placeholders.length > 0;
  if (unknown || context.transaction === 'inside' || node.idxname === undefined || node.if_not_exists) return [];
  const partitions = [...context.catalog.relations()].filter(({ parents }) => parents.some(({ schema, name }) => schema === relation.schema && name === relation.name));
  const rest = definitionIn(context);
  if (rest === undefined || partitions.length === 0 || partitions.some(({ kind }) => kind !== 'partition')) return [];
  const kind = node.unique ? 'UNIQUE INDEX' : 'INDEX';
  const columns = (node.indexParams ?? []).flatMap((param) => ('IndexElem' in param ? [param.IndexElem.name ?? 'expr'] : []));
  const lines = [`CREATE ${kind} ${quoteIdentifier(node.idxname)} ON ONLY ${formatName(relation)} ${rest}`];
  const parent = formatName({ schema: relation.schema, name: node.idxname });
  for (const partition of partitions) {
    const name = generatedName([partition.name, ...columns], 'idx');
    if (partition.indexes.some((own) => quoteIdentifier(own.name) === name)) return [];
    lines.push(`CREATE ${kind} CONCURRENTLY ${name} ON ${formatName(partition)} ${rest}`, `ALTER INDEX ${parent} ATTACH PARTITION ${quoteIdentifier(partition.schema)}.${name}`);
  }
  const { text } = context.statement;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return [{ title: 'Build it on each partition with CONCURRENTLY and attach those', kind: 'suggestion', edits: [{ start: 0, end: text.length, text: lines.join(`;${lineBreak}`) }] }];
}

/** What follows the name of the table: `USING btree (a, b) WHERE …`. */
function definitionIn(context: RuleContext): string | undefined {
  const tokens = tokensOf(context.statement);
  const on = findKeyword(tokens, 0, 'on');
  if (on === undefined) return undefined;
  const index = indexAt(tokens, on.end);
  const start = wordAt(tokens, index) === 'only' ? tokens.list[index]?.end : on.end;
  const name = start === undefined ? undefined : spanOfName(start, tokens);
  return name === undefined ? undefined : context.statement.text.slice(name.end).trim();
}
