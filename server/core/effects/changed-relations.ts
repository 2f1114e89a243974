import type { Node } from '@pgsql/types';
import type { Catalog } from '../catalog/catalog';
import { applyStatement } from '../catalog/from-ddl';
import type { Origin, QualifiedName, Relation } from '../catalog/model';
import type { Statement } from '../document/statement';

export interface ChangedRelations {
  readonly creates: readonly QualifiedName[];
  readonly drops: readonly QualifiedName[];
}

const nothing: ChangedRelations = { creates: [], drops: [] };

/**
 * Relations and indexes that are there only after, or only before, the statement, as the catalog follows it; sorted. What is renamed or moved is neither,
 * and nothing is said of temporary ones.
 */
export function changedRelations(statement: Statement, catalog: Catalog): ChangedRelations {
  const { tree } = statement;
  if (tree === undefined || 'RenameStmt' in tree || 'AlterObjectSchemaStmt' in tree || 'TransactionStmt' in tree) return nothing;
  const after = catalog.fork();
  const { writes } = after.observe(() => applyStatement(after, statement, { file: '', statement: 0 }));
  const keys = new Set(writes.flatMap((write) => ('map' in write && write.map === 'relations' ? [write.key] : [])));
  const touched = [...keys].map((key) => {
    const [schema = '', name = ''] = key.split('\u0000');
    return { schema, name };
  }).filter(({ schema }) => schema !== 'pg_temp');
  const [old, present] = [namesIn(catalog, touched), namesIn(after, touched)];
  const adopted = adoptedIndexes(tree);
  const missing = (from: Names, among: Names) => [...from].flatMap(([key, { name, origin, table }]) => {
    const isThere = among.has(key) || adopted.has(name.name) || [...among.values()].some((other) => origin !== undefined && other.origin === origin && other.table === table);
    return isThere ? [] : [name];
  });
  return { creates: missing(present, old), drops: missing(old, present) };
}

/** A constraint USING INDEX gives its name to the index that is there: both names are of one index. */
function adoptedIndexes(tree: Node): ReadonlySet<string> {
  const commands = 'AlterTableStmt' in tree ? (tree.AlterTableStmt.cmds ?? []) : [];
  return new Set(commands.flatMap((command) => {
    const def = 'AlterTableCmd' in command ? command.AlterTableCmd.def : undefined;
    return def !== undefined && 'Constraint' in def && def.Constraint.indexname !== undefined ? [def.Constraint.indexname, def.Constraint.conname ?? ''] : [];
  }));
}

interface Own {
  readonly name: QualifiedName;
  /** Set for what keeps it when a block renames or moves it. */
  readonly origin: Origin | undefined;
  /** Of an index: where its table comes from. Indexes of partitions have the origin of the parent's. */
  readonly table?: Origin;
}

type Names = ReadonlyMap<string, Own>;

function namesIn(catalog: Catalog, touched: readonly QualifiedName[]): Names {
  const names = touched.flatMap((name) => ownNames(catalog.relation(name)));
  return new Map(names.map((own) => [`${own.name.schema}.${own.name.name}`, own] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A relation that was only taken to be there has not been created. */
function ownNames(relation: Relation | undefined): readonly Own[] {
  if (relation === undefined) return [];
  const { schema, name, indexes, assumed, kind, origin } = relation;
  const own: Own = { name: { schema, name }, origin: kind === 'sequence' ? undefined : origin };
  return [...(assumed ? [] : [own]), ...indexes.map((index) => ({ name: { schema, name: index.name }, origin: index.origin, table: origin }))];
}
