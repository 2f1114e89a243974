import type { Document, IgnoreComment } from '../document/statement';
import { shiftSpan } from '../text/span';

/** A comment that ignores a rule, with spans of the file. */
export interface Ignore extends IgnoreComment {
  /** Index of the statement that it covers; undefined for the whole file. */
  readonly statement: number | undefined;
}

/** All of a file, in its order. */
export function findIgnores({ segments, starts, notable, trailingIgnores }: Document): readonly Ignore[] {
  const ignores: Ignore[] = [];
  const add = (found: IgnoreComment, index: number, by: number) => {
    ignores.push({ ...found, name: shiftSpan(found.name, by), comment: shiftSpan(found.comment, by), statement: found.wholeFile ? undefined : index });
  };
  for (const index of notable.ignoring) for (const found of segments[index]?.ignores ?? []) add(found, index, starts[index] ?? 0);
  for (const found of trailingIgnores) add(found, segments.length, 0);
  return ignores;
}
