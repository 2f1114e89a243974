import { resolve } from 'node:path';
import { embeddedDatabase } from '../../server/adapters/embedded/embedded-database';
import type { EmbeddedDatabase } from '../../server/adapters/embedded/embedded-database';
import type { Outcome, QueryResult } from '../../server/core/database';
import { silent } from '../../server/core/host';

/** The product's own build; the tests run what users get. */
export const distFolder = resolve(process.env['SQL_COACH_DIST'] ?? 'dist');

/** An embedded PostgreSQL for a test file; `dispose` it in `after`. */
export function testEmbedded(options: { readonly idleTimeout?: number; readonly sessions?: number; readonly profile?: 'plans' | 'lessons' } = {}): EmbeddedDatabase {
  return embeddedDatabase({ folder: distFolder, log: silent, ...options });
}

/** The value of an outcome that must have succeeded. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`PostgreSQL said: ${outcome.error.message}`);
  return outcome.value;
}

/** Rows of a result, for comparing. */
export function rowsOf(outcome: Outcome<QueryResult>): QueryResult['rows'] {
  return valueOf(outcome).rows;
}
