import * as z from 'zod/mini';
import type { LintFinding } from '../lint-port';
import { failure } from '../run-sql';
import type { CheckKind } from './kind';
import { text } from './yaml';

export const lintSchema = z.strictObject({ none_of: z.array(text).check(z.minLength(1)) });

export interface LintTest {
  readonly kind: 'lint';
  /** Rules that may find nothing in the answer. */
  readonly rules: readonly string[];
}

export function readLintTest({ none_of: rules }: z.output<typeof lintSchema>): LintTest {
  return { kind: 'lint', rules };
}

/** The linter finds nothing of the listed rules in the answer. */
export const lintCheck: CheckKind<LintTest, { readonly kind: 'lint'; readonly findings: readonly LintFinding[] }> = {
  async alone({ lint, fixture, answer }) {
    if (lint === undefined) return failure('The linter is not available here.');
    return { ok: true, value: { kind: 'lint', findings: await lint({ fixture, answer }) } };
  },
  judge({ rules }, { findings }) {
    const found = findings.filter(({ rule }) => rules.includes(rule));
    return {
      passed: found.length === 0,
      actual: found.length === 0 ? 'The linter finds nothing of it.' : found.map(({ rule, line, message }) => `Line ${line}, ${rule}: ${message}`).join(' '),
    };
  },
};
