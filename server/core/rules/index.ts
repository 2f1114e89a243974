import { banUncommittedTransaction } from './correctness/ban-uncommitted-transaction';
import { deleteWithoutWhere } from './correctness/delete-without-where';
import { enumValueUsedInTransaction } from './correctness/enum-value-used-in-transaction';
import { fkTypeMismatch } from './correctness/fk-type-mismatch';
import { identifierTooLong } from './correctness/identifier-too-long';
import { identityOverride } from './correctness/identity-override';
import { insertWithoutColumns } from './correctness/insert-without-columns';
import { notEnforcedConstraint } from './correctness/not-enforced-constraint';
import { sequenceNotReset } from './correctness/sequence-not-reset';
import { setLocalOutsideTransaction } from './correctness/set-local-outside-transaction';
import { transactionNesting } from './correctness/transaction-nesting';
import { updateWithoutWhere } from './correctness/update-without-where';
import { volatileOrMutableCheck } from './correctness/volatile-or-mutable-check';
import { duplicateIndex } from './performance/duplicate-index';
import { ginJsonbOpclass } from './performance/gin-jsonb-opclass';
import { missingFkIndex } from './performance/missing-fk-index';
import { offsetPagination } from './performance/offset-pagination';
import { selectStar } from './performance/select-star';
import { vectorIndexOnEmptyTable } from './performance/vector-index-on-empty-table';
import { wideIndex } from './performance/wide-index';
import type { RegisteredRule, Rule, RuleGroup } from './rule';
import { addingColumnInlineCheck } from './safety/adding-column-inline-check';
import { addingColumnInlineFk } from './safety/adding-column-inline-fk';
import { addingColumnInlineUnique } from './safety/adding-column-inline-unique';
import { addingColumnStableDefaultInfo } from './safety/adding-column-stable-default-info';
import { addingConstrainedDomainColumn } from './safety/adding-constrained-domain-column';
import { addingExclusionConstraint } from './safety/adding-exclusion-constraint';
import { addingFieldWithDefault } from './safety/adding-field-with-default';
import { addingForeignKeyConstraint } from './safety/adding-foreign-key-constraint';
import { addingIdentityColumn } from './safety/adding-identity-column';
import { addingNotNullableField } from './safety/adding-not-nullable-field';
import { addingPrimaryKey } from './safety/adding-primary-key';
import { addingRequiredField } from './safety/adding-required-field';
import { addingSerialColumn } from './safety/adding-serial-column';
import { addingStoredGeneratedColumn } from './safety/adding-stored-generated-column';
import { attachPartitionScan } from './safety/attach-partition-scan';
import { attachScansDefaultPartition } from './safety/attach-scans-default-partition';
import { autovacuumDisabled } from './safety/autovacuum-disabled';
import { banAlterDomainWithAddConstraint } from './safety/ban-alter-domain-with-add-constraint';
import { banDropColumn } from './safety/ban-drop-column';
import { banDropDatabase } from './safety/ban-drop-database';
import { banDropNotNull } from './safety/ban-drop-not-null';
import { banDropSchema } from './safety/ban-drop-schema';
import { banDropTable } from './safety/ban-drop-table';
import { banTruncateCascade } from './safety/ban-truncate-cascade';
import { changingColumnType } from './safety/changing-column-type';
import { concurrentIndexIfNotExists } from './safety/concurrent-index-if-not-exists';
import { concurrentRefreshMatview } from './safety/concurrent-refresh-matview';
import { constraintMissingNotValid } from './safety/constraint-missing-not-valid';
import { constraintUsingIndexRenames } from './safety/constraint-using-index-renames';
import { createPartitionOfLocksParent } from './safety/create-partition-of-locks-parent';
import { createPolicyLock } from './safety/create-policy-lock';
import { createRule } from './safety/create-rule';
import { createTableFkLock } from './safety/create-table-fk-lock';
import { createTrigger } from './safety/create-trigger';
import { ddlAndBackfillInTransaction } from './safety/ddl-and-backfill-in-transaction';
import { disableTriggerAll } from './safety/disable-trigger-all';
import { disallowedUniqueConstraint } from './safety/disallowed-unique-constraint';
import { dropCascade } from './safety/drop-cascade';
import { dropFkLocksBoth } from './safety/drop-fk-locks-both';
import { dropIndexBackingConstraint } from './safety/drop-index-backing-constraint';
import { dropPrimaryKey } from './safety/drop-primary-key';
import { dropTrigger } from './safety/drop-trigger';
import { fkNotValidOnPartitioned } from './safety/fk-not-valid-on-partitioned';
import { indexOnPartitionedParent } from './safety/index-on-partitioned-parent';
import { lockTable } from './safety/lock-table';
import { matviewWithData } from './safety/matview-with-data';
import { multiTableDdlTransaction } from './safety/multi-table-ddl-transaction';
import { multipleForeignKeys } from './safety/multiple-foreign-keys';
import { narrowingType } from './safety/narrowing-type';
import { partitionKeyInUnique } from './safety/partition-key-in-unique';
import { primaryKeyUsingNullableIndex } from './safety/primary-key-using-nullable-index';
import { renameIndexViaAlterTable } from './safety/rename-index-via-alter-table';
import { renamingColumn } from './safety/renaming-column';
import { renamingEnumValue } from './safety/renaming-enum-value';
import { renamingSchema } from './safety/renaming-schema';
import { renamingTable } from './safety/renaming-table';
import { replaceIndexGap } from './safety/replace-index-gap';
import { requireConcurrentIndexCreation } from './safety/require-concurrent-index-creation';
import { requireConcurrentIndexDeletion } from './safety/require-concurrent-index-deletion';
import { requireConcurrentPartitionDetach } from './safety/require-concurrent-partition-detach';
import { requireConcurrentReindex } from './safety/require-concurrent-reindex';
import { requireLockTimeout } from './safety/require-lock-timeout';
import { setExpressionRewrite } from './safety/set-expression-rewrite';
import { setSchema } from './safety/set-schema';
import { statementAfterAccessExclusive } from './safety/statement-after-access-exclusive';
import { tableStorageRewrite } from './safety/table-storage-rewrite';
import { truncate } from './safety/truncate';
import { unbatchedBackfill } from './safety/unbatched-backfill';
import { usingIndexUnsuitable } from './safety/using-index-unsuitable';
import { vacuumFullCluster } from './safety/vacuum-full-cluster';
import { validateInSameTransaction } from './safety/validate-in-same-transaction';
import { policyWithoutRls } from './security/policy-without-rls';
import { rlsEnabledWithoutPolicy } from './security/rls-enabled-without-policy';
import { concurrentlyInTransaction } from './syntax/concurrently-in-transaction';
import { otherDialect } from './syntax/other-dialect';
import { syntaxError } from './syntax/syntax-error';
import { unusedIgnore } from './syntax/unused-ignore';

