import type {
  AlterDomainStmt, AlterExtensionContentsStmt, AlterObjectDependsStmt, AlterObjectSchemaStmt, AlterPolicyStmt, AlterPublicationStmt, AlterSeqStmt, CommentStmt,
  CreatePolicyStmt, CreatePublicationStmt, CreateSeqStmt, CreateStatsStmt, CreateTrigStmt, GrantStmt, LockStmt, Node, RenameStmt, RuleStmt, SecLabelStmt,
} from '@pgsql/types';
import { items } from '../catalog/ddl/change';
import type { Relation } from '../catalog/model';
import { namesOf, referenceOf, referenceOfList } from '../sql/names';
import { parse } from './definitions';
import { tablesUsing } from './drop';
import { lockModes, type LockMode } from './lock-mode';
import { lockRead, readToDefine } from './queries';
import { descendants, does, doubt, family, lock, relationIfExists, relationNamed, relationOf, scan, type Work } from './work';

export function createTrigger(work: Work, node: CreateTrigStmt): void {
  const relation = relationOf(work, node.relation);
  if (relation === undefined) return;
  // A row trigger of a partitioned table is made on its partitions too.
  lock(work, node.row && relation.kind === 'partitioned' ? family(work, relation) : relation, 'ShareRowExclusiveLock');
  const other = node.constrrel && relationOf(work, node.constrrel);
  if (other) lock(work, other, 'AccessShareLock');
  readToDefine(work, node.whenClause);
}

export function policy(work: Work, node: CreatePolicyStmt | AlterPolicyStmt): void {
  const relation = relationOf(work, node.table);
  if (relation !== undefined) lock(work, relation, 'AccessExclusiveLock');
  readToDefine(work, node.qual);
  readToDefine(work, node.with_check);
}

export function createRule(work: Work, node: RuleStmt): void {
  const relation = relationOf(work, node.relation);
  if (relation !== undefined) lock(work, relation, 'AccessExclusiveLock');
  readToDefine(work, node.whereClause);
  for (const action of node.actions ?? []) parse(work, action);
}

export function comment(work: Work, node: CommentStmt): void {
  const names = node.object === undefined ? [] : namesOf(items(node.object));
  const on = (depth: number): Relation | undefined => {
    const name = names.at(-1 - depth);
    return name === undefined ? undefined : relationNamed(work, { schema: names.at(-2 - depth), name });
  };
  switch (node.objtype) {
    case 'OBJECT_TABLE':
    case 'OBJECT_MATVIEW':
      return lockIfAny(work, on(0));
    case 'OBJECT_COLUMN': {
      const [name, schema] = [names.at(-2), names.at(-3)];
      // It may be a column of a composite type as well.
      return name !== undefined && work.catalog.type({ schema, name }) !== undefined ? undefined : lockIfAny(work, on(1));
    }
    case 'OBJECT_TABCONSTRAINT':
    case 'OBJECT_TRIGGER':
    case 'OBJECT_POLICY':
    case 'OBJECT_RULE':
      return lockIfAny(work, on(1), 'AccessShareLock');
    default:
      return;
  }
}

function lockIfAny(work: Work, relation: Relation | undefined, mode: LockMode = 'ShareUpdateExclusiveLock'): void {
  if (relation !== undefined) lock(work, relation, mode);
}

export function createStatistics(work: Work, node: CreateStatsStmt): void {
  for (const range of node.relations ?? []) if ('RangeVar' in range) lockIfAny(work, relationOf(work, range.RangeVar));
}

export function publication(work: Work, node: CreatePublicationStmt | AlterPublicationStmt): void {
  for (const object of node.pubobjects ?? []) {
    const range = 'PublicationObjSpec' in object ? object.PublicationObjSpec.pubtable?.relation : undefined;
    const relation = relationOf(work, range);
    if (relation !== undefined) lock(work, family(work, relation, relation.kind === 'partitioned' || !range?.inh), 'ShareUpdateExclusiveLock');
  }
  // SET locks those that the publication has had, and the history does not keep which.
  if ('action' in node && node.action === 'AP_SetObjects' && node.pubobjects !== undefined) doubt(work);
}

/** The mode is PostgreSQL's number: 1 is ACCESS SHARE, 8 ACCESS EXCLUSIVE. */
export function lockTables(work: Work, node: LockStmt): void {
  work.transaction = 'required';
  const mode = lockModes[(node.mode ?? 8) - 1] ?? 'AccessExclusiveLock';
  for (const range of node.relations ?? []) {
    const relation = 'RangeVar' in range ? relationOf(work, range.RangeVar) : undefined;
    if (relation !== undefined) lockRead(work, relation, { mode, only: 'RangeVar' in range && !range.RangeVar.inh });
  }
}

