import type { PlanNodeReport, PlanReport } from '../../server/core/plan/report';

/** A line of the tree. */
export interface Line {
  readonly node: PlanNodeReport;
  /** Counts from 1, as `aria-level` does. */
  readonly level: number;
  readonly parent: string | undefined;
  /** Place among its siblings, from 1. */
  readonly position: number;
  readonly siblings: number;
}

/** Nodes in the order in which EXPLAIN prints them. A plan may be a thousand levels deep, so nothing here recurses. */
export function lines(root: PlanNodeReport): readonly Line[] {
  const result: Line[] = [];
  const open: Line[] = [{ node: root, level: 1, parent: undefined, position: 1, siblings: 1 }];
  for (let line = open.pop(); line; line = open.pop()) {
    result.push(line);
    const { node, level } = line;
    for (let index = node.children.length - 1; index >= 0; index -= 1) {
      open.push({ node: node.children[index]!, level: level + 1, parent: node.id, position: index + 1, siblings: node.children.length });
    }
  }
  return result;
}

/** Lines that are not inside a collapsed node. */
export function visibleLines(all: readonly Line[], collapsed: ReadonlySet<string>): readonly Line[] {
  const result: Line[] = [];
  let hiddenBelow = Infinity;
  for (const line of all) {
    if (line.level > hiddenBelow) continue;
    result.push(line);
    hiddenBelow = collapsed.has(line.node.id) ? line.level : Infinity;
  }
  return result;
}

/** Where a reader should look first: not the root, which explains nothing. */
export function firstSelection(report: PlanReport): string {
  return report.costly ?? report.reasons[0]?.node ?? report.root.id;
}

/** `Seq Scan on orders` */
export function nodeName(node: PlanNodeReport): string {
  return node.detail ? `${node.type} ${node.detail}` : node.type;
}
