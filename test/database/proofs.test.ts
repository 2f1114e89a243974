import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { createParser } from '../../server/adapters/libpg-query';
import { createCoach, drain, type Coach } from '../../server/core/coach';
import type { OpenOptions, Session } from '../../server/core/database';
import { never } from '../../server/core/host';
import { createHistory } from '../../server/core/migrations/history';
import type { TransactionMode } from '../../server/core/migrations/unit';
import type { Finding } from '../../server/core/rules/finding';
import { rules } from '../../server/core/rules/index';
import * as addedColumns from '../proofs/added-columns';
import * as addedConstraints from '../proofs/added-constraints';
import * as changedColumns from '../proofs/changed-columns';
import * as heldLocks from '../proofs/held-locks';
import * as refusedChanges from '../proofs/refused-changes';
import * as fieldWithDefault from '../proofs/adding-field-with-default';
import * as foreignKey from '../proofs/adding-foreign-key-constraint';
import * as notNullable from '../proofs/adding-not-nullable-field';
import * as dropColumn from '../proofs/ban-drop-column';
import * as columnType from '../proofs/changing-column-type';
import * as inTransaction from '../proofs/concurrently-in-transaction';
import * as notValid from '../proofs/constraint-missing-not-valid';
import * as disableTriggerAll from '../proofs/disable-trigger-all';
import * as createRule from '../proofs/create-rule';
import * as banAlterDomainWithAddConstraint from '../proofs/ban-alter-domain-with-add-constraint';
import * as requireConcurrentIndexDeletion from '../proofs/require-concurrent-index-deletion';
import * as dropIndexBackingConstraint from '../proofs/drop-index-backing-constraint';
import * as requireConcurrentReindex from '../proofs/require-concurrent-reindex';
import * as vacuumFullCluster from '../proofs/vacuum-full-cluster';
import * as truncate from '../proofs/truncate';
import * as banTruncateCascade from '../proofs/ban-truncate-cascade';
import * as requireConcurrentPartitionDetach from '../proofs/require-concurrent-partition-detach';
import * as attachPartitionScan from '../proofs/attach-partition-scan';
import * as attachScansDefaultPartition from '../proofs/attach-scans-default-partition';
import * as createPartitionOfLocksParent from '../proofs/create-partition-of-locks-parent';
import * as partitionKeyInUnique from '../proofs/partition-key-in-unique';
import * as concurrentRefreshMatview from '../proofs/concurrent-refresh-matview';
import * as lockTable from '../proofs/lock-table';
import * as tableStorageRewrite from '../proofs/table-storage-rewrite';
import * as banDropTable from '../proofs/ban-drop-table';
import * as banDropDatabase from '../proofs/ban-drop-database';
import * as banDropSchema from '../proofs/ban-drop-schema';
import * as statementAfterAccessExclusive from '../proofs/statement-after-access-exclusive';
import * as ddlAndBackfillInTransaction from '../proofs/ddl-and-backfill-in-transaction';
import * as multiTableDdlTransaction from '../proofs/multi-table-ddl-transaction';
import * as renamingTable from '../proofs/renaming-table';
import * as setSchema from '../proofs/set-schema';
import * as renamingColumn from '../proofs/renaming-column';
import * as renamingSchema from '../proofs/renaming-schema';
import * as renamingEnumValue from '../proofs/renaming-enum-value';
import * as dropCascade from '../proofs/drop-cascade';
import * as requireLockTimeout from '../proofs/require-lock-timeout';
import * as dropPrimaryKey from '../proofs/drop-primary-key';
import * as concurrentIndexIfNotExists from '../proofs/concurrent-index-if-not-exists';
import * as indexOnPartitionedParent from '../proofs/index-on-partitioned-parent';
import * as renameIndexViaAlterTable from '../proofs/rename-index-via-alter-table';
import * as replaceIndexGap from '../proofs/replace-index-gap';
import * as unbatchedBackfill from '../proofs/unbatched-backfill';
import * as createPolicyLock from '../proofs/create-policy-lock';
import * as dropTrigger from '../proofs/drop-trigger';
import * as createTrigger from '../proofs/create-trigger';
import * as matviewWithData from '../proofs/matview-with-data';
import { observe, prepare, run, type LockMode, type Observed } from '../proofs/observe';
import type { Proof } from '../proofs/proof';
import * as concurrentIndex from '../proofs/require-concurrent-index-creation';
import { wholeFile } from '../rules/fixture';
import { testEmbedded, valueOf } from './embedded';
import { describeOnServer } from './server';
import { openWriting, type WritingSession } from './writing-session';

