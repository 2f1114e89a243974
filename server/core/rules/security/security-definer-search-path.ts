import type { VariableSetStmt } from '@pgsql/types';
import { findKeyword, startOf, tokensOf } from '../../sql/find';
import { formatName, quoteIdentifier } from '../../sql/names';
import { createdRoutines, keyOf, routinesWithLaterPath, routineVisitors, type CreatedRoutine } from '../../sql/routine-statements';
import { settingValues } from '../../sql/routines';
import { setSearchPath } from '../set-search-path';
import { defineRule, type FileContext, type FixDraft } from '../rule';
import doc from './security-definer-search-path.md';

export const securityDefinerSearchPath = defineRule({
  id: 'security-definer-search-path',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgrubic', 'pgspot', 'MigrationPilot', 'eslint-plugin-postgresql', 'splinter'],
  doc,
  messages: {
    missing:
      '{routine} runs with the rights of its owner but looks names up along the search_path of whoever calls it: a caller who puts a table, function or operator of the same name first has it run with those rights. SET search_path for the function, with pg_temp last.',
    temporaryFirst:
      'pg_temp is searched first for tables and types unless the path names it, so a caller can put a temporary table in front of those that {routine} reads with the rights of its owner. End the path with pg_temp.',
    oneName: 'The quotes make this one schema with a comma in its name, so {routine} finds nothing but what is built in and the temporary tables of its caller. Write the schemas without quotes around all of them.',
  },
  visit: routineVisitors(({ definer, boundAtCreation, language }) => definer !== undefined && !boundAtCreation && language !== 'c' && language !== 'internal'),
  end(context) {
    const routines = createdRoutines(context);
    if (routines.length === 0) return;
    const later = routinesWithLaterPath(context);
    for (const routine of routines) {
      if (!later.has(keyOf(routine.resolved))) check(routine, context);
    }
  },
});

function check(routine: CreatedRoutine, context: FileContext): void {
  const { searchPath, definer, number } = routine;
  const statement = context.statement(number);
  if (statement === undefined || definer === undefined) return;
  const tokens = tokensOf(statement);
  const whole = { start: 0, end: statement.text.length };
  const data = { routine: formatName(routine.name) };
  if (searchPath === undefined || searchPath.kind === 'VAR_SET_DEFAULT') {
    const span = findKeyword(tokens, startOf(definer) ?? 0, 'security', 'definer') ?? whole;
    return context.report(number, { span, message: 'missing', data, fixes: searchPath === undefined && span !== whole ? setSearchPath(span.end, context.catalogAfter) : [] });
  }
  checkPath(routine, searchPath, context);
}

/** A path that is there, but leaves the caller a way in. */
function checkPath({ number, name }: CreatedRoutine, searchPath: VariableSetStmt, context: FileContext): void {
  const statement = context.statement(number);
  const path = settingValues(searchPath);
  const tokens = statement === undefined ? undefined : tokensOf(statement);
  const start = startOf(searchPath);
  const first = tokens?.list.findIndex((token) => token.start === start) ?? -1;
  const last = tokens?.list[first + 2 * ((path?.length ?? 1) - 1)];
  if (path === undefined || start === undefined || last === undefined) return;
  const span = { start, end: last.end };
  const data = { routine: formatName(name) };
  if (path.length === 1 && path[0]?.includes(',')) {
    const list = path[0].split(',').map((schema) => quoteIdentifier(schema.trim())).join(', ');
    return context.report(number, { span, message: 'oneName', data, fixes: [{ title: 'Write the schemas one by one', kind: 'suggestion', edits: [{ ...span, text: list }] }] });
  }
  if (path.at(-1) === 'pg_temp' || path.every((schema) => schema === '' || schema === 'pg_catalog')) return;
  const ending: FixDraft = { title: 'End the path with pg_temp', kind: 'suggestion', edits: [{ start: span.end, end: span.end, text: ', pg_temp' }] };
  context.report(number, { span, message: 'temporaryFirst', data, severity: 'warning', fixes: path.includes('pg_temp') ? [] : [ending] });
}
