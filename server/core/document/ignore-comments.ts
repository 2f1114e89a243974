import { shiftSpan, type Span } from '../text/span';
import type { IgnoreComment } from './statement';

/** `-- sql-coach-ignore rule-id: reason` before a statement, or `-- sql-coach-ignore-file rule-id: reason` anywhere. */
const pattern = /^(?:--|\/\*)\s*sql-coach-ignore(-file)?\s+([\w-]+(?:\s*,\s*[\w-]+)*)/;

/** What comments say of rules to ignore. The spans of the comments are of the text; those of the answer are moved by `by`. */
export function readIgnores(text: string, comments: readonly Span[], by: number): readonly IgnoreComment[] {
  return comments.flatMap((comment) => {
    const match = pattern.exec(text.slice(comment.start, comment.end));
    if (match === null) return [];
    const names = match[2] ?? '';
    const namesStart = comment.start + by + match[0].length - names.length;
    return [...names.matchAll(/[\w-]+/g)].map((name) => ({
      rule: name[0],
      name: { start: namesStart + name.index, end: namesStart + name.index + name[0].length },
      comment: shiftSpan(comment, by),
      wholeFile: match[1] !== undefined,
    }));
  });
}
