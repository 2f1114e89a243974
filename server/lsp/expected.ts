import type { ExpectedTokens } from '../core/host';
import type { Finding } from '../core/rules/finding';
import type { Snapshot } from './documents';
import { statementAt } from './suppress';

/** One line for each syntax error among the findings: what could stand there, where a second grammar knows it. */
export async function expectedText({ document }: Snapshot, findings: readonly Finding[], tokens: ExpectedTokens): Promise<readonly string[]> {
  const finding = findings.find(({ rule }) => rule === 'syntax-error');
  const placed = finding === undefined ? undefined : statementAt(document.statements, finding.span.start);
  const error = placed?.statement.error;
  if (placed === undefined || error === undefined) return [];
  const expected = await tokens.expectedAt(placed.statement.masked, error.offset).catch(() => []);
  return expected.length === 0 ? [] : [`Expected here: ${expected.map((token) => `\`${token}\``).join(', ')}`];
}
