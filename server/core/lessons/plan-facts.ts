/** What lessons look at in a plan that ran: kinds of nodes, pages and rows, never times. */
export interface PlanFacts {
  /** Node types from the root down, as PostgreSQL names them. */
  readonly nodes: readonly string[];
  /** Type of the first node that reads a table. */
  readonly scan: string;
  /** Rows that the statement returned. */
  readonly rows: number;
  /** Rows or index entries that the nodes reading tables looked at, kept or thrown away. */
  readonly scanned: number;
  /** Pages of tables and indexes read, from memory or disk. */
  readonly pages: number;
  readonly estimate: number;
}

type JsonNode = Readonly<Record<string, unknown>>;

/** Reads the answer to `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)`; undefined where it is not one. */
export function readPlanFacts(json: string): PlanFacts | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(json);
  } catch {
    return undefined;
  }
  const root = Array.isArray(answer) ? asNode(asNode(answer[0])?.['Plan']) : undefined;
  if (root === undefined) return undefined;
  const all = flatten(root);
  const scans = all.filter((node) => typeof node['Relation Name'] === 'string');
  return {
    nodes: all.map((node) => text(node, 'Node Type')),
    scan: scans[0] === undefined ? '' : scanName(scans[0]),
    rows: number(root, 'Actual Rows') * number(root, 'Actual Loops'),
    scanned: scans.reduce((sum, node) => sum + rowsRead(node), 0),
    pages: number(root, 'Shared Hit Blocks') + number(root, 'Shared Read Blocks'),
    estimate: number(root, 'Plan Rows'),
  };
}

/** Counts of EXPLAIN are per loop. */
function rowsRead(node: JsonNode): number {
  const perLoop = number(node, 'Actual Rows') + number(node, 'Rows Removed by Filter') + number(node, 'Rows Removed by Index Recheck');
  return Math.round(perLoop * number(node, 'Actual Loops'));
}

/** As the text form of EXPLAIN prints it. */
function scanName(node: JsonNode): string {
  return text(node, 'Scan Direction') === 'Backward' ? `${text(node, 'Node Type')} Backward` : text(node, 'Node Type');
}

function flatten(node: JsonNode): readonly JsonNode[] {
  const children = Array.isArray(node['Plans']) ? node['Plans'].map(asNode).filter((child) => child !== undefined) : [];
  return [node, ...children.flatMap(flatten)];
}

function asNode(value: unknown): JsonNode | undefined {
  return typeof value === 'object' && value !== null ? (value as JsonNode) : undefined;
}

function number(node: JsonNode, key: string): number {
  const value = node[key];
  return typeof value === 'number' ? value : 0;
}

function text(node: JsonNode, key: string): string {
  const value = node[key];
  return typeof value === 'string' ? value : '';
}
