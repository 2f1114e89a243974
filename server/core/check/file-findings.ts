import type { FileConfiguration } from '../coach';
import type { PlacedStatement } from '../document/statement';
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

/** Turns a report relative to a statement (or to the file, with `undefined`) into a finding of the file. */
export function toFinding(rule: RegisteredRule, report: Report, severity: Severity, placed: PlacedStatement | undefined): Finding {
  const by = placed?.span.start ?? 0;
  const template = rule.messages[report.message];
  if (template === undefined) throw new Error(`Rule ${rule.id} has no message ${report.message}`);
  return {
    rule: rule.id,
    messageId: report.message,
    message: fillMessage(template, report.data),
    severity,
    span: shiftSpan(report.span, by),
    fixes: (report.fixes ?? []).map((draft) => toFix(draft, report, by)),
    docs: docsUrl(rule.id),
    lesson: rule.lesson,
    ...(rule.unnecessary === true ? { unnecessary: true } : {}),
  };
}

function toFix(draft: FixDraft, report: Report, by: number): Fix {
  return { title: fillMessage(draft.title, report.data), kind: draft.kind, edits: draft.edits.map((edit) => shiftEdit(edit, by)) };
}
