import { findKeyword, indexAt, tokensOf, wordAt } from '../../sql/find';
import { elementsOf } from '../../sql/routines';
import { quoteIdentifier } from '../../sql/names';
import { defineRule, type RuleContext } from '../rule';
import doc from './create-extension.md';

export const createExtension = defineRule({
  id: 'create-extension',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['diesel-guard', 'MigrationPilot', 'pgrubic', 'splinter'],
  optional: true,
  doc,
  messages: {
    privileged: 'Only a superuser may create the extension {extension}, or whom the provider of the database lets do it: the role that runs migrations gets "permission denied". Create it where the database is set up, and write IF NOT EXISTS here.',
    placed: 'The functions and types of {extension} land in the first schema of the search_path of whoever runs this, in most databases public. Say WITH SCHEMA, so that they are in the same place everywhere.',
  },
  visit: {
    CreateExtensionStmt(node, context) {
      if (node.extname === undefined || !context.migration || context.direction === 'down') return;
      const data = { extension: quoteIdentifier(node.extname) };
      const span = spanOfExtension(context);
      if (!trusted.has(node.extname)) return context.report({ span, message: 'privileged', data });
      // A language has nothing that would be looked up by its name.
      if (!node.extname.startsWith('pl') && !elementsOf(node.options).some(({ defname }) => defname === 'schema')) context.report({ span, message: 'placed', data });
    },
  },
});

function spanOfExtension({ statement }: RuleContext): { readonly start: number; readonly end: number } {
  const tokens = tokensOf(statement);
  const keyword = findKeyword(tokens, 0, 'extension');
  const first = keyword === undefined ? 0 : indexAt(tokens, keyword.end);
  const name = tokens.list[wordAt(tokens, first) === 'if' ? first + 3 : first];
  return { start: tokens.list[0]?.start ?? 0, end: name?.end ?? statement.text.length };
}

/** `trusted = true` in the control files of PostgreSQL 18: who may create objects in the database may create these. */
const trusted: ReadonlySet<string> = new Set([
  'bool_plperl', 'btree_gin', 'btree_gist', 'citext', 'cube', 'dict_int', 'fuzzystrmatch', 'hstore', 'intarray', 'isn', 'jsonb_plperl', 'lo', 'ltree', 'pg_trgm', 'pgcrypto',
  'plperl', 'plpgsql', 'pltcl', 'seg', 'tablefunc', 'tcn', 'tsm_system_rows', 'tsm_system_time', 'unaccent', 'uuid-ossp',
]);
