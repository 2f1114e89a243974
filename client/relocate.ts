/**
 * Offset of a statement in a text that was edited since: the occurrence nearest to where it was. undefined when the statement itself was changed.
 */
export function relocate(text: string, statement: string, offset: number): number | undefined {
  if (statement === '') return undefined;
  if (text.startsWith(statement, offset)) return offset;
  const after = text.indexOf(statement, offset);
  const before = text.lastIndexOf(statement, offset);
  if (after === -1 || before === -1) return after === -1 && before === -1 ? undefined : Math.max(after, before);
  return after - offset < offset - before ? after : before;
}
