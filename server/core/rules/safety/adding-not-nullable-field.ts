import { alterCommands, appendStatements, generatedName, removeCommand, type AlterCommand } from '../../sql/alter-command';
import { quoteIdentifier } from '../../sql/names';
import { findNotNullProof } from '../../sql/not-null-proof';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './adding-not-nullable-field.md';

export const addingNotNullableField = defineRule({
  id: 'adding-not-nullable-field',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { squawk: 'adding-not-nullable-field', strongMigrations: 'change_column_null', eugene: 'E2' },
  peers: ['Squawk', 'eugene', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic', 'Atlas', 'Bytebase', 'diesel-guard'],
  doc,
  messages: {
    scan:
      'SET NOT NULL takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read to look for NULL in {column}. Add a NOT NULL constraint NOT VALID instead, and validate it in a later transaction: that lets reads and writes go on.',
    scanBefore18:
      'SET NOT NULL takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read to look for NULL in {column}. Add CHECK ({column} IS NOT NULL) NOT VALID first and validate it in a later transaction, which lets reads and writes go on; SET NOT NULL then does not look at the rows.',
    droppedProof:
      'SET NOT NULL takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read: PostgreSQL drops the constraint {proof} first, so it cannot prove that {column} has no NULL. Drop the constraint in a statement of its own, after SET NOT NULL.',
    notValidConstraint:
      'SET NOT NULL takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read. The constraint {proof} is there already, NOT VALID: VALIDATE CONSTRAINT {proof} reads the table too, but lets reads and writes go on.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const alter of alterCommands(node, context)) {
        if (alter.command.subtype === 'AT_SetNotNull' && alter.command.name !== undefined) report(alter, alter.command.name, context);
      }
    },
  },
});

function report(alter: AlterCommand, column: string, context: RuleContext): void {
  const { relation, span } = alter;
  const data = { table: context.display(alter.table), column: quoteIdentifier(column) };
  if (relation !== undefined) {
    const pending = relation.constraints.find((constraint) => constraint.kind === 'not-null' && !constraint.validated && constraint.columns.includes(column));
    if (pending !== undefined) {
      const name = quoteIdentifier(pending.name);
      const fix: FixDraft = { title: `Validate ${name} instead`, kind: 'suggestion', edits: [{ ...span, text: `VALIDATE CONSTRAINT ${name}` }] };
      return context.report({ span, message: 'notValidConstraint', data: { ...data, proof: name }, fixes: alter.text === undefined ? [] : [fix] });
    }
    if (relation.columns.find(({ name }) => name === column)?.notNull === true) return;
    const proof = findNotNullProof(relation, column);
    const dropped = alter.siblings.flatMap(({ subtype, name }) => (subtype === 'AT_DropConstraint' && name !== undefined ? [name] : []));
    if (proof !== undefined) {
      if (findNotNullProof(relation, column, dropped) !== undefined) return;
      return context.report({ span, message: 'droppedProof', data: { ...data, proof: quoteIdentifier(proof) }, fixes: dropLater(alter, proof, context) });
    }
  }
  context.report({ span, message: context.pgVersion >= 18 ? 'scan' : 'scanBefore18', data, fixes: stepByStep(alter, column, context) });
}

/** Takes DROP CONSTRAINT out of the list and puts it behind. */
function dropLater({ text, siblings }: AlterCommand, proof: string, context: RuleContext): readonly FixDraft[] {
  const index = siblings.findIndex(({ subtype, name }) => subtype === 'AT_DropConstraint' && name === proof);
  const span = text?.commands[index];
  const removal = text && removeCommand(text, index);
  if (text === undefined || span === undefined || removal === undefined) return [];
  const behind = appendStatements(context, [`${text.head} ${context.statement.text.slice(span.start, span.end)}`]);
  return [{ title: 'Drop the constraint in a statement of its own, behind', kind: 'suggestion', edits: [removal, behind] }];
}

/** In one transaction the steps would gain nothing: the lock of the first would be kept through the others. */
function stepByStep({ text, span, table }: AlterCommand, column: string, context: RuleContext): readonly FixDraft[] {
  if (text === undefined || context.transaction === 'inside') return [];
  const [written, name] = [quoteIdentifier(column), generatedName([table.name, column], 'not_null')];
  const [constraint, ...later] =
    context.pgVersion >= 18
      ? [`NOT NULL ${written}`, `VALIDATE CONSTRAINT ${name}`]
      : [`CHECK (${written} IS NOT NULL)`, `VALIDATE CONSTRAINT ${name}`, `ALTER COLUMN ${written} SET NOT NULL`, `DROP CONSTRAINT ${name}`];
  const first = { ...span, text: `ADD CONSTRAINT ${name} ${constraint} NOT VALID` };
  const behind = appendStatements(context, later.map((step) => `${text.head} ${step}`));
  const edits = span.end === behind.start ? [{ ...first, text: first.text + behind.text }] : [first, behind];
  return [{ title: 'Check the rows first, without blocking', kind: 'suggestion', edits }];
}
