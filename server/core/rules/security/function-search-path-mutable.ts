import { findKeyword, findKeywordHere, spanOfName, tokenAt, tokensOf, type Tokens } from '../../sql/find';
import { formatName } from '../../sql/names';
import { createdRoutines, keyOf, routinesWithLaterPath, routineVisitors } from '../../sql/routine-statements';
import type { WrittenRoutine } from '../../sql/routines';
import { setSearchPath } from '../set-search-path';
import { defineRule } from '../rule';
import doc from './function-search-path-mutable.md';

export const functionSearchPathMutable = defineRule({
  id: 'function-search-path-mutable',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
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
      const end = endOfLanguage(tokens, span?.end);
      context.report(routine.number, {
        span: span ?? { start: 0, end: statement.text.length },
        message: 'callersPath',
        data: { routine: formatName(routine.name) },
        fixes: end === undefined ? [] : setSearchPath(end, context.catalogAfter),
      });
    }
  },
});

function isOpen({ definer, searchPath, boundAtCreation, language }: WrittenRoutine): boolean {
  return definer === undefined && searchPath === undefined && !boundAtCreation && language !== 'c' && language !== 'internal';
}

/** Behind `LANGUAGE name`, which every routine says. */
function endOfLanguage(tokens: Tokens, nameEnd: number | undefined): number | undefined {
  const language = nameEnd === undefined ? undefined : findKeywordHere(tokens, nameEnd, 'language');
  return language === undefined ? undefined : tokenAt(tokens, language.end)?.end;
}
