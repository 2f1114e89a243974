import type { DatabaseError } from '../database';
import type { PlanFailure } from '../plan/report';
import type { Explainable } from './explainable';

/** Where in the statement the error is, and what the reader can do. `prefix` is the length of what was sent before the statement. */
export function failureOf(error: DatabaseError, embedded: boolean, place?: { readonly body: Explainable; readonly prefix: number }): PlanFailure {
  const start = place && error.offset !== undefined ? place.body.origins[error.offset - place.prefix] : undefined;
  const word = place && error.offset !== undefined ? (/^[\w$"]+/.exec(place.body.sql.slice(error.offset - place.prefix))?.[0].length ?? 1) : 0;
  return {
    message: sentence(error.message),
    action: actionOf(error, embedded),
    span: start === undefined ? undefined : { start, end: Math.max(start, place?.body.origins[(error.offset ?? 0) - (place?.prefix ?? 0) + word] ?? start) },
  };
}

function actionOf({ code, hint, stopped, detail }: DatabaseError, embedded: boolean): string {
  if (stopped === 'timeout') return embedded ? 'The embedded PostgreSQL starts again with the next Explain.' : 'Raise the time limit, or explain without running.';
  if (stopped === 'cancelled') return 'Explain again when you want it.';
  if (stopped === 'lost') return hint ?? 'Explain again; if it stays, look into the log.';
  if (hint) return sentence(hint);
  switch (code) {
    case '42P01':
      return embedded ? 'No migration that was found creates it. Check the migrations in sqlcoach.json, or explain on a connection.' : 'Check the name, the schema and the search_path of the file.';
    case '42703':
      return embedded ? 'The table of your migrations has no such column. Check the name, or whether a migration is missing.' : 'Check the name of the column.';
    case '42883':
      return 'Check name and argument types; a function of an extension needs CREATE EXTENSION in a migration.';
    case '42501':
      return 'Use a connection whose user may read these tables.';
    case '25006':
      return 'The session is read only. Explain without running it.';
    default:
      return detail ? sentence(detail) : 'Correct the statement, then explain again.';
  }
}

function sentence(text: string): string {
  const trimmed = text.trim();
  const first = /^[a-z]+ /.test(trimmed) ? trimmed.charAt(0).toUpperCase() + trimmed.slice(1) : trimmed;
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
