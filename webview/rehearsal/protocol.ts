import type { RehearsalReport } from '../../server/core/trace/report';

/** All that the view shows at a moment. */
export type RehearsalSnapshot =
  | { readonly state: 'empty' }
  | { readonly state: 'running'; readonly file: RehearsedFile }
  | { readonly state: 'failed'; readonly file: RehearsedFile; readonly message: string; readonly action: string }
  | { readonly state: 'shown'; readonly file: RehearsedFile; readonly report: RehearsalReport; readonly marked: number | null };

export interface RehearsedFile {
  readonly uri: string;
  /** As the workspace shows it: `migrations/007_next_release.sql`. */
  readonly name: string;
}

export type ToView = { readonly type: 'snapshot'; readonly snapshot: RehearsalSnapshot };

export type ToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'rehearse' }
  | { readonly type: 'cancel' }
  | { readonly type: 'showFile' }
  /** `error`: where PostgreSQL points to, and not where the statement begins. */
  | { readonly type: 'showStatement'; readonly index: number; readonly error: boolean }
  | { readonly type: 'showProblem'; readonly index: number };

/** What the page keeps of itself: where the reader was. */
export interface RehearsalState {
  readonly uri: string;
  readonly selected: number;
}

/** A message of the page, or undefined: the panel trusts nothing that comes out of a webview. */
export function readToHost(data: unknown): ToHost | undefined {
  if (!isRecord(data)) return undefined;
  const { type, index, error } = data;
  switch (type) {
    case 'ready':
    case 'rehearse':
    case 'cancel':
    case 'showFile':
      return { type };
    case 'showStatement':
      return isCount(index) && typeof error === 'boolean' ? { type, index, error } : undefined;
    case 'showProblem':
      return isCount(index) ? { type, index } : undefined;
    default:
      return undefined;
  }
}

export function readToView(data: unknown): ToView | undefined {
  const snapshot = isRecord(data) && data['type'] === 'snapshot' ? readSnapshot(data['snapshot']) : undefined;
  return snapshot && { type: 'snapshot', snapshot };
}

/** A snapshot that was stored, as far as it is needed to show it; undefined for anything else. */
export function readSnapshot(value: unknown): RehearsalSnapshot | undefined {
  if (!isRecord(value)) return undefined;
  const { state, file, report, message } = value;
  const named = isRecord(file) && typeof file['uri'] === 'string' && typeof file['name'] === 'string';
  const sound = state === 'empty' || (named && (state === 'running' || (state === 'failed' && typeof message === 'string') || (state === 'shown' && isReport(report))));
  return sound ? (value as unknown as RehearsalSnapshot) : undefined;
}

function isReport(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { summary, source, statements, problems, notes } = value;
  return typeof summary === 'string' && typeof source === 'string' && [statements, problems, notes].every(Array.isArray);
}

export function readRehearsalState(saved: unknown): RehearsalState | undefined {
  if (!isRecord(saved)) return undefined;
  const { uri, selected } = saved;
  return typeof uri === 'string' && isCount(selected) ? { uri, selected } : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
