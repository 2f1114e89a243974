import { hashOf } from '../core/check/fingerprints';
import type { Severity } from '../core/rules/finding';
import { placedFindings } from './findings-in-order';
import type { FileReport } from './report';

const severities = { error: 'critical', warning: 'major', info: 'minor', hint: 'info' } as const satisfies Readonly<Record<Severity, string>>;

/** A Code Quality report of GitLab (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format). */
export function reportGitlab(files: readonly FileReport[]): string {
  const issues = files.flatMap((file) => placedFindings(file).findings.map(({ finding, statement, occurrence, start, end }) => ({
    description: finding.message,
    check_name: finding.rule,
    // GitLab shows only the first of those that are the same.
    fingerprint: hashOf(`${file.path}\n${finding.rule}\n${statement}\n${occurrence}`),
    severity: severities[finding.severity],
    location: { path: file.path, lines: { begin: start.line, end: end.line } },
  })));
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}
