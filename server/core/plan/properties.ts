import type { PlanNode } from './plan';
import { kilobytes, wholeNumber } from './words';

/** Shown in `detail` or in columns of their own, or of no use to a reader. */
const elsewhere = new Set([
  'Parallel Aware', 'Async Capable', 'Relation Name', 'Schema', 'Alias', 'Index Name', 'Join Type', 'Scan Direction', 'Strategy', 'Partial Mode',
  'Operation', 'Command', 'CTE Name', 'Function Name', 'Disabled', 'Inner Unique', 'Single Copy', 'Workers Planned', 'Workers Launched',
  'Sort Space Type', 'Sort Space Used', 'Full-sort Groups', 'Pre-sorted Groups',
]);

/** Conditions first, then what the node did, then the rest as EXPLAIN orders it. */
const first = [
  'Index Cond', 'Recheck Cond', 'Filter', 'Join Filter', 'Hash Cond', 'Merge Cond', 'One-Time Filter', 'Sort Key', 'Presorted Key', 'Group Key',
  'Cache Key', 'Sort Method', 'Rows Removed by Filter', 'Rows Removed by Join Filter', 'Rows Removed by Index Recheck', 'Heap Fetches',
];

const blocks = /^(Shared|Local|Temp) (Hit|Read|Dirtied|Written) Blocks$/;

/** Facts of a node in the words of EXPLAIN. Unknown ones are kept; zeros and output columns are left out. */
export function propertiesOf(node: PlanNode): readonly { readonly name: string; readonly value: string }[] {
  const facts = new Map<string, string>();
  for (const [name, value] of Object.entries(node.raw)) {
    if (elsewhere.has(name) || blocks.test(name) || name === 'Output') continue;
    const text = textFor(name, value);
    if (text !== undefined) facts.set(name, text);
  }
  const sort = node.raw['Sort Space Type'];
  if (typeof sort === 'string') facts.set('Sort Method', `${facts.get('Sort Method') ?? 'sort'}, ${sort === 'Disk' ? 'disk' : 'memory'} ${kilobytes(Number(node.raw['Sort Space Used'] ?? 0))}`);
  if (node.raw['Disabled'] === true) facts.set('Disabled', 'yes, by a setting');
  if (node.workersLaunched !== undefined || node.workersPlanned > 0) facts.set('Workers', `${node.workersPlanned} planned${node.workersLaunched === undefined ? '' : `, ${node.workersLaunched} launched`}`);
  const buffers = buffersOf(node);
  if (buffers) facts.set('Buffers', buffers);
  const names = [...first.filter((name) => facts.has(name)), ...[...facts.keys()].filter((name) => !first.includes(name))];
  return names.map((name) => ({ name, value: facts.get(name) ?? '' }));
}

/** As the text form has it: `shared hit=12 read=3, temp written=40`. */
function buffersOf(node: PlanNode): string {
  const kinds = new Map<string, string[]>();
  for (const [name, value] of Object.entries(node.raw)) {
    const [, kind = '', action = ''] = blocks.exec(name) ?? [];
    if (kind === '' || typeof value !== 'number' || value === 0) continue;
    kinds.set(kind, [...(kinds.get(kind) ?? []), `${action.toLowerCase()}=${value}`]);
  }
  return [...kinds].map(([kind, parts]) => `${kind.toLowerCase()} ${parts.join(' ')}`).join(', ');
}

function textFor(name: string, value: unknown): string | undefined {
  if (Array.isArray(value)) return value.every((part) => typeof part === 'string') && value.length > 0 ? value.join(', ') : undefined;
  if (typeof value === 'boolean') return value ? 'yes' : undefined;
  if (typeof value === 'number') {
    if (value === 0) return undefined;
    if (/Memory|Disk|Storage/.test(name)) return kilobytes(value);
    return name.endsWith('Time') ? `${Number(value.toFixed(3))} ms` : wholeNumber(value);
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What the text form prints after the type of the node: `using orders_pkey on orders o`, `on recent`. */
export function detailOf(node: PlanNode): string {
  const parts: string[] = [];
  if (node.index !== undefined) parts.push(node.relation === undefined ? `on ${node.index}` : `using ${node.index}`);
  const target = node.relation ?? stringOf(node, 'CTE Name') ?? stringOf(node, 'Function Name') ?? (node.type.endsWith('Scan') || node.type.startsWith('Values') ? node.alias : undefined);
  if (target !== undefined && !(node.relation === undefined && node.index !== undefined)) parts.push(`on ${target}${node.alias !== undefined && node.alias !== target ? ` ${node.alias}` : ''}`);
  if (node.subplanName !== undefined) parts.push(`(${node.subplanName})`);
  return parts.join(' ');
}

function stringOf(node: PlanNode, name: string): string | undefined {
  const value = node.raw[name];
  return typeof value === 'string' ? value : undefined;
}
