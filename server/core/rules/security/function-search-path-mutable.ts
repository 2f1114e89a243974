import { findKeyword, spanOfName, tokensOf } from '../../sql/find';
import { formatName } from '../../sql/names';
import { createdRoutines, keyOf, routinesWithLaterPath, routineVisitors } from '../../sql/routine-statements';
import type { WrittenRoutine } from '../../sql/routines';
import { defineRule } from '../rule';
import doc from './function-search-path-mutable.md';

export const functionSearchPathMutable = defineRule({
  id: 'function-search-path-mutable',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['splinter', 'pgspot'],
  optional: true,
  doc,
  messages: {
    callersPath: 'The names in the body of {routine} are looked up along the search_path of whoever calls it: under another path it fails or finds other tables, also in a trigger, an index or a restore. SET search_path for it, or write the body in the form of the SQL standard.',
  },
  visit: routineVisitors(isOpen),
  end(context) {
    const later = routinesWithLaterPath(context);
    for (const routine of createdRoutines(context)) {
      const statement = context.statement(routine.number);
      if (statement === undefined || later.has(keyOf(routine.resolved))) continue;
      const tokens = tokensOf(statement);
      const keyword = findKeyword(tokens, 0, routine.kind);
      const span = keyword === undefined ? undefined : spanOfName(keyword.end, tokens);
      context.report(routine.number, { span: span ?? { start: 0, end: statement.text.length }, message: 'callersPath', data: { routine: formatName(routine.name) } });
    }
  },
});

function isOpen({ definer, searchPath, boundAtCreation, language }: WrittenRoutine): boolean {
  return definer === undefined && searchPath === undefined && !boundAtCreation && language !== 'c' && language !== 'internal';
}
