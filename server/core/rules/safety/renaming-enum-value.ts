import { referenceOfList, formatName } from '../../sql/names';
import { keyOfName } from '../../sql/names-left';
import { findKeyword, indexAt, tokensOf } from '../../sql/find';
import { defineRule, type FixDraft, type Note, type Report, type RuleContext } from '../rule';
import doc from './renaming-enum-value.md';

type EnumNote = { readonly made: string } | { readonly changed: string; readonly report: Report };

export const renamingEnumValue = defineRule({
  id: 'renaming-enum-value',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['MigrationPilot', 'pgfence', 'pgsafe', 'diesel-guard'],
  doc,
  messages: {
    breaks:
      "As soon as '{from}' of {type} is called '{to}', every running version of the application that writes '{from}' or compares with it gets an error, and those that read '{to}' meet a value they do not know. Add '{to}' as a new value, change the rows, and leave the old value where it is.",
  },
  visit: {
    CreateEnumStmt(node, context) {
      const type = referenceOfList(node.typeName);
      if (type !== undefined) context.note({ made: keyOfName(context.catalog, type) } satisfies EnumNote);
    },
    AlterEnumStmt(node, context) {
      const type = referenceOfList(node.typeName);
      if (type === undefined || node.oldVal === undefined || node.newVal === undefined || context.direction === 'down') return;
      const data = { from: node.oldVal, to: node.newVal, type: formatName(type) };
      const fixes = addedBeside(context);
      context.note({ changed: keyOfName(context.catalog, type), report: { span: { start: 0, end: context.statement.text.length }, message: 'breaks', data, fixes } } satisfies EnumNote);
    },
  },
  end(context) {
    const made = new Set<string>();
    for (const { number, value, unit } of context.notes() as readonly Note<EnumNote>[]) {
      if ('made' in value) made.add(`${unit} ${value.made}`);
      else if (!made.has(`${unit} ${value.changed}`)) context.report(number, value.report);
    }
  },
});

/** `RENAME VALUE 'a' TO 'b'` as `ADD VALUE 'b' AFTER 'a'`. */
function addedBeside({ statement }: RuleContext): readonly FixDraft[] {
  const tokens = tokensOf(statement);
  const rename = findKeyword(tokens, 0, 'rename', 'value');
  const from = rename === undefined ? undefined : tokens.list[indexAt(tokens, rename.end)];
  const to = tokens.list.at(-1);
  if (rename === undefined || from?.kind !== 'string' || to?.kind !== 'string' || statement.placeholders.length > 0) return [];
  const text = `ADD VALUE ${tokens.text.slice(to.start, to.end)} AFTER ${tokens.text.slice(from.start, from.end)}`;
  return [{ title: 'Add it as a new value beside the old one', kind: 'suggestion', edits: [{ start: rename.start, end: to.end, text }] }];
}
