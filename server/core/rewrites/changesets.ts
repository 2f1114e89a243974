import type { Migration } from '../migrations/write-migration';
import { writeChangeset } from '../migrations/write-migration';
import type { Edit } from '../text/span';
import { lineBreakOf, type Present } from './present';
import { refuse, type Plan, type Refusal } from './recipe';

/** Steps as changesets of Liquibase behind the one that holds the statement; undefined where there are none. */
export function changesets(present: Present, migrations: readonly Migration[], plan: Plan): { readonly edit: Edit } | Refusal {
  const { document, part } = present;
  const own = document.text.slice(part.start, part.end);
  const [, author, id] = /^[ \t]*--[ \t]*changeset[ \t]+([^\s:]+):(\S+)/im.exec(own) ?? [];
  if (author === undefined || id === undefined) return refuse('The changeset of the statement has no id.');
  const rollback = /^[ \t]*--[ \t]*rollback\b/im.test(own);
  const undo = plan.steps[0]?.down ?? [];
  if (rollback && undo.join() !== plan.undo.join()) return refuse('Its changeset has a rollback of its own: take that away first, the steps bring theirs.');
  const lines = migrations.flatMap((migration, index) => ['', ...writeChangeset(migration, `${author}:${id}-${index + 2}`)]);
  const eol = lineBreakOf(document);
  const text = lines.join('\n').replaceAll('\n', eol);
  const last = own.trimEnd().length;
  return { edit: { start: part.start + last, end: part.start + last, text: `${eol}${text}` } };
}
