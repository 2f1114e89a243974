import type { Constraint } from '@pgsql/types';
import type { FixDraft, RuleContext } from '../rules/rule';
import { appendStatements, generatedName, type AlterCommand } from './alter-command';
import { quoteIdentifier } from './names';

/** What PostgreSQL would call the constraint: the parts of the name and its label. */
export interface DefaultName {
  readonly parts: readonly string[];
  readonly label: string;
}

/**
 * Adds NOT VALID to a subcommand that adds a constraint, and validates it in a statement behind.
 * Inside a transaction the second statement would run under the lock of the first, so there it is left to a later migration.
 */
export function notValidFix(alter: AlterCommand, constraint: Constraint, defaultName: DefaultName, context: RuleContext): FixDraft | undefined {
  const { text, span } = alter;
  if (text === undefined) return undefined;
  const mark = { start: span.end, end: span.end, text: ' NOT VALID' };
  if (context.transaction === 'inside') {
    return { title: 'Add it NOT VALID (validate it in a later migration)', kind: 'suggestion', edits: [mark] };
  }
  const named = constraint.conname !== undefined;
  const name = constraint.conname === undefined ? generatedName(defaultName.parts, defaultName.label) : quoteIdentifier(constraint.conname);
  // VALIDATE needs a name: one that is written here cannot be guessed wrong.
  const afterAdd = span.start + 'ADD'.length;
  const naming = named ? [] : [{ start: afterAdd, end: afterAdd, text: ` CONSTRAINT ${name}` }];
  const behind = appendStatements(context, [`${text.head} VALIDATE CONSTRAINT ${name}`]);
  const isLast = span.end === behind.start;
  return {
    title: 'Add it NOT VALID, then validate it without blocking',
    // Two such fixes of one statement would both write at its end.
    kind: named && addedConstraints(alter) === 1 ? 'safe' : 'suggestion',
    edits: [...naming, ...(isLast ? [{ ...mark, text: mark.text + behind.text }] : [mark, behind])],
  };
}

function addedConstraints({ siblings }: AlterCommand): number {
  return siblings.filter(({ subtype, def }) => subtype === 'AT_AddConstraint' && def !== undefined && 'Constraint' in def && !def.Constraint.skip_validation).length;
}
