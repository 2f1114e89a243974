import type { Reference } from '../../catalog/model';
import { addedConstraints, allAlterCommands } from '../../sql/alter-command';
import { quoteIdentifier } from '../../sql/names';
import type { Span } from '../../text/span';
import { defineRule, type FileContext, type Note } from '../rule';
import doc from './constraint-never-validated.md';

interface Unvalidated {
  readonly table: Reference;
  readonly name: string | undefined;
  readonly span: Span;
}

export const constraintNeverValidated = defineRule({
  id: 'constraint-never-validated',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['pg-index-health', 'online_migrations'],
  doc,
  messages: {
    never:
      'No later migration validates {constraint} of {table}: rows from before may break it, and the planner does not count on it. Add a migration with ALTER TABLE {table} VALIDATE CONSTRAINT {constraint}, which lets reads and writes go on.',
  },
  visit: {
    AlterTableStmt(node, context) {
      if (!context.migration || context.direction === 'down') return;
      for (const { alter, constraint } of addedConstraints(allAlterCommands(node, context))) {
        // NOT ENFORCED is never validated, and has a rule of its own.
        if (!constraint.skip_validation || (constraint.contype !== 'CONSTR_NOTNULL' && constraint.is_enforced !== true)) continue;
        context.note({ table: context.catalog.resolve(alter.table), name: constraint.conname, span: alter.span } satisfies Unvalidated);
      }
    },
  },
  end(context) {
    if (!hasLater(context)) return;
    for (const { number, value: { table, name, span } } of context.notes() as readonly Note<Unvalidated>[]) {
      const left = context.catalogAtEnd.relation(table)?.constraints.find((constraint) =>
        'validated' in constraint && !constraint.validated && constraint.origin.file === context.file && constraint.origin.statement === number
        && (name === undefined || constraint.name === name));
      if (left !== undefined) context.report(number, { span, message: 'never', data: { constraint: quoteIdentifier(left.name), table: context.display(table) } });
    }
  },
});

/** The next migration may be the one that validates, and not be written yet. */
function hasLater({ file, history }: FileContext): boolean {
  const place = history?.files.findIndex(({ path }) => path === file) ?? -1;
  return place >= 0 && (history?.files.slice(place + 1).some(({ up }) => up) ?? false);
}