function group(name: RuleGroup, members: readonly Rule[]): readonly RegisteredRule[] {
  return members.map((rule) => ({ ...rule, group: name }));
}

/** Every rule, by group. The folder of a rule's files is its group. */
export const rules: readonly RegisteredRule[] = [
  ...group('safety', [
    addingColumnInlineCheck,
    addingColumnInlineFk,
    addingColumnInlineUnique,
    addingColumnStableDefaultInfo,
    addingConstrainedDomainColumn,
    addingExclusionConstraint,
    addingFieldWithDefault,
    addingForeignKeyConstraint,
    addingIdentityColumn,
    addingNotNullableField,
    addingPrimaryKey,
    addingRequiredField,
    addingSerialColumn,
    addingStoredGeneratedColumn,
    attachPartitionScan,
    attachScansDefaultPartition,
    autovacuumDisabled,
    banAlterDomainWithAddConstraint,
    banDropColumn,
    banDropDatabase,
    banDropNotNull,
    banDropSchema,
    banDropTable,
    banTruncateCascade,
    changingColumnType,
    concurrentIndexIfNotExists,
    concurrentRefreshMatview,
    constraintMissingNotValid,
    constraintUsingIndexRenames,
    createPartitionOfLocksParent,
    createPolicyLock,
    createRule,
    createTableFkLock,
    createTrigger,
    ddlAndBackfillInTransaction,
    disableTriggerAll,
    disallowedUniqueConstraint,
    dropCascade,
    dropFkLocksBoth,
    dropIndexBackingConstraint,
    dropPrimaryKey,
    dropTrigger,
    fkNotValidOnPartitioned,
    indexOnPartitionedParent,
    lockTable,
    matviewWithData,
    multiTableDdlTransaction,
    multipleForeignKeys,
    narrowingType,
    partitionKeyInUnique,
    primaryKeyUsingNullableIndex,
    renameIndexViaAlterTable,
    renamingColumn,
    renamingEnumValue,
    renamingSchema,
    renamingTable,
    replaceIndexGap,
    requireConcurrentIndexCreation,
    requireConcurrentIndexDeletion,
    requireConcurrentPartitionDetach,
    requireConcurrentReindex,
    requireLockTimeout,
    setExpressionRewrite,
    setSchema,
    statementAfterAccessExclusive,
    tableStorageRewrite,
    truncate,
    unbatchedBackfill,
    usingIndexUnsuitable,
    vacuumFullCluster,
    validateInSameTransaction,
  ]),
  ...group('performance', [duplicateIndex, ginJsonbOpclass, missingFkIndex, offsetPagination, selectStar, vectorIndexOnEmptyTable, wideIndex]),
  ...group('correctness', [
    banUncommittedTransaction,
    deleteWithoutWhere,
    enumValueUsedInTransaction,
    fkTypeMismatch,
    identifierTooLong,
    identityOverride,
    insertWithoutColumns,
    notEnforcedConstraint,
    sequenceNotReset,
    setLocalOutsideTransaction,
    transactionNesting,
    updateWithoutWhere,
    volatileOrMutableCheck,
  ]),
  ...group('security', [policyWithoutRls, rlsEnabledWithoutPolicy]),
  ...group('syntax', [concurrentlyInTransaction, otherDialect, syntaxError, unusedIgnore]),
];
