import type { Severity } from '../core/rules/finding';
import { placedFindings, type PlacedFinding } from './findings-in-order';
import type { FileReport } from './report';

const commands = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const satisfies Readonly<Record<Severity, string>>;

/** Workflow commands of GitHub Actions, which become annotations (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). */
export function reportGithub(files: readonly FileReport[]): string {
  return files.flatMap((file) => placedFindings(file).findings.map((found) => commandOf(file.path, found))).join('');
}

function commandOf(path: string, { finding, start, end }: PlacedFinding): string {
  // Columns count only within one line.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  const properties = { file: path, line: start.line, endLine: end.line, ...columns, title: finding.rule };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${commands[finding.severity]} ${written}::${escapeData(finding.message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
