import { tokenize } from '../core/sql/tokens';

/**
 * libpg_query gives comments to the grammar as tokens, and where that looks one token ahead (NOT IN, NULLS FIRST, WITH TIME ZONE) a comment in between
 * is a syntax error, which it is not to PostgreSQL. As many spaces as the comment has bytes: the tree counts bytes.
 */
export function blankComments(sql: string): string {
  let blanked = '';
  let done = 0;
  for (const { kind, start, end, unclosed } of tokenize(sql)) {
    if (kind !== 'comment' || unclosed) continue;
    blanked += sql.slice(done, start) + ' '.repeat(Buffer.byteLength(sql.slice(start, end)));
    done = end;
  }
  return blanked + sql.slice(done);
}
