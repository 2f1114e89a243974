import type { CheckResult } from '../core/coach';
import type { Finding, Severity } from '../core/rules/finding';

/** The findings of one file, with the path as it is printed. */
export interface FileReport {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly result: CheckResult;
}

export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function summarize(files: readonly FileReport[]): Summary {
  const count = (severity: Severity) => files.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length, 0);
  return { files: files.length, errors: count('error'), warnings: count('warning'), infos: count('info') };
}

export const failLevels = ['error', 'warning', 'info', 'never'] as const;
export type FailLevel = (typeof failLevels)[number];

/** Whether a finding at or above the level is there. */
export function fails({ errors, warnings, infos }: Summary, level: FailLevel): boolean {
  const counts: Readonly<Record<FailLevel, number>> = { error: errors, warning: errors + warnings, info: errors + warnings + infos, never: 0 };
  return counts[level] > 0;
}
