import type { DefElem, Node, RangeVar } from '@pgsql/types';
import { findKeywordHere, indexAt, parenthesesAfter, spanOfName, startOf, tokensOf, wordAt, type Tokens } from '../../sql/find';
import { readerOf, statementReader } from '../../sql/file-statements';
import { referenceOf } from '../../sql/names';
import { enumerate } from '../../sql/new-columns';
import { keyOf } from '../../sql/routine-statements';
import { elementsOf } from '../../sql/routines';
import { defineRule, type FileContext, type FixDraft } from '../rule';
import doc from './view-without-security-invoker.md';

export const viewWithoutSecurityInvoker = defineRule({
  id: 'view-without-security-invoker',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['splinter'],
  doc,
  messages: {
    ownersRights: 'A view reads its tables with the rights of its owner: the row level security of {tables} does not hold for whoever reads {view}. Create it WITH (security_invoker = true).',
  },
  end(context) {
    if (context.pgVersion < 15) return;
    const views = viewsWithout(context);
    if (views.length === 0) return;
    const later = viewsWithLaterOption(context);
    for (const { index, value } of views) check(index, value, { context, later });
  },
});

/** The names of views that say nothing about security_invoker. */
const viewsWithout = readerOf(/^create\b[^;(]{0,60}?\bview\b/i, (tree) => ('ViewStmt' in tree && !hasInvoker(elementsOf(tree.ViewStmt.options)) ? tree.ViewStmt.view : undefined));
/** The relation to which ALTER VIEW … SET gives the option. */
const setsInvoker = statementReader(relationWithOption);

interface Around {
  readonly context: FileContext;
  readonly later: ReadonlySet<string>;
}

function check(index: number, name: RangeVar, { context, later }: Around): void {
  const statement = context.statements[index]?.statement;
  const view = context.catalogAfter.relation(referenceOf(name));
  if (statement === undefined || view === undefined || view.kind !== 'view' || view.temporary || later.has(keyOf(view))) return;
  const secured = view.reads.filter((table) => context.catalogAfter.relation(table)?.rowSecurity === true);
  if (secured.length === 0) return;
  const tokens = tokensOf(statement);
  const span = spanOfName(startOf(name) ?? 0, tokens) ?? { start: 0, end: statement.text.length };
  context.report(index, {
    span,
    message: 'ownersRights',
    data: { view: context.display(view), tables: enumerate(secured.map((table) => context.display(table))) },
    fixes: fixOf(tokens, span.end),
  });
}

/** Behind the name and its columns, or among the options that stand there. */
function fixOf(tokens: Tokens, from: number): readonly FixDraft[] {
  const keyword = findKeywordHere(tokens, from, 'as');
  if (keyword === undefined) return [];
  const options = findKeywordHere(tokens, from, 'with');
  const list = options !== undefined && options.start < keyword.start ? parenthesesAfter(tokens, options.end) : undefined;
  const before = tokens.list[indexAt(tokens, keyword.start) - 1];
  if (before === undefined || (list === undefined && wordAt(tokens, indexAt(tokens, from)) === 'with')) return [];
  const edit = list === undefined
    ? { start: before.end, end: before.end, text: ' WITH (security_invoker = true)' }
    : { start: list.end - 1, end: list.end - 1, text: ', security_invoker = true' };
  return [{ title: 'Read the tables with the rights of the caller', kind: 'suggestion', edits: [edit] }];
}

/** True also for an explicit `false`: then somebody has decided. */
function hasInvoker(options: readonly DefElem[]): boolean {
  return options.some(({ defname }) => defname === 'security_invoker');
}

/** Views to which ALTER VIEW … SET of this file gives the option. */
function viewsWithLaterOption(context: FileContext): ReadonlySet<string> {
  const names = context.statements.flatMap(({ statement }) => {
    const relation = /^alter\s+(?:view|table)\b/i.test(statement.text) && /security_invoker/i.test(statement.text) ? setsInvoker(statement) : undefined;
    return relation === undefined ? [] : [keyOf(context.catalogAfter.resolve(referenceOf(relation)))];
  });
  return new Set(names);
}

function relationWithOption(tree: Node): RangeVar | undefined {
  if (!('AlterTableStmt' in tree)) return undefined;
  const sets = (tree.AlterTableStmt.cmds ?? []).some((command) => {
    const def = 'AlterTableCmd' in command && command.AlterTableCmd.subtype === 'AT_SetRelOptions' ? command.AlterTableCmd.def : undefined;
    return def !== undefined && 'List' in def && hasInvoker(elementsOf(def.List.items));
  });
  return sets ? tree.AlterTableStmt.relation : undefined;
}
