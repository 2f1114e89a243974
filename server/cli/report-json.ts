import { indexLines, positionAt, type LineIndex } from '../core/text/line-index';
import { summarize, type FileReport } from './report';

/** The machine-readable report; its shape is a promise to scripts outside. Lines and columns from 1, offsets in UTF-16 units. */
export function reportJson(files: readonly FileReport[]): string {
  return `${JSON.stringify({ version: 1, files: files.map(fileOf), summary: summarize(files) }, undefined, 2)}\n`;
}

function fileOf({ path, text, findings }: FileReport) {
  const lines = indexLines(text);
  return {
    path,
    findings: findings.map(({ rule, message, severity, span, docs, lesson, fixes }) => ({
      rule,
      message,
      severity,
      start: placeOf(lines, span.start),
      end: placeOf(lines, span.end),
      docs,
      lesson: lesson ?? null,
      fixes: fixes.map(({ title, kind, edits }) => ({ title, kind, edits: edits.map((edit) => ({ start: edit.start, end: edit.end, text: edit.text })) })),
    })),
  };
}

function placeOf(lines: LineIndex, offset: number) {
  const { line, character } = positionAt(lines, offset);
  return { offset, line: line + 1, column: character + 1 };
}
