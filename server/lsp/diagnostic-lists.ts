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

interface Made {
  readonly list: DiagnosticList;
  readonly result: CheckResult;
  /** One for each group of the result. */
  readonly converted: readonly Converted[];
}

/** Makes diagnostics of findings, for each statement once as long as it stays where it is. */
export class DiagnosticLists {
  /** By the findings of a group, which are one object as long as statement and findings are the same. */
  readonly #converted = new WeakMap<FindingGroup['findings'], Converted>();
  readonly #last = new Map<string, Made>();
  readonly #session = `${process.pid}-${Date.now().toString(36)}`;
  #count = 0;

  /** The list of before where nothing in it is different. */
  of({ uri, lines }: Snapshot, result: CheckResult): DiagnosticList {
    const last = this.#last.get(uri);
    if (last?.result === result) return last.list;
    const converted = this.#convertAll(result.groups, lines, last);
    const items = inOrder(converted);
    const list = last !== undefined && isSame(last.list.items, items) ? last.list : { id: `${this.#session}-${++this.#count}`, items };
    this.#last.set(uri, { list, result, converted });
    return list;
  }

  /** Whether a list was made of a document. */
  has(uri: string): boolean {
    return this.#last.has(uri);
  }

  release(uri: string): void {
    this.#last.delete(uri);
  }

  /** Nearly every group was there before, as far from the first or from the last one. */
  #convertAll(groups: readonly FindingGroup[], lines: LineIndex, last: Made | undefined): readonly Converted[] {
    const known = last?.result.groups ?? [];
    const moved = known.length - groups.length;
    const converted: Converted[] = [];
    for (let index = 0; index < groups.length; index++) {
      const group = groups[index];
      if (group === undefined) continue;
      const before = known[index]?.findings === group.findings ? index : index + moved;
      const same = known[before]?.findings === group.findings ? last?.converted[before] : this.#converted.get(group.findings);
      converted.push(same !== undefined && isAt(lines, group.start, same.at) ? same : this.#convert(group, lines));
    }
    return converted;
  }

  #convert({ start, findings }: FindingGroup, lines: LineIndex): Converted {
    const diagnostics = findings.map((finding) => toDiagnostic(finding, lines, start));
    const converted = { at: positionAt(lines, start), diagnostics };
    this.#converted.set(findings, converted);
    return converted;
  }
}

/** Whether an offset is at a position, without a search for its line. */
function isAt({ starts }: LineIndex, offset: number, { line, character }: Position): boolean {
  const start = starts[line];
  return start !== undefined && start + character === offset && offset < (starts[line + 1] ?? Infinity);
}

function inOrder(converted: readonly Converted[]): readonly Diagnostic[] {
  const items: Diagnostic[] = [];
  let sorted = true;
  for (const { diagnostics } of converted) {
    for (const diagnostic of diagnostics) {
      const before = items.at(-1);
      sorted &&= before === undefined || byPlace(before, diagnostic) <= 0;
      items.push(diagnostic);
    }
  }
  return sorted ? items : items.toSorted(byPlace);
}

/** Statements that were not read again have the very same diagnostics; the others are few. */
function isSame(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index] && JSON.stringify(a[index]) !== JSON.stringify(b[index])) return false;
  return true;
}

function byPlace({ range: a, code }: Diagnostic, { range: b, code: other }: Diagnostic): number {
  const order = comparePositions(a.start, b.start) || comparePositions(a.end, b.end);
  return order !== 0 || code === other ? order : String(code) < String(other) ? -1 : 1;
}

function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
