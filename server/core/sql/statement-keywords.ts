/** The words a PostgreSQL statement can start with (manual, SQL commands). Lower case. */
export const statementKeywords: ReadonlySet<string> = new Set([
  'abort', 'alter', 'analyze', 'analyse', 'begin', 'call', 'checkpoint', 'close', 'cluster', 'comment', 'commit', 'copy', 'create',
  'deallocate', 'declare', 'delete', 'discard', 'do', 'drop', 'end', 'execute', 'explain', 'fetch', 'grant', 'import', 'insert',
  'listen', 'load', 'lock', 'merge', 'move', 'notify', 'prepare', 'reassign', 'refresh', 'reindex', 'release', 'reset', 'revoke',
  'rollback', 'savepoint', 'security', 'select', 'set', 'show', 'start', 'table', 'truncate', 'unlisten', 'update', 'vacuum',
  'values', 'with',
]);
