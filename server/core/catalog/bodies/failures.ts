import type { AlterTableStmt, Node, RangeVar } from '@pgsql/types';
import { referenceOfList } from '../../sql/names';
import { temporarySchema, type Catalog } from '../catalog';
import { items, referenceOfRange } from '../ddl/change';
import { referenceOfObject } from '../ddl/rename';
import type { Reference, Relation } from '../model';

/**
 * The condition that PostgreSQL raises because something is there already, or is not there, by its name in PL/pgSQL (appendix A of the manual);
 * undefined where nothing speaks against the statement.
 */
export function failureOf(catalog: Catalog, tree: Node): string | undefined {
  if ('CreateStmt' in tree) return tree.CreateStmt.if_not_exists ? undefined : takenRelation(catalog, tree.CreateStmt.relation);
  if ('CreateEnumStmt' in tree) return takenType(catalog, tree.CreateEnumStmt.typeName);
  if ('CreateDomainStmt' in tree) return takenType(catalog, tree.CreateDomainStmt.domainname);
  if ('CreateRangeStmt' in tree) return takenType(catalog, tree.CreateRangeStmt.typeName);
  if ('CompositeTypeStmt' in tree) return takenComposite(catalog, tree.CompositeTypeStmt.typevar);
  if ('CreateSeqStmt' in tree) return tree.CreateSeqStmt.if_not_exists ? undefined : takenRelation(catalog, tree.CreateSeqStmt.sequence);
  if ('ViewStmt' in tree) return tree.ViewStmt.replace ? undefined : takenRelation(catalog, tree.ViewStmt.view);
  if ('CreateTableAsStmt' in tree) return tree.CreateTableAsStmt.if_not_exists ? undefined : takenRelation(catalog, tree.CreateTableAsStmt.into?.rel);
  if ('CreateSchemaStmt' in tree) return !tree.CreateSchemaStmt.if_not_exists && catalog.hasObject('schema', tree.CreateSchemaStmt.schemaname ?? '') ? 'duplicate_schema' : undefined;
  if ('IndexStmt' in tree) {
    const { relation: range, idxname, if_not_exists: lenient } = tree.IndexStmt;
    return missing(catalog, range) ?? (lenient || idxname === undefined ? undefined : takenIndex(catalog, range, idxname));
  }
  if ('CreateTrigStmt' in tree) return part(catalog, tree.CreateTrigStmt.relation, !tree.CreateTrigStmt.replace, (relation) => relation.triggers.some(({ name }) => name === tree.CreateTrigStmt.trigname));
  if ('CreatePolicyStmt' in tree) return part(catalog, tree.CreatePolicyStmt.table, true, (relation) => relation.policies.some(({ name }) => name === tree.CreatePolicyStmt.policy_name));
  if ('AlterTableStmt' in tree) return alterTableFailure(catalog, tree.AlterTableStmt);
  if ('RenameStmt' in tree) return tree.RenameStmt.missing_ok ? undefined : missing(catalog, tree.RenameStmt.relation);
  if ('AlterEnumStmt' in tree) {
    const { typeName, newVal, skipIfNewValExists: lenient, oldVal } = tree.AlterEnumStmt;
    const reference = referenceOfList(typeName);
    const type = reference && catalog.type(reference);
    return !lenient && oldVal === undefined && type?.labels.includes(newVal ?? '') ? 'duplicate_object' : undefined;
  }
  if ('DropStmt' in tree && !tree.DropStmt.missing_ok) return dropFailure(catalog, tree.DropStmt.removeType ?? '', tree.DropStmt.objects ?? []);
  return undefined;
}

function takenRelation(catalog: Catalog, range: RangeVar | undefined): string | undefined {
  const reference = referenceOfRange(range);
  if (!reference) return undefined;
  return catalog.isRelationNameTaken(range?.relpersistence === 't' ? { schema: temporarySchema, name: reference.name } : catalog.resolveNew(reference)) ? 'duplicate_table' : undefined;
}

function takenIndex(catalog: Catalog, range: RangeVar | undefined, name: string): string | undefined {
  const reference = referenceOfRange(range);
  return reference && catalog.isRelationNameTaken({ schema: catalog.resolve(reference).schema, name }) ? 'duplicate_table' : undefined;
}

function takenType(catalog: Catalog, names: readonly Node[] | undefined): string | undefined {
  const reference = referenceOfList(names);
  return reference && isTypeTaken(catalog, reference) ? 'duplicate_object' : undefined;
}

function takenComposite(catalog: Catalog, range: RangeVar | undefined): string | undefined {
  const reference = referenceOfRange(range);
  return reference && isTypeTaken(catalog, reference) ? 'duplicate_table' : undefined;
}

function isTypeTaken(catalog: Catalog, reference: Reference): boolean {
  return catalog.type(catalog.resolveNew(reference)) !== undefined || catalog.relation(catalog.resolveNew(reference)) !== undefined;
}

