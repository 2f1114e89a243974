import { locksInWords } from '../../effects/locks-in-words';
import { alterCommands, appendStatements, generatedName, type AlterCommand } from '../../sql/alter-command';
import { formatName, referenceOf } from '../../sql/names';
import { boundCheck } from '../../sql/partition-bound-check';
import { mayProveBounds } from '../../sql/partition-checks';
import type { Relation } from '../../catalog/model';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './attach-partition-scan.md';

export const attachPartitionScan = defineRule({
  id: 'attach-partition-scan',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['Postgres Language Server', 'pgfence', 'MigrationPilot', 'pgsafe'],
  doc,
  messages: {
    noCheck:
      'Attaching {child} reads all of it, because no CHECK proves that its rows lie within the bounds, and this statement takes {locks} until the transaction ends. First add such a CHECK as NOT VALID, with IS NOT NULL for the key of a range, and validate it in another transaction.',
    builds:
      'Attaching {child} reads all of it to build indexes or check foreign keys that {table} has and {child} has not, and this statement takes {locks} until the transaction ends. Build them on {child} first, without blocking.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const alter of alterCommands(node, context)) {
        const { def, subtype } = alter.command;
        if (subtype !== 'AT_AttachPartition' || def === undefined || !('PartitionCmd' in def) || def.PartitionCmd.name === undefined) continue;
        const name = referenceOf(def.PartitionCmd.name);
        const child = context.relation(name);
        // What the history did not make may have any CHECK.
        if (child !== undefined && child.assumed !== true && !context.isNew(name)) report(alter, child, context);
      }
    },
  },
});

function report(alter: AlterCommand, child: Relation, context: RuleContext): void {
  const effects = context.effects();
  const proves = mayProveBounds(child, alter.relation);
  const reads = effects.scans.some(({ schema, name }) => schema === child.schema && name === child.name);
  if (proves && !reads) return;
  // A default partition alone has no bounds to check.
  if (!reads && alter.command.def !== undefined && 'PartitionCmd' in alter.command.def && alter.command.def.PartitionCmd.bound?.is_default) return;
  context.report({
    span: alter.span,
    message: proves ? 'builds' : 'noCheck',
    data: { child: context.display(child), table: context.display(alter.table), locks: locksInWords(effects, context.display, (name) => !context.isNew(name)) },
    fixes: proves ? [] : provedFirst(alter, child, context),
  });
}

/** A CHECK of the bounds, validated before; each statement must be a transaction of its own. */
function provedFirst({ command: { def }, relation, siblings, text }: AlterCommand, child: Relation, context: RuleContext): readonly FixDraft[] {
  const bound = def !== undefined && 'PartitionCmd' in def ? def.PartitionCmd.bound : undefined;
  if (bound === undefined || relation?.partitionKey === undefined || siblings.length > 1 || text === undefined || context.transaction === 'inside') return [];
  const check = boundCheck(context.statement, bound, relation.partitionKey);
  if (check === undefined) return [];
  const lineBreak = context.statement.text.includes('\r\n') ? '\r\n' : '\n';
  const table = formatName(context.catalog.resolve({ name: child.name }).schema === child.schema ? { name: child.name } : child);
  const name = generatedName([child.name, 'bounds'], 'check');
  const before = [`ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${check}) NOT VALID`, `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`];
  return [{
    title: 'Prove the bounds with a CHECK first', kind: 'suggestion',
    edits: [{ start: 0, end: 0, text: before.map((statement) => `${statement};${lineBreak}`).join('') }, appendStatements(context, [`ALTER TABLE ${table} DROP CONSTRAINT ${name}`])],
  }];
}
