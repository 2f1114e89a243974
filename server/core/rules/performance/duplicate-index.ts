import type { Index, Relation } from '../../catalog/model';
import { formatName, quoteIdentifier } from '../../sql/names';
import { compareIndexes } from '../../sql/same-index';
import { defineRule, type FileContext, type FixDraft } from '../rule';
import doc from './duplicate-index.md';

export const duplicateIndex = defineRule({
  id: 'duplicate-index',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgrubic', 'MigrationPilot', 'splinter', 'pg-index-health', 'active_record_doctor', 'Postgres Language Server', 'Bytebase'],
  doc,
  messages: {
    duplicate: '{index} of {table} is the same as {other}: every write maintains both and no query gains anything. Drop one of them.',
    prefix: '{index} of {table} is how {other} begins, which finds the same rows: every write maintains both. Keep {index} only if it is needed for being smaller.',
    covers: '{index} of {table} begins with all of {other} and finds the same rows: every write maintains both from now on. Drop {other} unless it is needed for being smaller.',
  },
  end(context) {
    for (const relation of context.changedRelations()) {
      if (relation.temporary || relation.indexes.length < 2) continue;
      const atEnd = context.catalogAtEnd.relation(relation);
      if (atEnd === undefined) continue;
      // Each superfluous index is told once, however many others begin with it.
      const told = new Set<string>();
      const there = (index: Index) => atEnd.indexes.some(({ name }) => name === index.name);
      relation.indexes.forEach((index, place) => {
        // Of two that the file makes, the later one is reported.
        const others = relation.indexes.filter((other, otherPlace) => other.name !== index.name && there(other) && (!isOwn(other, context) || otherPlace < place));
        if (isOwn(index, context) && there(index) && !isInherited(index, relation, context)) check(index, others, { relation, told, context });
      });
    }
  },
});

function isOwn({ origin }: Index, context: FileContext): boolean {
  return origin.file === context.file;
}

/** An index that a partition has from its parent is reported there. */
function isInherited({ origin }: Index, relation: Relation, context: FileContext): boolean {
  return relation.parents.some((name) => context.catalogAfter.relation(name)?.indexes.some((other) => other.origin.file === origin.file && other.origin.statement === origin.statement));
}

interface Place {
  readonly relation: Relation;
  readonly told: Set<string>;
  readonly context: FileContext;
}

function check(index: Index, others: readonly Index[], { relation, told, context }: Place): void {
  for (const other of others) {
    const message = messageFor(index, other);
    const superfluous = message === 'covers' ? other.name : index.name;
    if (message === undefined || told.has(superfluous)) continue;
    told.add(superfluous);
    const { statement, span } = index.origin;
    context.report(statement, {
      span, message, data: { index: quoteIdentifier(index.name), other: quoteIdentifier(other.name), table: context.display(relation) },
      fixes: fixesFor(message, index, other, { relation, context }),
      ...(message === 'duplicate' ? {} : { severity: 'info' as const }),
    });
    return;
  }
}

/** A unique index guarantees something that no other index does, so it is never the superfluous one, except for its twin. */
function messageFor(index: Index, other: Index): 'duplicate' | 'prefix' | 'covers' | undefined {
  const forth = compareIndexes(index, other);
  if (forth === 'same') {
    // PostgreSQL makes one index of PRIMARY KEY and UNIQUE over the same columns in one CREATE TABLE.
    const together = index.constraint !== undefined && other.constraint !== undefined && index.origin.file === other.origin.file && index.origin.statement === other.origin.statement;
    return together ? undefined : 'duplicate';
  }
  if (forth === 'prefix' && !index.unique) return 'prefix';
  return compareIndexes(other, index) === 'prefix' && !other.unique ? 'covers' : undefined;
}

/** To leave a statement out that builds what is there, or to drop what the new index makes superfluous. */
function fixesFor(message: 'duplicate' | 'prefix' | 'covers', { origin }: Index, other: Index, { relation, context }: Pick<Place, 'relation' | 'context'>): readonly FixDraft[] {
  const statement = context.statement(origin.statement);
  if (statement?.tree === undefined || !('IndexStmt' in statement.tree) || statement.placeholders.length > 0) return [];
  const end = statement.text.length;
  if (message !== 'covers') return [{ title: 'Leave this index out', kind: 'suggestion', edits: [{ start: 0, end, text: '' }] }];
  if (other.constraint !== undefined) return [];
  const concurrently = context.transactionAt(origin.statement) === 'inside' || relation.kind === 'partitioned' ? '' : 'CONCURRENTLY ';
  const { schema } = relation;
  const name = context.catalogAfter.resolve({ name: other.name }).schema === schema ? { name: other.name } : { schema, name: other.name };
  return [{ title: `Drop ${quoteIdentifier(other.name)} behind it`, kind: 'suggestion', edits: [{ start: end, end, text: `;\nDROP INDEX ${concurrently}${formatName(name)}` }] }];
}
