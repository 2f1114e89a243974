import type { AlterDomainStmt, AlterEnumStmt, CompositeTypeStmt, CreateDomainStmt, CreateEnumStmt, CreateRangeStmt, Node } from '@pgsql/types';
import type { UserType } from '../model';
import { namesOf, referenceOfList } from '../../sql/names';
import { originAt, referenceOfRange, type Change } from './change';
import { columnTypeOf } from './types';

interface TypeParts {
  readonly kind: UserType['kind'];
  readonly labels?: readonly string[];
  readonly base?: UserType['base'];
  readonly constrained?: boolean;
}

function createType(change: Change, names: readonly Node[] | undefined, parts: TypeParts): void {
  const reference = referenceOfList(names);
  if (!reference) return;
  const { kind, labels = [], base, constrained = false } = parts;
  change.catalog.putType({ ...change.catalog.resolveNew(reference), kind, labels, base, constrained, origin: originAt(change, undefined) });
}

export function createEnum(change: Change, node: CreateEnumStmt): void {
  createType(change, node.typeName, { kind: 'enum', labels: namesOf(node.vals) });
}

export function createDomain(change: Change, node: CreateDomainStmt): void {
  const constrained = (node.constraints ?? []).some((item) => 'Constraint' in item && (item.Constraint.contype === 'CONSTR_CHECK' || item.Constraint.contype === 'CONSTR_NOTNULL'));
  createType(change, node.domainname, { kind: 'domain', base: columnTypeOf(change.catalog, node.typeName), constrained });
}

export function createRange(change: Change, node: CreateRangeStmt): void {
  const subtype = (node.params ?? []).flatMap((item) => ('DefElem' in item && item.DefElem.defname === 'subtype' ? [item.DefElem.arg] : []))[0];
  const base = subtype && 'TypeName' in subtype ? columnTypeOf(change.catalog, subtype.TypeName) : undefined;
  createType(change, node.typeName, { kind: 'range', base });
}

export function createComposite(change: Change, node: CompositeTypeStmt): void {
  const reference = referenceOfRange(node.typevar);
  if (!reference) return;
  const origin = originAt(change, node.typevar?.location);
  change.catalog.putType({ ...change.catalog.resolveNew(reference), kind: 'composite', labels: [], base: undefined, constrained: false, origin });
}

/** ADD VALUE puts the new label where BEFORE or AFTER says; RENAME VALUE keeps its place. */
export function alterEnum(change: Change, node: AlterEnumStmt): void {
  const reference = referenceOfList(node.typeName);
  const type = reference && change.catalog.type(reference);
  const label = node.newVal;
  if (!type || label === undefined) return;
  if (node.oldVal !== undefined) {
    change.catalog.putType({ ...type, labels: type.labels.map((old) => (old === node.oldVal ? label : old)) });
    return;
  }
  if (type.labels.includes(label)) return;
  const neighbor = node.newValNeighbor === undefined ? -1 : type.labels.indexOf(node.newValNeighbor);
  const position = neighbor < 0 ? type.labels.length : neighbor + (node.newValIsAfter ? 1 : 0);
  change.catalog.putType({ ...type, labels: type.labels.toSpliced(position, 0, label) });
}

/** `subtype` letters: `AlterDomainStmt` in src/include/nodes/parsenodes.h. Dropped constraints are not counted: one may be left. */
export function alterDomain(change: Change, node: AlterDomainStmt): void {
  const reference = referenceOfList(node.typeName);
  const type = reference && change.catalog.type(reference);
  if (type && (node.subtype === 'C' || node.subtype === 'O')) change.catalog.putType({ ...type, constrained: true });
}
