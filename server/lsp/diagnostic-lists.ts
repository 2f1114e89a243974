import type { Diagnostic, Position } from 'vscode-languageserver';
import type { FindingGroup } from '../core/check/finding-groups';
import type { CheckResult } from '../core/coach';
import { positionAt, type LineIndex } from '../core/text/line-index';
import { toDiagnostic } from './convert';
import type { Snapshot } from './documents';

/** The diagnostics of a document as a client has them or is to get them. */
export interface DiagnosticList {
  /** The same id means the same diagnostics. */
  readonly id: string;
  readonly items: readonly Diagnostic[];
}

interface Converted {
  readonly at: Position;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes diagnostics of findings, for each statement once as long as it stays where it is. */
export class DiagnosticLists {
  /** By the findings of a group, which are one object as long as statement and findings are the same. */
  readonly #converted = new WeakMap<FindingGroup['findings'], Converted>();
  readonly #last = new Map<string, { readonly list: DiagnosticList; readonly result: CheckResult }>();
  readonly #session = `${process.pid}-${Date.now().toString(36)}`;
  #count = 0;

  /** The list of before where nothing in it is different. */
  of({ uri, lines }: Snapshot, result: CheckResult): DiagnosticList {
    const last = this.#last.get(uri);
    if (last?.result === result) return last.list;
    const items: Diagnostic[] = [];
    for (const group of result.groups) for (const diagnostic of this.#convert(group, lines)) items.push(diagnostic);
    items.sort(byPlace);
    const list = last !== undefined && isSame(last.list.items, items) ? last.list : { id: `${this.#session}-${++this.#count}`, items };
    this.#last.set(uri, { list, result });
    return list;
  }

  /** Whether a list was made of a document. */
  has(uri: string): boolean {
    return this.#last.has(uri);
  }

  release(uri: string): void {
    this.#last.delete(uri);
  }

  #convert({ start, findings }: FindingGroup, lines: LineIndex): readonly Diagnostic[] {
    const at = positionAt(lines, start);
    const known = this.#converted.get(findings);
    if (known?.at.line === at.line && known.at.character === at.character) return known.diagnostics;
    const diagnostics = findings.map((finding) => toDiagnostic(finding, lines, start));
    this.#converted.set(findings, { at, diagnostics });
    return diagnostics;
  }
}

/** Statements that were not read again have the very same diagnostics; the others are few. */
function isSame(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && a.every((diagnostic, index) => diagnostic === b[index] || JSON.stringify(diagnostic) === JSON.stringify(b[index]));
}

function byPlace({ range: a, code }: Diagnostic, { range: b, code: other }: Diagnostic): number {
  const order = comparePositions(a.start, b.start) || comparePositions(a.end, b.end);
  return order !== 0 || code === other ? order : String(code) < String(other) ? -1 : 1;
}

function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
