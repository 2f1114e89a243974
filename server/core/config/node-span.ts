import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { Span } from '../text/span';

/** The place of a value; where it is missing, of the nearest value around it. `name`: the name of the property rather than its value. */
export function nodeSpan(tree: Node | undefined, path: readonly (string | number)[], name = false): Span {
  if (tree === undefined) return { start: 0, end: 0 };
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node === undefined) continue;
    const property = name && node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
    const { offset, length: size } = property ?? node;
    return { start: offset, end: offset + size };
  }
  return { start: tree.offset, end: tree.offset + tree.length };
}
