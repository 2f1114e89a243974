import { aggregateWithoutOrder } from './correctness/aggregate-without-order';
import { banDuplicateColumnAssignments } from './correctness/ban-duplicate-column-assignments';
import { banUncommittedTransaction } from './correctness/ban-uncommitted-transaction';
import { changeColumnDefaultPartialWrites } from './correctness/change-column-default-partial-writes';
import { commaJoinStyle } from './correctness/comma-join-style';
import { constantPredicate } from './correctness/constant-predicate';
import { constraintNeverValidated } from './correctness/constraint-never-validated';
import { countStarOuterJoin } from './correctness/count-star-outer-join';
import { deleteWithoutWhere } from './correctness/delete-without-where';
import { distinctOnWithoutOrderBy } from './correctness/distinct-on-without-order-by';
import { distinctParens } from './correctness/distinct-parens';
import { distinctWithGroupBy } from './correctness/distinct-with-group-by';
import { doBlockDdl } from './correctness/do-block-ddl';
import { dropDefault } from './correctness/drop-default';
import { elseNull } from './correctness/else-null';
import { enumValueUsedInTransaction } from './correctness/enum-value-used-in-transaction';
import { fkTypeMismatch } from './correctness/fk-type-mismatch';
import { floatEquality } from './correctness/float-equality';
import { forUpdateNoSkipLocked } from './correctness/for-update-no-skip-locked';
import { groupByOrdinal } from './correctness/group-by-ordinal';
import { havingWithoutGroupBy } from './correctness/having-without-group-by';
import { identifierTooLong } from './correctness/identifier-too-long';
import { identityOverride } from './correctness/identity-override';
import { implicitCrossJoin } from './correctness/implicit-cross-join';
import { insertWithoutColumns } from './correctness/insert-without-columns';
import { integerDivision } from './correctness/integer-division';
import { joinMultipliesAggregate } from './correctness/join-multiplies-aggregate';
import { limitWithoutOrderBy } from './correctness/limit-without-order-by';
import { lockingSubqueryWithLimit } from './correctness/locking-subquery-with-limit';
import { longRunningInMigration } from './correctness/long-running-in-migration';
import { migrationOutOfOrder } from './correctness/migration-out-of-order';
import { missingDown } from './correctness/missing-down';
import { naturalJoin } from './correctness/natural-join';
import { notEnforcedConstraint } from './correctness/not-enforced-constraint';
import { notInSubquery } from './correctness/not-in-subquery';
import { nullComparison } from './correctness/null-comparison';
import { nullInList } from './correctness/null-in-list';
import { onConflictDoNothingReturning } from './correctness/on-conflict-do-nothing-returning';
import { onConflictNoTarget } from './correctness/on-conflict-no-target';
import { oneSidedJoinCondition } from './correctness/one-sided-join-condition';
import { opaqueDynamicSql } from './correctness/opaque-dynamic-sql';
import { orderByNotUniqueWithLimit } from './correctness/order-by-not-unique-with-limit';
import { orderByOrdinal } from './correctness/order-by-ordinal';
import { orderByRandom } from './correctness/order-by-random';
import { outerColumnInSubquery } from './correctness/outer-column-in-subquery';
import { outerJoinFiltered } from './correctness/outer-join-filtered';
import { preferExplicitNullOrdering } from './correctness/prefer-explicit-null-ordering';
import { preferRobustStmts } from './correctness/prefer-robust-stmts';
import { publicationReplicaIdentity } from './correctness/publication-replica-identity';
import { recursiveCteNoStop } from './correctness/recursive-cte-no-stop';
import { selectInto } from './correctness/select-into';
import { selfAssignment } from './correctness/self-assignment';
import { sequenceNotReset } from './correctness/sequence-not-reset';
import { setLocalOutsideTransaction } from './correctness/set-local-outside-transaction';
import { stringConcatNull } from './correctness/string-concat-null';
import { stringifiedNull } from './correctness/stringified-null';
import { timestampBetween } from './correctness/timestamp-between';
import { transactionNesting } from './correctness/transaction-nesting';
import { typeChangeUsingOtherColumn } from './correctness/type-change-using-other-column';
import { unionColumnCount } from './correctness/union-column-count';
import { unqualifiedColumnMultiTable } from './correctness/unqualified-column-multi-table';
import { unusedCte } from './correctness/unused-cte';
import { updateFromManyMatches } from './correctness/update-from-many-matches';
import { updateFromWithoutBinding } from './correctness/update-from-without-binding';
import { updatePrimaryKey } from './correctness/update-primary-key';
import { updateWithoutWhere } from './correctness/update-without-where';
import { volatileOrMutableCheck } from './correctness/volatile-or-mutable-check';
import { windowLastValueFrame } from './correctness/window-last-value-frame';
import { windowWithoutOrder } from './correctness/window-without-order';
import { backfillMissingAnalyze } from './performance/backfill-missing-analyze';
import { correlatedSubqueryInSelect } from './performance/correlated-subquery-in-select';
import { countForExistence } from './performance/count-for-existence';
import { createThenRewrite } from './performance/create-then-rewrite';
import { distinctOverJoin } from './performance/distinct-over-join';
import { duplicateIndex } from './performance/duplicate-index';
import { extensionMovesTable } from './performance/extension-moves-table';
import { ginJsonbOpclass } from './performance/gin-jsonb-opclass';
import { implicitCastColumn } from './performance/implicit-cast-column';
import { inListTooLong } from './performance/in-list-too-long';
import { jsonbArrowCompare } from './performance/jsonb-arrow-compare';
import { leadingWildcardLike } from './performance/leading-wildcard-like';
import { materializedCte } from './performance/materialized-cte';
import { missingFkIndex } from './performance/missing-fk-index';
import { multipleAlterTable } from './performance/multiple-alter-table';
import { nonSargablePredicate } from './performance/non-sargable-predicate';
import { offsetPagination } from './performance/offset-pagination';
import { orAcrossTables } from './performance/or-across-tables';
import { orSameColumn } from './performance/or-same-column';
import { selectStar } from './performance/select-star';
import { spatialIndex } from './performance/spatial-index';
import { tempTableInRequest } from './performance/temp-table-in-request';
import { tooManyJoins } from './performance/too-many-joins';
import { unionOverUnionAll } from './performance/union-over-union-all';
import { unusedOuterJoin } from './performance/unused-outer-join';
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
import { dependsOnObject } from './safety/depends-on-object';
import { disableTriggerAll } from './safety/disable-trigger-all';
import { disallowedUniqueConstraint } from './safety/disallowed-unique-constraint';
import { dropCascade } from './safety/drop-cascade';
import { dropFkLocksBoth } from './safety/drop-fk-locks-both';
import { dropIndexBackingConstraint } from './safety/drop-index-backing-constraint';
import { dropPrimaryKey } from './safety/drop-primary-key';
import { dropTrigger } from './safety/drop-trigger';
import { enumValueRemoved } from './safety/enum-value-removed';
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
import { arrayAsRelation } from './schema/array-as-relation';
import { banCharField } from './schema/ban-char-field';
import { banRegType } from './schema/ban-reg-type';
import { banTimetz } from './schema/ban-timetz';
import { booleanNullable } from './schema/boolean-nullable';
import { constantGeneratedColumn } from './schema/constant-generated-column';
import { deferrableFk } from './schema/deferrable-fk';
import { duplicateForeignKey } from './schema/duplicate-foreign-key';
import { fkExplicitOnDelete } from './schema/fk-explicit-on-delete';
import { floatForMoney } from './schema/float-for-money';
import { generatedAlwaysOverDefault } from './schema/generated-always-over-default';
import { noMoney } from './schema/no-money';
import { noOnDeleteCascade } from './schema/no-on-delete-cascade';
import { nullConstraint } from './schema/null-constraint';
import { nullableCompositeForeignKey } from './schema/nullable-composite-foreign-key';
import { polymorphicForeignKey } from './schema/polymorphic-foreign-key';
import { preferBigintOverInt } from './schema/prefer-bigint-over-int';
import { preferIdentity } from './schema/prefer-identity';
import { preferJsonb } from './schema/prefer-jsonb';
import { preferTextField } from './schema/prefer-text-field';
import { preferTimestampTz } from './schema/prefer-timestamp-tz';
import { randomUuidPrimaryKey } from './schema/random-uuid-primary-key';
import { requireEnumValueOrdering } from './schema/require-enum-value-ordering';
import { requirePrimaryKey } from './schema/require-primary-key';
import { reservedWordIdentifier } from './schema/reserved-word-identifier';
import { sequenceIntLimit } from './schema/sequence-int-limit';
import { tableInheritance } from './schema/table-inheritance';
import { textHoldsOtherType } from './schema/text-holds-other-type';
import { timestamptzPrecision } from './schema/timestamptz-precision';
import { unloggedTable } from './schema/unlogged-table';
import { unnamedConstraint } from './schema/unnamed-constraint';
import { copyProgram } from './security/copy-program';
import { createExtension } from './security/create-extension';
import { createRolePasswordLiteral } from './security/create-role-password-literal';
import { dynamicSqlConcatenation } from './security/dynamic-sql-concatenation';
import { functionSearchPathMutable } from './security/function-search-path-mutable';
import { grantAll } from './security/grant-all';
import { grantOption } from './security/grant-option';
import { grantToPublic } from './security/grant-to-public';
import { multiplePermissivePolicies } from './security/multiple-permissive-policies';
import { policyWithoutRls } from './security/policy-without-rls';
import { revokeMissingOnDefiner } from './security/revoke-missing-on-definer';
import { rlsEnabledWithoutPolicy } from './security/rls-enabled-without-policy';
import { rlsInitplan } from './security/rls-initplan';
import { rlsPolicyAlwaysTrue } from './security/rls-policy-always-true';
import { rlsUserMetadata } from './security/rls-user-metadata';
import { securityDefinerSearchPath } from './security/security-definer-search-path';
import { supabaseManagedSchema } from './security/supabase-managed-schema';
import { superuserStatement } from './security/superuser-statement';
import { untrustedLanguage } from './security/untrusted-language';
import { viewWithoutSecurityInvoker } from './security/view-without-security-invoker';
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
    addingColumnInlineCheck, addingColumnInlineFk, addingColumnInlineUnique, addingColumnStableDefaultInfo, addingConstrainedDomainColumn,
    addingExclusionConstraint, addingFieldWithDefault, addingForeignKeyConstraint, addingIdentityColumn, addingNotNullableField, addingPrimaryKey,
    addingRequiredField, addingSerialColumn, addingStoredGeneratedColumn, attachPartitionScan, attachScansDefaultPartition, autovacuumDisabled,
    banAlterDomainWithAddConstraint, banDropColumn, banDropDatabase, banDropNotNull, banDropSchema, banDropTable, banTruncateCascade,
    changingColumnType, concurrentIndexIfNotExists, concurrentRefreshMatview, constraintMissingNotValid, constraintUsingIndexRenames,
    createPartitionOfLocksParent, createPolicyLock, createRule, createTableFkLock, createTrigger, ddlAndBackfillInTransaction, dependsOnObject,
    disableTriggerAll, disallowedUniqueConstraint, dropCascade, dropFkLocksBoth, dropIndexBackingConstraint, dropPrimaryKey, dropTrigger,
    enumValueRemoved, fkNotValidOnPartitioned, indexOnPartitionedParent, lockTable, matviewWithData, multipleForeignKeys, multiTableDdlTransaction,
    narrowingType, partitionKeyInUnique, primaryKeyUsingNullableIndex, renameIndexViaAlterTable, renamingColumn, renamingEnumValue,
    renamingSchema, renamingTable, replaceIndexGap, requireConcurrentIndexCreation, requireConcurrentIndexDeletion, requireConcurrentPartitionDetach,
    requireConcurrentReindex, requireLockTimeout, setExpressionRewrite, setSchema, statementAfterAccessExclusive, tableStorageRewrite, truncate,
    unbatchedBackfill, usingIndexUnsuitable, vacuumFullCluster, validateInSameTransaction,
  ]),
  ...group('performance', [
    backfillMissingAnalyze, correlatedSubqueryInSelect, countForExistence, createThenRewrite, distinctOverJoin, duplicateIndex, extensionMovesTable,
    ginJsonbOpclass, implicitCastColumn, inListTooLong, jsonbArrowCompare, leadingWildcardLike, materializedCte, missingFkIndex, multipleAlterTable,
    nonSargablePredicate, offsetPagination, orAcrossTables, orSameColumn, selectStar, spatialIndex, tempTableInRequest, tooManyJoins,
    unionOverUnionAll, unusedOuterJoin, vectorIndexOnEmptyTable, wideIndex,
  ]),
  ...group('correctness', [
    aggregateWithoutOrder, banDuplicateColumnAssignments, banUncommittedTransaction, changeColumnDefaultPartialWrites, commaJoinStyle,
    constantPredicate, constraintNeverValidated, countStarOuterJoin, deleteWithoutWhere, distinctOnWithoutOrderBy, distinctParens,
    distinctWithGroupBy, doBlockDdl, dropDefault, elseNull, enumValueUsedInTransaction, fkTypeMismatch, floatEquality, forUpdateNoSkipLocked,
    groupByOrdinal, havingWithoutGroupBy, identifierTooLong, identityOverride, implicitCrossJoin, insertWithoutColumns, integerDivision,
    joinMultipliesAggregate, limitWithoutOrderBy, lockingSubqueryWithLimit, longRunningInMigration, migrationOutOfOrder, missingDown, naturalJoin,
    notEnforcedConstraint, notInSubquery, nullComparison, nullInList, onConflictDoNothingReturning, onConflictNoTarget, oneSidedJoinCondition,
    opaqueDynamicSql, orderByNotUniqueWithLimit, orderByOrdinal, orderByRandom, outerColumnInSubquery, outerJoinFiltered, preferExplicitNullOrdering,
    preferRobustStmts, publicationReplicaIdentity, recursiveCteNoStop, selectInto, selfAssignment, sequenceNotReset, setLocalOutsideTransaction,
    stringConcatNull, stringifiedNull, timestampBetween, transactionNesting, typeChangeUsingOtherColumn, unionColumnCount,
    unqualifiedColumnMultiTable, unusedCte, updateFromManyMatches, updateFromWithoutBinding, updatePrimaryKey, updateWithoutWhere,
    volatileOrMutableCheck, windowLastValueFrame, windowWithoutOrder,
  ]),
  ...group('schema', [
    arrayAsRelation, banCharField, banRegType, banTimetz, booleanNullable, constantGeneratedColumn, deferrableFk, duplicateForeignKey,
    fkExplicitOnDelete, floatForMoney, generatedAlwaysOverDefault, noMoney, noOnDeleteCascade, nullableCompositeForeignKey, nullConstraint,
    polymorphicForeignKey, preferBigintOverInt, preferIdentity, preferJsonb, preferTextField, preferTimestampTz, randomUuidPrimaryKey,
    requireEnumValueOrdering, requirePrimaryKey, reservedWordIdentifier, sequenceIntLimit, tableInheritance, textHoldsOtherType, timestamptzPrecision,
    unloggedTable, unnamedConstraint,
  ]),
  ...group('security', [
    copyProgram, createExtension, createRolePasswordLiteral, dynamicSqlConcatenation, functionSearchPathMutable, grantAll, grantOption, grantToPublic,
    multiplePermissivePolicies, policyWithoutRls, revokeMissingOnDefiner, rlsEnabledWithoutPolicy, rlsInitplan, rlsPolicyAlwaysTrue, rlsUserMetadata,
    securityDefinerSearchPath, supabaseManagedSchema, superuserStatement, untrustedLanguage, viewWithoutSecurityInvoker,
  ]),
  ...group('syntax', [concurrentlyInTransaction, otherDialect, syntaxError, unusedIgnore]),
];