/** Files that prove several rules. */
const together: Readonly<Record<string, Readonly<Record<string, readonly Proof[]>>>> = { 'added-columns': addedColumns.proofsByRule, 'added-constraints': addedConstraints.proofsByRule, 'held-locks': heldLocks.proofsByRule, 'changed-columns': changedColumns.proofsByRule, 'refused-changes': refusedChanges.proofsByRule };
const proofs: Readonly<Record<string, readonly Proof[]>> = {
  'matview-with-data': matviewWithData.proofs,
  'create-trigger': createTrigger.proofs,
  'drop-trigger': dropTrigger.proofs,
  'create-policy-lock': createPolicyLock.proofs,
  'unbatched-backfill': unbatchedBackfill.proofs,
  'replace-index-gap': replaceIndexGap.proofs,
  'rename-index-via-alter-table': renameIndexViaAlterTable.proofs,
  'index-on-partitioned-parent': indexOnPartitionedParent.proofs,
  'concurrent-index-if-not-exists': concurrentIndexIfNotExists.proofs,
  'drop-primary-key': dropPrimaryKey.proofs,
  'require-lock-timeout': requireLockTimeout.proofs,
  'drop-cascade': dropCascade.proofs,
  'renaming-enum-value': renamingEnumValue.proofs,
  'renaming-schema': renamingSchema.proofs,
  'renaming-column': renamingColumn.proofs,
  'set-schema': setSchema.proofs,
  'renaming-table': renamingTable.proofs,
  'multi-table-ddl-transaction': multiTableDdlTransaction.proofs,
  'ddl-and-backfill-in-transaction': ddlAndBackfillInTransaction.proofs,
  'statement-after-access-exclusive': statementAfterAccessExclusive.proofs,
  'ban-drop-schema': banDropSchema.proofs,
  'ban-drop-database': banDropDatabase.proofs,
  'ban-drop-table': banDropTable.proofs,
  'table-storage-rewrite': tableStorageRewrite.proofs,
  'lock-table': lockTable.proofs,
  'concurrent-refresh-matview': concurrentRefreshMatview.proofs,
  'partition-key-in-unique': partitionKeyInUnique.proofs,
  'create-partition-of-locks-parent': createPartitionOfLocksParent.proofs,
  'attach-scans-default-partition': attachScansDefaultPartition.proofs,
  'attach-partition-scan': attachPartitionScan.proofs,
  'require-concurrent-partition-detach': requireConcurrentPartitionDetach.proofs,
  'ban-truncate-cascade': banTruncateCascade.proofs,
  'truncate': truncate.proofs,
  ...addedColumns.proofsByRule,
  ...addedConstraints.proofsByRule,
  ...heldLocks.proofsByRule,
  ...changedColumns.proofsByRule,
  ...refusedChanges.proofsByRule,
  'vacuum-full-cluster': vacuumFullCluster.proofs,
  'require-concurrent-reindex': requireConcurrentReindex.proofs,
  'drop-index-backing-constraint': dropIndexBackingConstraint.proofs,
  'require-concurrent-index-deletion': requireConcurrentIndexDeletion.proofs,
  'ban-alter-domain-with-add-constraint': banAlterDomainWithAddConstraint.proofs,
  'create-rule': createRule.proofs,
  'disable-trigger-all': disableTriggerAll.proofs,
  'adding-field-with-default': fieldWithDefault.proofs,
  'adding-foreign-key-constraint': foreignKey.proofs,
  'adding-not-nullable-field': notNullable.proofs,
  'ban-drop-column': dropColumn.proofs,
  'changing-column-type': columnType.proofs,
  'concurrently-in-transaction': inTransaction.proofs,
  'constraint-missing-not-valid': notValid.proofs,
  'require-concurrent-index-creation': concurrentIndex.proofs,
};
const patient: OpenOptions = { statementTimeout: 120_000 };