export function rename(work: Work, node: RenameStmt): void {
  switch (node.renameType) {
    case 'OBJECT_COLUMN':
    case 'OBJECT_TABCONSTRAINT':
    case 'OBJECT_TABLE':
    case 'OBJECT_MATVIEW':
    case 'OBJECT_TRIGGER':
    case 'OBJECT_POLICY':
    case 'OBJECT_RULE':
      return renameOfTable(work, node);
    case 'OBJECT_ATTRIBUTE':
      // With CASCADE, tables of the type (`CREATE TABLE … OF`) too, which the history does not keep.
      return node.behavior === 'DROP_CASCADE' ? doubt(work) : undefined;
    default:
      return;
  }
}

function renameOfTable(work: Work, node: RenameStmt): void {
  const reference = node.relation && referenceOf(node.relation);
  if (reference === undefined || (work.catalog.relation(reference) === undefined && work.catalog.index(reference) !== undefined)) return;
  const relation = relationIfExists(work, reference, node.missing_ok);
  if (relation === undefined) return;
  lock(work, relation, 'AccessExclusiveLock');
  const constraint = relation.constraints.find(({ name }) => name === node.subname);
  const inherited = constraint?.kind === 'check' || constraint?.kind === 'not-null';
  const recurses = node.renameType === 'OBJECT_COLUMN' || (node.renameType === 'OBJECT_TABCONSTRAINT' && inherited)
    || (node.renameType === 'OBJECT_TRIGGER' && relation.kind === 'partitioned' && does(work, 'renames triggers of partitions'));
  if (recurses) lock(work, descendants(work, relation), 'AccessExclusiveLock');
}

export function setSchema(work: Work, node: AlterObjectSchemaStmt): void {
  // An extension takes its own tables along.
  if (node.objectType === 'OBJECT_EXTENSION') return doubt(work);
  if (node.relation === undefined) return;
  const relation = relationIfExists(work, referenceOf(node.relation), node.missing_ok);
  if (relation !== undefined) lock(work, relation, 'AccessExclusiveLock');
}

/** The rows of every table with such a column are looked at, under a lock that lets nobody write. `RelationsWithDomain…` in src/backend/commands/typecmds.c. */
export function alterDomain(work: Work, node: AlterDomainStmt): void {
  const reference = referenceOfList(node.typeName);
  const type = reference && work.catalog.type(reference);
  // The parser gives the letters of src/include/nodes/parsenodes.h: C adds a constraint, O sets NOT NULL, V validates.
  const subtype: string = node.subtype ?? '';
  if (!(subtype === 'C' && !skipsRows(node.def)) && subtype !== 'O' && subtype !== 'V') return;
  if (type === undefined) return doubt(work, 'unknown');
  const tables = tablesUsing(work, type).filter(({ kind }) => kind !== 'view');
  lock(work, tables, 'ShareLock');
  scan(work, tables);
  // Columns of unknown types may be of the domain.
  if (work.catalog.relations().some(({ columnsKnown }) => !columnsKnown)) doubt(work);
}

function skipsRows(def: Node | undefined): boolean {
  return def !== undefined && 'Constraint' in def && def.Constraint.skip_validation === true;
}

/** OWNED BY looks the table up; the sequence itself is no table. */
export function sequence(work: Work, node: CreateSeqStmt | AlterSeqStmt): void {
  for (const option of node.options ?? []) {
    if (!('DefElem' in option) || option.DefElem.defname !== 'owned_by') continue;
    const names = namesOf(items(option.DefElem.arg));
    const name = names.at(-2);
    const relation = name === undefined ? undefined : relationNamed(work, { schema: names.at(-3), name });
    if (relation !== undefined) lock(work, relation, 'AccessShareLock');
  }
}

export function grant(work: Work, node: GrantStmt): void {
  if (node.targtype !== 'ACL_TARGET_OBJECT' || !does(work, 'locks what it grants')) return;
  for (const object of node.objects ?? []) {
    const relation = 'RangeVar' in object ? relationOf(work, object.RangeVar) : undefined;
    if (relation !== undefined) lock(work, relation, 'AccessShareLock');
  }
}

/** ALTER TRIGGER and the like … DEPENDS ON EXTENSION. */
export function dependsOn(work: Work, node: AlterObjectDependsStmt): void {
  if (node.objectType !== 'OBJECT_TRIGGER' && node.objectType !== 'OBJECT_MATVIEW') return;
  const relation = relationOf(work, node.relation);
  if (relation !== undefined) lock(work, relation, node.objectType === 'OBJECT_TRIGGER' ? 'AccessShareLock' : 'AccessExclusiveLock');
}

/** ALTER EXTENSION … ADD or DROP, SECURITY LABEL: the relation is looked up as for COMMENT. */
export function member(work: Work, node: AlterExtensionContentsStmt | SecLabelStmt): void {
  if (node.objtype === undefined || node.object === undefined) return;
  comment(work, { objtype: node.objtype, object: node.object });
}
