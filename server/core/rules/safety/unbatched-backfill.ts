import type { DeleteStmt, Node, UpdateStmt, WithClause } from '@pgsql/types';
import { noteSteps, type LockStep } from '../lock-steps';
import { columnParts, conjuncts } from '../../sql/expression';
import { comparesWithValue, isNarrow } from '../../sql/narrow-condition';
import { referenceOf } from '../../sql/names';
import { headOf, isEveryRow } from '../../sql/row-change';
import { isShared } from '../../sql/shared-relation';
import { transactionsOf } from '../../sql/transaction-notes';
import type { Span } from '../../text/span';
import { defineOptions, ignoredTables, isListed } from '../options';
import { defineRule, type Note, type RuleContext } from '../rule';
import doc from './unbatched-backfill.md';

interface Backfill {
  readonly backfill: { readonly key: string; readonly table: string; readonly verb: string; readonly span: Span };
}

const options = defineOptions({
  ignoreTables: ignoredTables(),
});

export const unbatchedBackfill = defineRule({
  id: 'unbatched-backfill',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  options,
  peers: ['MigrationPilot', 'pgfence', 'online_migrations'],
  doc,
  messages: {
    oneGo: 'This {verb} may reach most rows of {table} in one transaction: each stays locked until all are done, and the space of the old versions cannot be used again before. Go in batches by key that each commit.',
  },
  visit: {
    ...noteSteps(),
    UpdateStmt: (node, context) => note(node, context, 'update'),
    DeleteStmt: (node, context) => note(node, context, 'delete'),
  },
  end(context) {
    const notes = context.notes();
    const underLock = new Set(transactionsOf<LockStep | Backfill>(notes).flatMap((each) => lockedBackfills(each.notes)));
    for (const { number, value } of notes) {
      if (!('backfill' in value)) continue;
      const { backfill } = value as Backfill;
      if (!underLock.has(value)) context.report(number, { span: backfill.span, message: 'oneGo', data: { verb: backfill.verb, table: backfill.table } });
    }
  },
});

function note({ relation, whereClause, withClause }: UpdateStmt | DeleteStmt, context: RuleContext, verb: 'update' | 'delete'): void {
  if (relation === undefined || whereClause === undefined || !context.migration || context.direction === 'down') return;
  // A block that commits on its way works in batches.
  if (context.within === 'block' && context.transaction !== 'inside') return;
  const name = referenceOf(relation);
  const known = context.relation(name);
  if (!isShared(context, name) || known?.kind === 'view' || !mayReachMost(whereClause, known, withClause)) return;
  if (isListed(context.options(options).ignoreTables, name, context.catalog)) return;
  const { schema, name: found } = context.catalog.resolve(name);
  const span = headOf(context.statement.text, verb, relation.location ?? 0);
  context.note({ backfill: { key: `${schema}.${found}`, table: context.display(name), verb: verb.toUpperCase(), span } } satisfies Backfill);
}

/** A condition that compares with one value says nothing of how many rows have it; where it says nothing else, it is left alone. */
function mayReachMost(where: Node, known: ReturnType<RuleContext['relation']>, common: WithClause | undefined): boolean {
  if (isEveryRow(where, (column) => known?.columns.find((each) => each.name === column)?.notNull === true)) return false;
  // What is never NULL has no row to fill.
  if (conjuncts(where).some((term) => 'NullTest' in term && term.NullTest.nulltesttype === 'IS_NULL' && isNotNull(term.NullTest.arg, known))) return false;
  return !isNarrow(where, known, common) && !comparesWithValue(where);
}

function isNotNull(node: Node | undefined, known: ReturnType<RuleContext['relation']>): boolean {
  const name = node === undefined ? undefined : columnParts(node)?.at(-1);
  return known?.columns.find((column) => column.name === name)?.notNull === true;
}

/** Those of a table that the transaction has locked against others already: a rule of its own reports them. */
function lockedBackfills(notes: readonly Note<LockStep | Backfill>[]): readonly object[] {
  const held = new Set<string>();
  return notes.flatMap(({ value }) => {
    if ('backfill' in value) return held.has(value.backfill.key) ? [value] : [];
    for (const { key } of value.locks) held.add(key);
    return [];
  });
}