let coach: Coach;
before(async () => {
  coach = createCoach({ parser: await createParser() });
});

/** Rules about what happens inside of a transaction. */
const inTransactions: ReadonlySet<string> = new Set([
  'concurrently-in-transaction', 'ddl-and-backfill-in-transaction', 'multi-table-ddl-transaction', 'statement-after-access-exclusive',
]);

/** What the rule says of the proof's statement, with the setup as the migration before. */
function findingsOf(rule: string, proof: Proof, pgVersion: number): readonly Finding[] {
  const [earlier, file] = ['/migrations/001.sql', '/migrations/002.sql'];
  const sql = `${proof.preparation ?? ''} ${proof.statement};`;
  const mode: TransactionMode = inTransactions.has(rule) ? 'one' : 'unknown';
  const document = coach.open(sql);
  const parts = wholeFile(sql, mode);
  const history = createHistory([{ path: earlier, document: coach.open(proof.setup), parts: wholeFile(proof.setup, 'each') }]).with({ path: file, document, parts });
  const result = drain(coach.check({ file, document, configuration: { pgVersion, levels: new Map() }, history, parts, transaction: mode }));
  assert.deepEqual(result.crashes, []);
  return result.findings.filter((finding) => finding.rule === rule);
}

/** `AccessExclusiveLock` as messages and the manual write it. */
function inWords(mode: LockMode): string {
  return mode.replace(/Lock$/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toUpperCase();
}

function applies({ since = 0, until = Infinity }: Proof, version: number): boolean {
  return version >= since && version <= until;
}

/** The proofs of all rules against one PostgreSQL: what it does, and what the rule says of it. */
function proveOn(version: number, session: () => Observed): void {
  for (const [rule, list] of Object.entries(proofs)) {
    describe(rule, () => {
      for (const proof of list.filter((each) => applies(each, version))) {
        it(proof.title, async () => {
          await prepare(session(), proof.setup);
          const { locks, rewrites, scans, error } = await observe(session(), proof.statement, proof.preparation);
          assert.equal(error?.code, proof.error, error?.message);
          assert.deepEqual({ locks, rewrites, scans }, { locks: proof.locks, rewrites: proof.rewrites ?? [], scans: proof.scans ?? [] });
          const findings = findingsOf(rule, proof, version);
          assert.deepEqual(findings.map(({ messageId }) => messageId), proof.finding === undefined ? [] : [proof.finding]);
          // A message names the locks that were seen and, of a refused statement, none.
          for (const { message } of findings) {
            const modes = new Set(Object.values(locks));
            for (const mode of modes) assert.ok(message.includes(inWords(mode)), `${inWords(mode)} in: ${message}`);
            // TRUNCATE gives the table a new file that is empty.
            if (rewrites.length > 0 && !proof.statement.startsWith('TRUNCATE')) assert.match(message, /written anew/);
          }
        });
      }
    });
  }
}

describe('proofs', () => {
  it('cover every safety rule', () => {
    const safety = rules.filter(({ group }) => group === 'safety').map(({ id }) => id);
    assert.deepEqual(safety.filter((id) => (proofs[id] ?? []).length === 0), []);
  });

  it('are all run', () => {
    const files = readdirSync('test/proofs').map((file) => file.replace(/\.ts$/, '')).filter((name) => name !== 'proof' && name !== 'observe');
    const shared = Object.values(together).flatMap((byRule) => Object.keys(byRule));
    assert.deepEqual(files.toSorted(), [...Object.keys(proofs).filter((id) => !shared.includes(id)), ...Object.keys(together)].toSorted());
    for (const id of Object.keys(proofs)) assert.ok(existsSync(`test/rules/${id}.sql`), id);
  });
});

describe('proofs on the embedded PostgreSQL', () => {
  const database = testEmbedded();
  let session: Session;
  before(async () => {
    session = valueOf(await database.open(patient, never));
  });
  after(() => database.dispose());
  proveOn(18, () => session);
});

for (const version of [15, 18] as const) {
  describeOnServer(version, 'proofs', (server) => {
    let session: WritingSession;
    let second: WritingSession;
    before(async () => {
      const url = await server().freshDatabase();
      session = await openWriting(url);
      second = await openWriting(url);
    });
    after(async () => {
      await session.close();
      await second.close();
    });
    proveOn(version, () => session);

    /** The locks on `orders` that the second session holds or waits for, as soon as it waits for anything. */
    async function lockWhileWriting(statement: string): Promise<readonly string[]> {
      await prepare(session, 'CREATE TABLE orders (id int); INSERT INTO orders VALUES (1)');
      const pid = valueOf(await second.query('SELECT pg_backend_pid()')).rows[0]?.[0] ?? '';
      await run(session, 'BEGIN; INSERT INTO orders VALUES (2)');
      const running = second.query(statement);
      const waits = async () => valueOf(await session.query('SELECT count(*) FROM pg_locks WHERE pid = $1 AND NOT granted', [pid])).rows[0]?.[0] !== '0';
      while (!(await waits()));
      const { rows } = valueOf(await session.query(`SELECT mode || CASE WHEN granted THEN ' granted' ELSE ' waiting' END FROM pg_locks WHERE pid = $1 AND relation = 'orders'::regclass`, [pid]));
      await run(session, 'COMMIT');
      valueOf(await running);
      return rows.flatMap(([mode]) => mode ?? []);
    }

    it('CREATE INDEX waits for writers, and CONCURRENTLY stands beside them', async () => {
      assert.deepEqual(await lockWhileWriting('CREATE INDEX i ON orders (id)'), ['ShareLock waiting']);
      assert.deepEqual(await lockWhileWriting('CREATE INDEX CONCURRENTLY i ON orders (id)'), ['ShareUpdateExclusiveLock granted']);
    });

    it('CONCURRENTLY is refused on a partitioned table, also outside a transaction', async () => {
      await prepare(session, 'CREATE TABLE events (at int) PARTITION BY RANGE (at)');
      const outcome = await session.query('CREATE INDEX CONCURRENTLY i ON events (at)');
      assert.equal(outcome.ok ? undefined : outcome.error.code, '0A000');
    });

    it('CONCURRENTLY is refused for indexes of a partitioned table, also with ON ONLY', async () => {
      await prepare(session, 'CREATE TABLE events (at int) PARTITION BY RANGE (at); CREATE INDEX i ON events (at)');
      for (const statement of ['CREATE INDEX CONCURRENTLY j ON ONLY events (at)', 'DROP INDEX CONCURRENTLY i']) {
        const outcome = await session.query(statement);
        assert.equal(outcome.ok ? undefined : outcome.error.code, '0A000', statement);
      }
    });

    it('DETACH PARTITION CONCURRENTLY is refused beside a default partition', async () => {
      await prepare(session, 'CREATE TABLE events (at int) PARTITION BY RANGE (at); CREATE TABLE one PARTITION OF events FOR VALUES FROM (0) TO (9); CREATE TABLE rest PARTITION OF events DEFAULT');
      const outcome = await session.query('ALTER TABLE events DETACH PARTITION one CONCURRENTLY');
      assert.equal(outcome.ok ? undefined : outcome.error.code, '55000');
    });

    it('a failed concurrent build leaves an invalid index, which IF NOT EXISTS takes for a finished one', async () => {
      await prepare(session, 'CREATE TABLE orders (id int); INSERT INTO orders VALUES (1), (1)');
      assert.equal((await session.query('CREATE UNIQUE INDEX CONCURRENTLY i ON orders (id)')).ok, false);
      await run(session, 'TRUNCATE orders');
      valueOf(await session.query('CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON orders (id)'));
      assert.deepEqual(valueOf(await session.query(`SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass`)).rows, [['f']]);
    });

    it('DROP COLUMN takes indexes and constraints over several columns with it', async () => {
      await prepare(session, dropColumn.proofs[0]?.setup ?? '');
      await run(session, 'ALTER TABLE users DROP COLUMN b; ALTER TABLE users DROP COLUMN c');
      const left = valueOf(await session.query(`
        SELECT relname FROM pg_class WHERE oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = 'users'::regclass)
        UNION SELECT conname FROM pg_constraint WHERE conrelid = 'users'::regclass AND contype IN ('c', 'u', 'p') ORDER BY 1`));
      assert.deepEqual(left.rows.flat(), ['users_a_key', 'users_pkey']);
    });
  });
}
