import type { Edit, Span } from '../text/span';
import type { Statement } from '../document/statement';
import { tokenize } from './tokens';

/** An edit that writes a part anew, with the comments that stand in that part behind what is written. */
export function rewriteWithComments(span: Span, text: string, statement: Statement): Edit {
  const old = statement.text.slice(span.start, span.end);
  if (!old.includes('--') && !old.includes('/*')) return { ...span, text };
  const comments = tokenize(old).filter(({ kind }) => kind === 'comment').map(({ start, end }) => old.slice(start, end)).filter((comment) => !text.includes(comment));
  // What follows must not become part of a comment that ends with its line.
  return { ...span, text: [text, ...comments.map((comment) => (comment.startsWith('--') ? `${comment.trimEnd()}\n` : comment))].join(' ') };
}
