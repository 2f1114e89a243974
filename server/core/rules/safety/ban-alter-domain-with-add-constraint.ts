import type { AlterDomainStmt } from '@pgsql/types';
import { formatName, referenceOfList } from '../../sql/names';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './ban-alter-domain-with-add-constraint.md';

export const banAlterDomainWithAddConstraint = defineRule({
  id: 'ban-alter-domain-with-add-constraint',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { squawk: 'ban-alter-domain-with-add-constraint', postgresLanguageServer: 'banAlterDomainWithAddConstraint' },
  peers: ['Squawk', 'Postgres Language Server', 'pgfence', 'pgsafe', 'diesel-guard'],
  doc,
  messages: {
    known: 'Adding this to the domain {domain} takes SHARE on every table that uses it ({tables}) and reads them whole: writes wait until all are read. Add the constraint NOT VALID, which locks no table, and validate it when few write.',
    unknown: 'Adding this to the domain {domain} takes SHARE on every table that has a column of it, and reads them whole: writes wait until all are read. Add the constraint NOT VALID, which locks no table, and validate it when few write.',
    notNull: 'SET NOT NULL on the domain {domain} takes SHARE on every table that uses it{tables} and reads them whole: writes wait until all are read. Add CHECK (VALUE IS NOT NULL) NOT VALID, which locks no table, and validate it when few write.',
  },
  visit: {
    AlterDomainStmt(node, context) {
      // The parser gives letters: C adds a constraint, O sets NOT NULL.
      const adds: string = node.subtype ?? '';
      const domain = referenceOfList(node.typeName);
      if (domain === undefined || (adds !== 'O' && (adds !== 'C' || isNotValid(node)))) return;
      const users = context.effects().locks.flatMap(({ relation }) => (context.isNew(relation) ? [] : [context.display(relation)]));
      // A domain that the history made is used where it says; of any other nothing is known.
      if (users.length === 0 && context.catalog.type(domain) !== undefined) return;
      const shown = users.length > 3 ? `${users.slice(0, 3).join(', ')} and ${users.length - 3} more` : users.join(', ');
      const message = adds === 'O' ? 'notNull' : users.length > 0 ? 'known' : 'unknown';
      context.report({
        span: { start: 0, end: context.statement.text.length },
        message,
        data: { domain: formatName(domain), tables: message === 'notNull' && shown !== '' ? ` (${shown})` : shown },
        fixes: adds === 'C' ? notValid(context) : [],
      });
    },
  },
});

function isNotValid({ def }: AlterDomainStmt): boolean {
  // Only a CHECK can be NOT VALID; NOT NULL as a constraint of a domain reads the tables as SET NOT NULL does.
  return def !== undefined && 'Constraint' in def && def.Constraint.skip_validation === true;
}

function notValid(context: RuleContext): readonly FixDraft[] {
  const end = context.statement.text.length;
  return [{ title: 'Add it NOT VALID (validate it in a later migration, when few write)', kind: 'suggestion', edits: [{ start: end, end, text: ' NOT VALID' }] }];
}
