import { fileURLToPath } from 'node:url';
import type { Position } from 'vscode-languageserver';
import type { Coach } from '../core/coach';
import type { OpenDocument } from '../core/document/document';
import { editLines, indexLines, offsetAt, type LineIndex } from '../core/text/line-index';

/** An open document as it was at one version. Never changes; the next version is another object. */
export interface Snapshot {
  readonly uri: string;
  /** Absolute path with `/` for a file, else the URI. */
  readonly file: string;
  readonly version: number;
  readonly document: OpenDocument;
  readonly lines: LineIndex;
}

export interface ContentChange {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** Open documents by URI. Synchronous, so that changes cannot overtake each other. */
export class Documents {
  readonly #coach: Coach;
  readonly #open = new Map<string, Snapshot>();

  constructor(coach: Coach) {
    this.#coach = coach;
  }

  get(uri: string): Snapshot | undefined {
    return this.#open.get(uri);
  }

  all(): readonly Snapshot[] {
    return [...this.#open.values()];
  }

  /** The open document of a file, by its path. */
  byFile(file: string): Snapshot | undefined {
    return this.all().find((snapshot) => snapshot.file === file);
  }

  open(uri: string, version: number, text: string): Snapshot {
    return this.#keep({ uri, version }, this.#coach.open(text), indexLines(text));
  }

  /** undefined where the document was never opened: such a change has no text to apply to. */
  change(uri: string, version: number, changes: readonly ContentChange[]): Snapshot | undefined {
    const before = this.#open.get(uri);
    if (before === undefined) return undefined;
    const [only] = changes;
    if (changes.length === 1 && only?.range !== undefined) {
      const edit = { ...spanOf(before.lines, only.range), text: only.text };
      const document = this.#coach.edit(before.document, edit);
      return this.#keep({ uri, version }, document, editLines(before.lines, edit, document));
    }
    const text = applyChanges(before, changes);
    return this.#keep({ uri, version }, this.#coach.edit(before.document, text), indexLines(text));
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  closeAll(): void {
    this.#open.clear();
  }

  #keep({ uri, version }: Pick<Snapshot, 'uri' | 'version'>, document: OpenDocument, lines: LineIndex): Snapshot {
    const file = this.#open.get(uri)?.file ?? fileOf(uri);
    const snapshot: Snapshot = { uri, file, version, document, lines };
    this.#open.set(uri, snapshot);
    return snapshot;
  }
}

/** Absolute path with `/` of a `file:` URI; any other URI as it is. */
export function fileOf(uri: string): string {
  if (!uri.startsWith('file:')) return uri;
  try {
    return fileURLToPath(uri).replaceAll('\\', '/');
  } catch {
    return uri;
  }
}

/**
 * Changes apply one after the other, each to the text that the ones before it left. Editors send those of many cursors from the
 * last to the first: then the places of all are those of the first text, and lines are counted once instead of once for each.
 */
function applyChanges({ lines, document }: Snapshot, changes: readonly ContentChange[]): string {
  let current = lines;
  let text = document.text;
  let untouchedBefore = Infinity;
  for (const change of changes) {
    if (change.range === undefined) {
      text = change.text;
      current = indexLines(text);
      untouchedBefore = Infinity;
      continue;
    }
    let span = spanOf(current, change.range);
    // At the border itself too: the line may go on further now than it did.
    if (span.end >= untouchedBefore) {
      current = indexLines(text);
      span = spanOf(current, change.range);
    }
    text = text.slice(0, span.start) + change.text + text.slice(span.end);
    untouchedBefore = span.start;
  }
  return text;
}

function spanOf(lines: LineIndex, range: { readonly start: Position; readonly end: Position }) {
  const start = offsetAt(lines, range.start);
  return { start, end: Math.max(start, offsetAt(lines, range.end)) };
}
