import { quoteIdentifier, truncateIdentifier } from '../sql/names';
import type { FixDraft, RuleContext } from './rule';
import type { Source } from './sources';

interface SearchIndex {
  /** What the name says behind that of the table. */
  readonly name: string;
  /** From the method, or the parenthesis, to the end. */
  readonly key: string;
  /** An extension that it needs. */
  readonly extension?: string;
}

/**
 * A statement before this one that makes an index for what it searches by. None where the table is not known, where the only form that fits
 * would block writers or is refused, and in a body, whose statements are not run here.
 */
export function indexBefore({ relation }: Source, { name, key, extension }: SearchIndex, context: RuleContext): readonly FixDraft[] {
  if (relation === undefined || context.within !== undefined || !indexed.has(relation.kind)) return [];
  const concurrently = !context.isNew(relation) && !relation.temporary;
  if (concurrently && (context.transaction === 'inside' || relation.kind === 'partitioned')) return [];
  // The letters at the end are what tells it from others of the same table.
  const index = truncateIdentifier(`${[...relation.name].slice(0, 30).join('')}_${name}`);
  if (relation.indexes.some((other) => other.name === index)) return [];
  const prepare = extension === undefined ? '' : `CREATE EXTENSION IF NOT EXISTS ${extension};\n\n`;
  const sql = `CREATE INDEX ${concurrently ? 'CONCURRENTLY ' : ''}${quoteIdentifier(index)} ON ${context.display(relation)} ${key};\n\n`;
  return [{ title: 'Make an index for it before', kind: 'suggestion', edits: [{ start: 0, end: 0, text: prepare + sql }] }];
}

const indexed: ReadonlySet<string> = new Set(['table', 'materialized-view', 'partitioned', 'partition']);
