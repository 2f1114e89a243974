import type { Line } from './nodes';

export type KeyStep = { readonly kind: 'select'; readonly id: string } | { readonly kind: 'toggle'; readonly ids: readonly string[]; readonly open: boolean };

/** What a key does at a line of the tree; undefined where it means nothing, so that the browser handles it. */
export function keyStep(key: string, line: Line, visible: readonly Line[], collapsed: ReadonlySet<string>): KeyStep | undefined {
  const { id, children } = line.node;
  const at = visible.indexOf(line);
  switch (key) {
    case 'ArrowDown': return select(visible[at + 1] ?? line);
    case 'ArrowUp': return select(visible[at - 1] ?? line);
    case 'Home': return select(visible[0]);
    case 'End': return select(visible.at(-1));
    case 'ArrowRight':
      if (collapsed.has(id)) return { kind: 'toggle', ids: [id], open: true };
      return { kind: 'select', id: children[0]?.id ?? id };
    case 'ArrowLeft':
      if (children.length > 0 && !collapsed.has(id)) return { kind: 'toggle', ids: [id], open: false };
      return { kind: 'select', id: line.parent ?? id };
    case 'Enter':
    case ' ':
      return { kind: 'toggle', ids: [id], open: collapsed.has(id) };
    case '*':
      return { kind: 'toggle', ids: visible.filter(({ parent }) => parent === line.parent).map(({ node }) => node.id), open: true };
    default:
      return /^\p{L}$/u.test(key) ? select(nextNamed(key, at, visible)) : undefined;
  }
}

function select(line: Line | undefined): KeyStep | undefined {
  return line && { kind: 'select', id: line.node.id };
}

/** The next line, going round, whose node type begins with the letter. */
function nextNamed(letter: string, at: number, visible: readonly Line[]): Line | undefined {
  return [...visible.slice(at + 1), ...visible.slice(0, at)].find(({ node }) => node.type.toLowerCase().startsWith(letter.toLowerCase()));
}
