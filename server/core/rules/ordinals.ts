import type { Node, SelectStmt } from '@pgsql/types';
import { isStarTarget } from '../catalog/star-columns';
import type { FixDraft, RuleContext } from './rule';
import type { Edit, Span } from '../text/span';
import { integerOf } from '../sql/expression';
import { calledFunctions } from '../sql/expression-volatility';
import { extentOf, spanFor } from '../sql/extent';
import { quoteIdentifier } from '../sql/names';
import { walk } from '../sql/walk';

/** The positions in a GROUP BY or ORDER BY, from the first to the last. */
export function ordinalSpan(items: readonly Node[], { statement }: RuleContext): Span | undefined {
  const spans = items.filter((item) => integerOf(item) !== undefined).map((item) => spanFor(item, statement));
  const [first, last] = [spans[0], spans.at(-1)];
  return first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
}

/** Writes for each position what stands there in the select list; none where one of them cannot be written twice. */
export function writeOut(items: readonly Node[], select: SelectStmt, context: RuleContext, useNames: boolean): readonly FixDraft[] {
  const edits: Edit[] = [];
  const { targetList = [] } = select;
  for (const item of items) {
    const position = integerOf(item);
    if (position === undefined) continue;
    const target = targetList[position - 1];
    const place = extentOf(item, context.statement);
    const text = target === undefined || targetList.slice(0, position).some(isStarTarget) ? undefined : textOfTarget(target, context, useNames);
    if (place === undefined || text === undefined) return [];
    edits.push({ ...place, text });
  }
  return edits.length === 0 ? [] : [{ title: 'Write what is meant', kind: 'safe', edits }];
}

/** An output name can be used in ORDER BY; in GROUP BY a column of the same name would come first. */
function textOfTarget(target: Node, context: RuleContext, useNames: boolean): string | undefined {
  if (!('ResTarget' in target) || target.ResTarget.val === undefined) return undefined;
  const { name, val } = target.ResTarget;
  if (useNames && name !== undefined) return quoteIdentifier(name);
  const span = extentOf(val, context.statement);
  return span === undefined || !canBeWrittenTwice(val, context) ? undefined : context.statement.text.slice(span.start, span.end);
}

/** A constant is refused or read as a position, two parameters are never the same, a volatile call gives another value. */
function canBeWrittenTwice(value: Node, { catalog }: RuleContext): boolean {
  if ('A_Const' in value || 'TypeCast' in value && value.TypeCast.arg !== undefined && 'A_Const' in value.TypeCast.arg) return false;
  let steady = true;
  walk(value, (tag) => {
    if (tag === 'ParamRef' || tag === 'SubLink') steady = false;
  });
  const called = calledFunctions(value, catalog);
  return steady && called.volatile.length + called.declared.length + called.unknown.length === 0;
}
