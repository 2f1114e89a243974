import type { Node, SelectStmt } from '@pgsql/types';
import { columnParts, isSameExpression, selectOf } from '../../sql/expression';
import { extentOf, operandExtent } from '../../sql/extent';
import { spanOfName, tokensOf } from '../../sql/find';
import { namesOf, quoteIdentifier } from '../../sql/names';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './ban-duplicate-column-assignments.md';

export const banDuplicateColumnAssignments = defineRule({
  id: 'ban-duplicate-column-assignments',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  peers: ['Squawk', 'pgrubic'],
  doc,
  messages: {
    setTwice: 'Column {column} is assigned twice, which PostgreSQL refuses.',
    listedTwice: 'Column {column} is listed twice, which PostgreSQL refuses.',
    outputTwice: 'Two columns of this query are called {column}, and a relation cannot have two columns of one name. Name one of them with AS.',
  },
  visit: {
    UpdateStmt: ({ targetList }, context) => assigned(targetList, context),
    OnConflictClause: ({ targetList }, context) => assigned(targetList, context),
    MergeWhenClause({ targetList, commandType }, context) {
      if (commandType === 'CMD_UPDATE') assigned(targetList, context);
      else listed(targetList, context);
    },
    InsertStmt: ({ cols }, context) => listed(cols, context),
    CreateStmt({ tableElts }, context) {
      const columns = (tableElts ?? []).flatMap((element) => ('ColumnDef' in element ? [{ name: element.ColumnDef.colname, location: element.ColumnDef.location }] : []));
      repeated(columns, 'listedTwice', context);
    },
    ViewStmt({ aliases, query }, context) {
      if (aliases === undefined) outputs(selectOf(query), context);
    },
    CreateTableAsStmt({ query, into }, context) {
      if (into?.colNames === undefined) outputs(selectOf(query), context);
    },
  },
});

interface Named {
  readonly name: string | undefined;
  readonly location: number | undefined;
}

function repeated(list: readonly Named[], message: string, context: RuleContext, fixOf?: (first: number, second: number) => readonly FixDraft[]): void {
  const seen = new Map<string, number>();
  for (let index = 0; index < list.length; index++) {
    const { name, location } = list[index] ?? { name: undefined, location: undefined };
    if (name === undefined) continue;
    const first = seen.get(name);
    if (first === undefined) seen.set(name, index);
    const span = first === undefined ? undefined : spanOfName(location ?? 0, tokensOf(context.statement));
    if (first !== undefined && span !== undefined) context.report({ span, message, data: { column: quoteIdentifier(name) }, fixes: fixOf?.(first, index) ?? [] });
  }
}

/** Parts of a column (`a[1] = …, a[2] = …`) may be assigned one by one. */
function assigned(targets: readonly Node[] | undefined, context: RuleContext): void {
  const list = targets ?? [];
  const named = list.map((target): Named => ('ResTarget' in target && target.ResTarget.indirection === undefined ? target.ResTarget : { name: undefined, location: undefined }) as Named);
  repeated(named, 'setTwice', context, (first, second) => leaveOut(list, { first, second }, context));
}

function listed(targets: readonly Node[] | undefined, context: RuleContext): void {
  const named = (targets ?? []).flatMap((target) => ('ResTarget' in target && target.ResTarget.indirection === undefined ? [{ name: target.ResTarget.name, location: target.ResTarget.location }] : []));
  repeated(named, 'listedTwice', context);
}

/** Of a set operation the first query names the columns. */
function outputs(select: SelectStmt | undefined, context: RuleContext): void {
  if (select === undefined) return;
  if (select.larg !== undefined) return outputs(select.larg, context);
  const named = (select.targetList ?? []).map((target): Named => {
    if (!('ResTarget' in target)) return { name: undefined, location: undefined };
    const { name, val, location } = target.ResTarget;
    const call = val !== undefined && 'FuncCall' in val ? namesOf(val.FuncCall.funcname).at(-1) : undefined;
    return { name: name ?? columnParts(val)?.at(-1) ?? call, location };
  });
  repeated(named, 'outputTwice', context);
}

/** Where both assign the same. */
function leaveOut(list: readonly Node[], { first, second }: { first: number; second: number }, { statement }: RuleContext): readonly FixDraft[] {
  const [one, before, other] = [list[first], list[second - 1], list[second]].map((target) => (target !== undefined && 'ResTarget' in target ? target.ResTarget : undefined));
  if (one?.val === undefined || other?.val === undefined || before?.val === undefined || 'MultiAssignRef' in other.val || !isSameExpression(one.val, other.val)) return [];
  const [start, end] = [(operandExtent(before.val, statement) ?? extentOf(before.val, statement))?.end, operandExtent(other.val, statement)?.end];
  return start === undefined || end === undefined ? [] : [{ title: 'Leave the second out', kind: 'safe', edits: [{ start, end, text: '' }] }];
}
