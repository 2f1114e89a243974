import type { DropStmt, Node, RangeVar } from '@pgsql/types';
import type { Reference } from '../catalog/model';
import type { Statement } from '../document/statement';
import { namesOf, referenceOf, referenceOfList } from '../sql/names';

export interface NamedRelation {
  /** `index`: the name may be that of an index, which stands for its table. */
  readonly kind: 'relation' | 'index';
  readonly reference: Reference;
}

/** Statements that define or maintain something and lock the tables that they name. Queries, views and functions only read; comments and grants block nobody for long. */
const defining: ReadonlySet<string> = new Set([
  'AlterTableStmt', 'IndexStmt', 'CreateStmt', 'CreateTrigStmt', 'CreatePolicyStmt', 'AlterPolicyStmt', 'RuleStmt', 'RenameStmt', 'AlterObjectSchemaStmt',
  'ReindexStmt', 'ClusterStmt', 'VacuumStmt', 'RefreshMatViewStmt', 'TruncateStmt', 'LockStmt', 'CreateStatsStmt', 'CreatePublicationStmt', 'AlterPublicationStmt',
]);

const remembered = new WeakMap<Statement, readonly NamedRelation[]>();
const none: readonly NamedRelation[] = [];

/** The relations that a statement which defines something names, as written; empty for every other statement, and for the new name of CREATE TABLE. */
export function namedRelations(statement: Statement): readonly NamedRelation[] {
  const known = remembered.get(statement);
  if (known !== undefined) return known;
  const { tree } = statement;
  const found = tree === undefined ? none : 'DropStmt' in tree ? dropped(tree.DropStmt) : defining.has(Object.keys(tree)[0] ?? '') ? named(tree) : none;
  remembered.set(statement, found);
  return found;
}

/** Statements whose text does not say which relations they reach. They are rare. */
export function reachesUnnamed({ tree }: Statement): boolean {
  if (tree === undefined) return false;
  return 'DoStmt' in tree || 'AlterDomainStmt' in tree || 'AlterTableMoveAllStmt' in tree || ('DropStmt' in tree && unnamed.has(tree.DropStmt.removeType ?? ''));
}

const unnamed: ReadonlySet<string> = new Set(['OBJECT_SCHEMA', 'OBJECT_TYPE', 'OBJECT_DOMAIN', 'OBJECT_SEQUENCE', 'OBJECT_FUNCTION', 'OBJECT_PROCEDURE']);

function named(tree: Node): readonly NamedRelation[] {
  const kind = 'ReindexStmt' in tree || 'AlterTableStmt' in tree || 'RenameStmt' in tree ? 'index' : 'relation';
  const own = 'CreateStmt' in tree ? tree.CreateStmt.relation : undefined;
  return rangesIn(tree).filter((range) => range !== own).map((range) => ({ kind, reference: referenceOf(range) }));
}

function dropped({ objects = [], removeType }: DropStmt): readonly NamedRelation[] {
  const lists = objects.flatMap((object) => ('List' in object ? [object.List.items ?? []] : []));
  switch (removeType) {
    case 'OBJECT_TABLE':
    case 'OBJECT_MATVIEW':
      return present('relation', lists.map(referenceOfList));
    case 'OBJECT_INDEX':
      return present('index', lists.map(referenceOfList));
    case 'OBJECT_TRIGGER':
    case 'OBJECT_POLICY':
    case 'OBJECT_RULE':
      // The name of the table comes before that of the object.
      return present('relation', lists.map((list) => (namesOf(list).length > 1 ? referenceOfList(list.slice(0, -1)) : undefined)));
    default:
      return none;
  }
}

function present(kind: NamedRelation['kind'], references: readonly (Reference | undefined)[]): readonly NamedRelation[] {
  return references.flatMap((reference) => (reference === undefined ? [] : [{ kind, reference }]));
}

/** What is copied by LIKE is only looked at. */
const onlyRead: ReadonlySet<string> = new Set(['TableLikeClause', 'SelectStmt']);

/** Every name of a relation below a node. Some stand in lists as nodes of their own and some directly in a field, so they are known by their shape. */
export function rangesIn(value: unknown): readonly RangeVar[] {
  const found: RangeVar[] = [];
  collectRanges(value, found);
  return found;
}

function collectRanges(value: unknown, found: RangeVar[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const inner of value) collectRanges(inner, found);
    return;
  }
  const node = value as Readonly<Record<string, unknown>>;
  if (typeof node['relname'] === 'string') {
    found.push(node as RangeVar);
    return;
  }
  for (const key in node) {
    const inner = node[key];
    if (typeof inner === 'object' && !onlyRead.has(key)) collectRanges(inner, found);
  }
}
