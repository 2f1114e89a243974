import type { AlterTableStmt, DefElem, RangeVar } from '@pgsql/types';
import { findKeywordHere, indexAt, parenthesesAfter, spanOfName, startOf, tokensOf, wordAt, type Tokens } from '../../sql/find';
import { referenceOf } from '../../sql/names';
import { enumerate } from '../../sql/new-columns';
import { keyOf, notesOfUp } from '../../sql/routine-statements';
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
  visit: {
    ViewStmt({ view, options }, context) {
      if (view !== undefined && !hasInvoker(elementsOf(options))) context.note({ view } satisfies ViewNote);
    },
    AlterTableStmt(node, context) {
      const withOption = relationWithOption(node);
      if (withOption !== undefined) context.note({ withOption } satisfies ViewNote);
    },
  },
  end(context) {
    if (context.pgVersion < 15) return;
    const notes = notesOfUp<ViewNote>(context);
    const later = new Set(notes.flatMap(({ value: { withOption } }) => (withOption === undefined ? [] : [keyOf(context.catalogAfter.resolve(referenceOf(withOption)))])));
    for (const { number, value: { view } } of notes) {
      if (view !== undefined) check(number, view, { context, later });
    }
  },
});

interface ViewNote {
  /** A new view that says nothing about security_invoker. */
  readonly view?: RangeVar;
  /** A relation to which ALTER VIEW … SET gives the option. */
  readonly withOption?: RangeVar;
}

interface Around {
  readonly context: FileContext;
  readonly later: ReadonlySet<string>;
}

function check(number: number, name: RangeVar, { context, later }: Around): void {
  const statement = context.statement(number);
  const view = context.catalogAfter.relation(referenceOf(name));
  if (statement === undefined || view === undefined || view.kind !== 'view' || view.temporary || later.has(keyOf(view))) return;
  const secured = view.reads.filter((table) => context.catalogAfter.relation(table)?.rowSecurity.enabled === true);
  if (secured.length === 0) return;
  const tokens = tokensOf(statement);
  const span = spanOfName(startOf(name) ?? 0, tokens) ?? { start: 0, end: statement.text.length };
  context.report(number, {
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

function relationWithOption({ relation, cmds }: AlterTableStmt): RangeVar | undefined {
  const sets = (cmds ?? []).some((command) => {
    const def = 'AlterTableCmd' in command && command.AlterTableCmd.subtype === 'AT_SetRelOptions' ? command.AlterTableCmd.def : undefined;
    return def !== undefined && 'List' in def && hasInvoker(elementsOf(def.List.items));
  });
  return sets ? relation : undefined;
}
