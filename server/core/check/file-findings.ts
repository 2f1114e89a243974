import type { FileConfiguration } from '../coach';
import { docsUrl } from '../rules/docs-url';
import { severities, type Finding, type Fix, type Severity } from '../rules/finding';
import type { FixDraft, RegisteredRule, Report } from '../rules/rule';
import { fillMessage } from '../rules/run';
import { shiftEdit, shiftSpan } from '../text/span';

/** The level of a report: what the configuration says of the rule, or less where the report asks for less. undefined: switched off. */
export function levelOf(rule: RegisteredRule, report: Report, configuration: FileConfiguration): Severity | undefined {
  const level = configuration.levels.get(rule.id) ?? rule.severity;
  if (level === 'off') return undefined;
  const asked = report.severity ?? level;
  return severities.indexOf(asked) > severities.indexOf(level) ? asked : level;
}

/** Turns a report into a finding; both are relative to the statement, or both of the file. */
export function toFinding(rule: RegisteredRule, report: Report, severity: Severity): Finding {
  const template = rule.messages[report.message];
  if (template === undefined) throw new Error(`Rule ${rule.id} has no message ${report.message}`);
  return {
    rule: rule.id,
    messageId: report.message,
    message: fillMessage(template, report.data),
    severity,
    span: report.span,
    fixes: (report.fixes ?? []).map((draft) => toFix(draft, report)),
    docs: docsUrl(rule.id),
    lesson: rule.lesson,
    ...(rule.unnecessary === true ? { unnecessary: true } : {}),
  };
}

function toFix({ title, kind, edits }: FixDraft, { data }: Report): Fix {
  return { title: fillMessage(title, data), kind, edits };
}

export function shiftFinding(finding: Finding, by: number): Finding {
  const fixes = finding.fixes.map(({ title, kind, edits }): Fix => ({ title, kind, edits: edits.map((edit) => shiftEdit(edit, by)) }));
  return { ...finding, span: shiftSpan(finding.span, by), fixes };
}
