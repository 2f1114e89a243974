import { DiagnosticSeverity, DiagnosticTag, type Diagnostic, type Range, type TextEdit } from 'vscode-languageserver';
import type { Finding, Severity } from '../core/rules/finding';
import { offsetAt, positionAt, type LineIndex } from '../core/text/line-index';
import { shiftEdit, shiftSpan, type Edit, type Span } from '../core/text/span';

export const sourceName = 'sql-coach';

const severityCodes: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What travels in `Diagnostic.data` and comes back with a code action request, so that the server need not remember findings. */
export interface FindingData {
  readonly rule: string;
  readonly lesson: string | null;
  readonly fixes: readonly { readonly title: string; readonly kind: 'safe' | 'suggestion'; readonly edits: readonly TextEdit[] }[];
}

export function toRange(lines: LineIndex, span: Span): Range {
  return { start: positionAt(lines, span.start), end: positionAt(lines, span.end) };
}

export function toSpan(lines: LineIndex, range: Range): Span {
  const start = offsetAt(lines, range.start);
  return { start, end: Math.max(start, offsetAt(lines, range.end)) };
}

export function toTextEdit(lines: LineIndex, edit: Edit): TextEdit {
  return { range: toRange(lines, edit), newText: edit.text };
}

/** @param by what the finding's spans count from */
export function toDiagnostic(finding: Finding, lines: LineIndex, by: number): Diagnostic {
  const data: FindingData = {
    rule: finding.rule,
    lesson: finding.lesson ?? null,
    fixes: finding.fixes.map(({ title, kind, edits }) => ({ title, kind, edits: edits.map((edit) => toTextEdit(lines, shiftEdit(edit, by))) })),
  };
  return {
    range: toRange(lines, shiftSpan(finding.span, by)),
    severity: severityCodes[finding.severity],
    code: finding.rule,
    codeDescription: { href: finding.docs },
    source: sourceName,
    message: finding.message,
    data,
    ...(finding.unnecessary === true ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

/** The data of a diagnostic of ours; undefined for one that came from elsewhere or lost its data on the way. */
export function findingData(diagnostic: Diagnostic): FindingData | undefined {
  const data: unknown = diagnostic.data;
  if (diagnostic.source !== sourceName || typeof data !== 'object' || data === null) return undefined;
  return 'rule' in data && typeof data.rule === 'string' && 'fixes' in data && Array.isArray(data.fixes) ? (data as FindingData) : undefined;
}
