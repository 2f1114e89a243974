import type { AlterEnumStmt } from '@pgsql/types';
import type { Relation } from '../../catalog/model';
import { usesOfValue } from '../../sql/enum-values';
import { relationsIn } from '../lock-steps';
import { referenceOf, referenceOfList } from '../../sql/names';
import { isControl, noteControl } from '../../sql/transaction-notes';
import { defineRule, type FileContext, type Note, type RuleContext } from '../rule';
import doc from './enum-value-used-in-transaction.md';

interface Added {
  readonly type: { readonly schema: string; readonly name: string };
  readonly value: string;
}

export const enumValueUsedInTransaction = defineRule({
  id: 'enum-value-used-in-transaction',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgsafe', 'MigrationPilot'],
  doc,
  messages: {
    unsafe: 'PostgreSQL refuses this: the value {value} was added to {type} in the same transaction, and nobody can use it before that is committed. Add the value in a migration of its own.',
  },
  visit: {
    TransactionStmt: noteControl,
    AlterEnumStmt: noteAdded,
  },
  end(context) {
    const notes = context.notes();
    for (const note of notes) if (!isControl(note.value)) reportUses(context, notes, note);
  },
});

function noteAdded(node: AlterEnumStmt, context: RuleContext): void {
  const name = referenceOfList(node.typeName);
  // With oldVal it is a value that gets another name, which can be used at once.
  if (context.transaction !== 'inside' || name === undefined || node.newVal === undefined || node.oldVal !== undefined) return;
  const known = context.catalog.type(name);
  if (known?.labels.includes(node.newVal)) return;
  context.note({ type: known === undefined ? context.catalog.resolve(name) : { schema: known.schema, name: known.name }, value: node.newVal } satisfies Added);
}

function reportUses(context: FileContext, notes: readonly Note[], added: Note): void {
  const { type, value } = added.value as Added;
  // Since 17 a value can be used at once where the type is as new as itself.
  if (context.pgVersion >= 17 && context.catalogAfter.type(type)?.origin.file === context.file) return;
  const controls = new Map(notes.flatMap((note) => (isControl(note.value) ? [[note.number, note.value.control]] : [])));
  const explicit = [...controls.values()].includes('begin');
  for (const number of context.following(added.number)) {
    if (controls.get(number) === 'end' || context.directionAt(number) !== added.direction) return;
    const statement = context.statement(number);
    // Only the few that name the value are worth a look at their tree.
    if (statement?.tree === undefined || !statement.text.includes(value) || context.transactionAt(number) !== 'inside') continue;
    const relations = relationsIn(statement.tree).flatMap((range): Relation | readonly Relation[] => context.catalogAfter.relation(referenceOf(range)) ?? []);
    const [use] = usesOfValue(statement, { type, value, relations });
    if (use === undefined) continue;
    const lineBreak = statement.text.includes('\r\n') ? '\r\n' : '\n';
    const fixes = explicit ? [{ title: 'Commit the new value first', kind: 'suggestion' as const, edits: [{ start: 0, end: 0, text: `COMMIT;${lineBreak}BEGIN;${lineBreak}` }] }] : [];
    return context.report(number, { span: use, message: 'unsafe', data: { value: `'${value}'`, type: context.display(type) }, fixes });
  }
}
