import type { RangeVar } from '@pgsql/types';
import { enumerate } from '../../effects/locks-in-words';
import { turnedOn } from '../../effects/options';
import { referenceOf } from '../../sql/names';
import { defineRule, type RuleContext } from '../rule';
import doc from './vacuum-full-cluster.md';

export const vacuumFullCluster = defineRule({
  id: 'vacuum-full-cluster',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  alike: { squawk: 'prefer-repack', postgresLanguageServer: 'banVacuumFull' },
  peers: ['Squawk', 'Postgres Language Server', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic'],
  doc,
  messages: {
    rewrites:
      '{command} takes an ACCESS EXCLUSIVE lock on {table}: every read and write waits until the whole table and all its indexes are written anew. Plain VACUUM makes the space usable again without blocking; to give it back to the disk, use pg_repack or pg_squeeze.',
  },
  visit: {
    VacuumStmt(node, context) {
      if (!turnedOn(node.options, 'full')) return;
      const tables = (node.rels ?? []).flatMap((each) => ('VacuumRelation' in each ? (each.VacuumRelation.relation ?? []) : []));
      report('VACUUM FULL', tables, context);
    },
    ClusterStmt(node, context) {
      report('CLUSTER', node.relation === undefined ? [] : [node.relation], context);
    },
  },
});

function report(command: string, tables: readonly RangeVar[], context: RuleContext): void {
  const names = tables.map(referenceOf);
  const alone = command === 'VACUUM FULL' || names.length === 0 || names.some((name) => context.relation(name)?.kind === 'partitioned');
  // PostgreSQL refuses it there, which concurrently-in-transaction says.
  if (alone && context.transaction === 'inside') return;
  const old = names.filter((name) => name.schema !== 'pg_temp' && !context.isNew(name));
  if (names.length > 0 && old.length === 0) return;
  const everything = command === 'CLUSTER' ? 'every table that was clustered before, one after another' : 'every table of the database, one after another';
  context.report({
    span: { start: 0, end: context.statement.text.length },
    message: 'rewrites',
    data: { command, table: names.length === 0 ? everything : enumerate(old.map((name) => context.display(name)), 3) },
  });
}
