import { keyedFindings, type KeyedFinding } from '../core/check/fingerprints';
import { indexLines, positionAt } from '../core/text/line-index';
import type { Span } from '../core/text/span';
import type { FileReport } from './report';

/** A place in a file, counted from 1; columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface PlacedFinding extends KeyedFinding {
  readonly start: Place;
  readonly end: Place;
}

/** The findings of a file as it reports them, with their lines and with what names them wherever they move. */
export function placedFindings(report: FileReport): { readonly findings: readonly PlacedFinding[]; readonly placeOf: (offset: number) => Place } {
  const lines = indexLines(report.text);
  const placeOf = (offset: number): Place => {
    const { line, character } = positionAt(lines, offset);
    return { line: line + 1, column: character + 1 };
  };
  const places = ({ start, end }: Span) => ({ start: placeOf(start), end: placeOf(end) });
  // A report without findings says nothing of what was found: a baseline has just been written.
  const keyed = report.findings.length === 0 ? [] : keyedFindings(report.result.groups);
  return { findings: keyed.map((each) => ({ ...each, ...places(each.finding.span) })), placeOf };
}
