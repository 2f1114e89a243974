/** Extensions that the embedded PostgreSQL ships, and lessons may declare; those of `server/adapters/embedded/assets.mjs`. */
export const shippedExtensions: readonly string[] = [
  'btree_gin', 'btree_gist', 'citext', 'fuzzystrmatch', 'hstore', 'ltree', 'pg_trgm', 'pgcrypto', 'unaccent', 'uuid-ossp',
];

export function createExtensions(names: readonly string[]): string {
  return names.map((name) => `CREATE EXTENSION "${name}";\n`).join('');
}
