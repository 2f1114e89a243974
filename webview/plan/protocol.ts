import type { PlanReport } from '../../server/core/plan/report';

/** Where a plan came from, so that it can be made again. Kept by the page over a reload; the panel checks it when it comes back. */
export interface PlanOrigin {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  /** Id of a connection; null is the embedded PostgreSQL. */
  readonly connection: string | null;
  /** Whether the statement was run for it. */
  readonly analyze: boolean;
}

/** All that the view shows at a moment. */
export type PlanSnapshot =
  | { readonly state: 'empty' }
  /** The window was reloaded; what would connect to a server or run the statement is not done again without being asked. */
  | { readonly state: 'paused'; readonly origin: PlanOrigin; readonly target: string }
  | { readonly state: 'loading'; readonly origin: PlanOrigin; readonly target: string }
  | { readonly state: 'failed'; readonly origin: PlanOrigin; readonly message: string; readonly action: string }
  | { readonly state: 'shown'; readonly origin: PlanOrigin; readonly report: PlanReport };

export type ToView =
  | { readonly type: 'snapshot'; readonly snapshot: PlanSnapshot }
  | { readonly type: 'copied'; readonly format: CopyFormat };

export type CopyFormat = 'text' | 'json';

export type ToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'explain' }
  | { readonly type: 'cancel' }
  | { readonly type: 'showStatement' }
  | { readonly type: 'copy'; readonly format: CopyFormat }
  | { readonly type: 'learn'; readonly lesson: string };

/** What the page keeps of itself: where the reader was. The plan itself comes from the panel. */
export interface PlanState {
  readonly origin: PlanOrigin;
  /** Ids mean something only in the plan of this statement. */
  readonly statement: string;
  readonly selected: string;
  readonly collapsed: readonly string[];
}

/** A message of the page, or undefined: the panel trusts nothing that comes out of a webview. */
export function readToHost(data: unknown): ToHost | undefined {
  if (!isRecord(data)) return undefined;
  switch (data['type']) {
    case 'ready':
    case 'explain':
    case 'cancel':
    case 'showStatement':
      return { type: data['type'] };
    case 'copy':
      return data['format'] === 'text' || data['format'] === 'json' ? { type: 'copy', format: data['format'] } : undefined;
    case 'learn':
      return typeof data['lesson'] === 'string' ? { type: 'learn', lesson: data['lesson'] } : undefined;
    default:
      return undefined;
  }
}

export function readToView(data: unknown): ToView | undefined {
  if (!isRecord(data)) return undefined;
  const { type, snapshot, format } = data;
  if (type === 'snapshot' && isRecord(snapshot) && typeof snapshot['state'] === 'string') return { type, snapshot: snapshot as unknown as PlanSnapshot };
  return type === 'copied' && (format === 'text' || format === 'json') ? { type, format } : undefined;
}

/** State may be of an older version of the extension, or damaged: then there is none. */
export function readPlanState(saved: unknown): PlanState | undefined {
  if (!isRecord(saved)) return undefined;
  const { statement, selected, collapsed } = saved;
  const origin = readOrigin(saved['origin']);
  if (!origin || typeof statement !== 'string' || typeof selected !== 'string' || !Array.isArray(collapsed)) return undefined;
  return { origin, statement, selected, collapsed: collapsed.filter((id) => typeof id === 'string') };
}

/** An origin that was stored, or undefined. */
export function readOrigin(value: unknown): PlanOrigin | undefined {
  if (!isRecord(value)) return undefined;
  const { uri, line, character, connection, analyze } = value;
  if (typeof uri !== 'string' || !isCount(line) || !isCount(character) || typeof analyze !== 'boolean' || (connection !== null && typeof connection !== 'string')) return undefined;
  return { uri, line, character, connection, analyze };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
