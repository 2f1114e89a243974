import { tokensOf } from '../../sql/find';
import { defineRule, type Ancestor, type RuleContext } from '../rule';
import doc from './superuser-statement.md';

export const superuserStatement = defineRule({
  id: 'superuser-statement',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot', 'pgrubic'],
  optional: true,
  doc,
  messages: {
    privileged: '{what} needs a superuser, or a role that a superuser has given the right: the role that runs migrations should be neither, and on a hosted database nobody is. Do it where the server is set up.',
  },
  visit: {
    AlterSystemStmt: (_, context, ancestors) => report('ALTER SYSTEM', context, ancestors),
    CreateEventTrigStmt: (_, context, ancestors) => report('CREATE EVENT TRIGGER', context, ancestors),
    CreateTableSpaceStmt: (_, context, ancestors) => report('CREATE TABLESPACE', context, ancestors),
    CreateFdwStmt: (_, context, ancestors) => report('CREATE FOREIGN DATA WRAPPER', context, ancestors),
    CreateSubscriptionStmt: (_, context, ancestors) => report('CREATE SUBSCRIPTION', context, ancestors),
    CopyStmt(node, context, ancestors) {
      // A program has a rule of its own.
      if (node.filename !== undefined && node.is_program !== true) report('COPY with a file of the server', context, ancestors);
    },
    VariableSetStmt(node, context, ancestors) {
      if (node.name === 'session_replication_role' && node.kind === 'VAR_SET_VALUE') report('session_replication_role', context, ancestors);
    },
    CreatePublicationStmt(node, context, ancestors) {
      const schemas = node.pubobjects?.some((object) => 'PublicationObjSpec' in object && object.PublicationObjSpec.pubobjtype !== 'PUBLICATIONOBJ_TABLE') === true;
      if (node.for_all_tables === true || schemas) report(node.for_all_tables === true ? 'A publication FOR ALL TABLES' : 'A publication FOR TABLES IN SCHEMA', context, ancestors);
    },
  },
});

function report(what: string, context: RuleContext, ancestors: readonly Ancestor[]): void {
  if (ancestors.length > 0 || !context.migration) return;
  const { list } = tokensOf(context.statement);
  context.report({ span: { start: list[0]?.start ?? 0, end: list[1]?.end ?? context.statement.text.length }, message: 'privileged', data: { what } });
}
