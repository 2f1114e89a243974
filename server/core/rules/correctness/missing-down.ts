import { firstWord, noteStatements } from '../../sql/first-statement';
import { defineRule, type FileContext } from '../rule';
import doc from './missing-down.md';

/** Frameworks that read both ways from one file. */
const inOneFile: ReadonlySet<string | undefined> = new Set(['dbmate', 'goose', 'node-pg-migrate']);

/** The mark of the section that undoes, and a comment in it. */
const saysWhyNot = /^--\s*(?:migrate:down|\+goose\s+down|down\s+migration)\b[^\n]*\n\s*--(?!\s*(?:\+goose|migrate:))\s*\S/im;

export const missingDown = defineRule({
  id: 'missing-down',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  optional: true,
  doc,
  messages: {
    section: 'Nothing here says how the migration is undone. Write the section that does, or say in it why it cannot be undone.',
    file: 'There is no {name} that undoes this migration. Write it, or say in it why it cannot be undone.',
  },
  visit: noteStatements,
  end(context) {
    const first = context.notes().find(({ direction }) => direction === 'up');
    if (first === undefined) return;
    const pair = /^(.*\/)?([^/]*?)(?<=^|[/._-])up\.sql$/i.exec(context.file);
    if (pair !== null) {
      const name = `${pair[2] ?? ''}down.sql`;
      if (!has(context, `${pair[1] ?? ''}${name}`)) context.report(first.number, { span: firstWord(context, first.number), message: 'file', data: { name } });
    } else if (inOneFile.has(context.history?.framework) && !context.notes().some(({ direction }) => direction === 'down') && !saysWhyNot.test(context.trailingText)) {
      context.report(first.number, { span: firstWord(context, first.number), message: 'section' });
    }
  },
});

function has({ history }: FileContext, path: string): boolean {
  // A file outside of a history has nobody beside it.
  return history === undefined || history.files.some((file) => file.path === path);
}
