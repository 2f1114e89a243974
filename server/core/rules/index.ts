import { banUncommittedTransaction } from './correctness/ban-uncommitted-transaction';
import { deleteWithoutWhere } from './correctness/delete-without-where';
import { setLocalOutsideTransaction } from './correctness/set-local-outside-transaction';
import { transactionNesting } from './correctness/transaction-nesting';
import { updateWithoutWhere } from './correctness/update-without-where';
import { missingFkIndex } from './performance/missing-fk-index';
import { offsetPagination } from './performance/offset-pagination';
import { selectStar } from './performance/select-star';
import type { RegisteredRule, Rule, RuleGroup } from './rule';
import { addingColumnInlineCheck } from './safety/adding-column-inline-check';
import { addingColumnInlineFk } from './safety/adding-column-inline-fk';
import { addingColumnInlineUnique } from './safety/adding-column-inline-unique';
import { addingColumnStableDefaultInfo } from './safety/adding-column-stable-default-info';
import { addingConstrainedDomainColumn } from './safety/adding-constrained-domain-column';
import { addingFieldWithDefault } from './safety/adding-field-with-default';
import { addingForeignKeyConstraint } from './safety/adding-foreign-key-constraint';
import { addingIdentityColumn } from './safety/adding-identity-column';
import { addingNotNullableField } from './safety/adding-not-nullable-field';
import { addingRequiredField } from './safety/adding-required-field';
import { addingSerialColumn } from './safety/adding-serial-column';
import { addingStoredGeneratedColumn } from './safety/adding-stored-generated-column';
import { attachPartitionScan } from './safety/attach-partition-scan';
import { attachScansDefaultPartition } from './safety/attach-scans-default-partition';
import { banAlterDomainWithAddConstraint } from './safety/ban-alter-domain-with-add-constraint';
import { banDropColumn } from './safety/ban-drop-column';
import { banTruncateCascade } from './safety/ban-truncate-cascade';
import { changingColumnType } from './safety/changing-column-type';
import { constraintMissingNotValid } from './safety/constraint-missing-not-valid';
import { createPartitionOfLocksParent } from './safety/create-partition-of-locks-parent';
import { createRule } from './safety/create-rule';
import { disableTriggerAll } from './safety/disable-trigger-all';
import { dropIndexBackingConstraint } from './safety/drop-index-backing-constraint';
import { partitionKeyInUnique } from './safety/partition-key-in-unique';
import { requireConcurrentIndexCreation } from './safety/require-concurrent-index-creation';
import { requireConcurrentIndexDeletion } from './safety/require-concurrent-index-deletion';
import { requireConcurrentPartitionDetach } from './safety/require-concurrent-partition-detach';
import { requireConcurrentReindex } from './safety/require-concurrent-reindex';
import { truncate } from './safety/truncate';
import { vacuumFullCluster } from './safety/vacuum-full-cluster';
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
    addingFieldWithDefault,
    addingForeignKeyConstraint,
    addingIdentityColumn,
    addingNotNullableField,
    addingRequiredField,
    addingSerialColumn,
    addingStoredGeneratedColumn,
    attachPartitionScan,
    attachScansDefaultPartition,
    banAlterDomainWithAddConstraint,
    banDropColumn,
    banTruncateCascade,
    changingColumnType,
    constraintMissingNotValid,
    createPartitionOfLocksParent,
    createRule,
    disableTriggerAll,
    dropIndexBackingConstraint,
    partitionKeyInUnique,
    requireConcurrentIndexCreation,
    requireConcurrentIndexDeletion,
    requireConcurrentPartitionDetach,
    requireConcurrentReindex,
    truncate,
    vacuumFullCluster,
  ]),
  ...group('performance', [missingFkIndex, offsetPagination, selectStar]),
  ...group('correctness', [banUncommittedTransaction, deleteWithoutWhere, setLocalOutsideTransaction, transactionNesting, updateWithoutWhere]),
  ...group('syntax', [concurrentlyInTransaction, otherDialect, syntaxError, unusedIgnore]),
];