/** A table that the history does not know is missing, for a history begins with an empty database. */
function missing(catalog: Catalog, range: RangeVar | undefined): string | undefined {
  const reference = referenceOfRange(range);
  return reference && catalog.relation(reference) === undefined && catalog.index(reference) === undefined ? 'undefined_table' : undefined;
}

function part(catalog: Catalog, range: RangeVar | undefined, matters: boolean, has: (relation: Relation) => boolean): string | undefined {
  const reference = referenceOfRange(range);
  const relation = reference && catalog.relation(reference);
  if (!relation) return reference && 'undefined_table';
  return matters && has(relation) ? 'duplicate_object' : undefined;
}

function alterTableFailure(catalog: Catalog, { relation: range, cmds, missing_ok: lenient, objtype }: AlterTableStmt): string | undefined {
  const reference = referenceOfRange(range);
  const relation = reference && catalog.relation(reference);
  if (!relation) return lenient || objtype === 'OBJECT_INDEX' || objtype === 'OBJECT_TYPE' ? undefined : 'undefined_table';
  for (const item of cmds ?? []) {
    if (!('AlterTableCmd' in item)) continue;
    const { subtype, def, name = '', missing_ok: optional } = item.AlterTableCmd;
    const hasColumn = (column: string): boolean => relation.columns.some((each) => each.name === column);
    if (subtype === 'AT_AddColumn' && !optional && def && 'ColumnDef' in def && hasColumn(def.ColumnDef.colname ?? '')) return 'duplicate_column';
    if (subtype === 'AT_AddConstraint' && def && 'Constraint' in def) {
      const failure = constraintFailure(catalog, relation, def.Constraint);
      if (failure !== undefined) return failure;
    }
    if (subtype === 'AT_DropConstraint' && !optional && relation.columnsKnown && !relation.constraints.some((each) => each.name === name) && !name.endsWith('_not_null')) return 'undefined_object';
    if ((subtype === 'AT_DropColumn' && !optional) || subtype === 'AT_AlterColumnType') if (relation.columnsKnown && !hasColumn(name)) return 'undefined_column';
  }
  return undefined;
}

function constraintFailure(catalog: Catalog, relation: Relation, { conname, contype, indexname }: { conname?: string; contype?: string; indexname?: string }): string | undefined {
  if (contype === 'CONSTR_PRIMARY' && relation.constraints.some(({ kind }) => kind === 'primary')) return 'invalid_table_definition';
  if (conname === undefined) return undefined;
  if (relation.constraints.some(({ name }) => name === conname)) return contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_PRIMARY' ? 'duplicate_table' : 'duplicate_object';
  const makesIndex = contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_PRIMARY' || contype === 'CONSTR_EXCLUSION';
  return makesIndex && indexname !== conname && catalog.isRelationNameTaken({ schema: relation.schema, name: conname }) ? 'duplicate_table' : undefined;
}

function dropFailure(catalog: Catalog, kind: string, objects: readonly Node[]): string | undefined {
  for (const object of objects) {
    const reference = referenceOfObject(object);
    if (!reference) continue;
    if (/^OBJECT_(?:TABLE|VIEW|MATVIEW|SEQUENCE|FOREIGN_TABLE)$/.test(kind) && !catalog.relation(reference)) return 'undefined_table';
    if (kind === 'OBJECT_INDEX' && !catalog.index(reference)) return 'undefined_object';
    if ((kind === 'OBJECT_TYPE' || kind === 'OBJECT_DOMAIN') && !catalog.type(reference)) return 'undefined_object';
    if (kind === 'OBJECT_TRIGGER' || kind === 'OBJECT_POLICY' || kind === 'OBJECT_RULE') {
      const names = items(object).flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []));
      const [name = '', table = '', schema] = names.toReversed();
      const relation = catalog.relation({ schema, name: table });
      if (!relation) return 'undefined_table';
      const parts = kind === 'OBJECT_TRIGGER' ? relation.triggers : kind === 'OBJECT_POLICY' ? relation.policies : relation.rules;
      if (!parts.some((each) => each.name === name)) return 'undefined_object';
    }
  }
  return undefined;
}

/** SQLSTATE codes that handlers name instead of conditions. */
const codes: Readonly<Record<string, string>> = {
  '42710': 'duplicate_object', '42P07': 'duplicate_table', '42701': 'duplicate_column', '42P06': 'duplicate_schema', '42723': 'duplicate_function',
  '42P01': 'undefined_table', '42703': 'undefined_column', '42704': 'undefined_object', '42883': 'undefined_function', '42P16': 'invalid_table_definition', '3F000': 'invalid_schema_name',
};
/** Conditions of class 42, and the name of the class. */
const syntaxClass = 'syntax_error_or_access_rule_violation';

export function handles(conditions: readonly string[], raised: string): boolean {
  return conditions.some((condition) => condition === 'others' || condition === raised || codes[condition.toUpperCase()] === raised
    || (condition === syntaxClass && raised !== 'invalid_schema_name') || raised === 'unclear');
}
