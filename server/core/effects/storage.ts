import type { AlterTableMoveAllStmt } from '@pgsql/types';
import type { Relation } from '../catalog/model';
import { doubt, rewrite, settingOf, type Work } from './work';

/** Nothing is written anew where the table is so already. */
export function setLogged(work: Work, relation: Relation, logged: boolean): void {
  if (relation.assumed) doubt(work, 'unknown');
  if (relation.unlogged === logged) rewrite(work, relation);
}

/** The rows go to the new method unless it is the old one; which that is, the history does not keep, but nearly always it is `heap`. A partitioned table has none. */
export function setAccessMethod(work: Work, relation: Relation, name: string | undefined): void {
  doubt(work);
  const method = name ?? settingOf(work, 'default_table_access_method') ?? 'heap';
  if (method !== 'heap') rewrite(work, relation);
}

/** The files are copied unless they are there already, which the history does not keep. */
export function setTablespace(work: Work, relation: Relation, name: string | undefined): void {
  if (name === 'pg_default') return doubt(work);
  doubt(work, 'unknown');
  rewrite(work, relation);
}

/** ALTER TABLE ALL IN TABLESPACE … SET TABLESPACE: which tables are in it is not known, those of indexes are not listed. */
export function moveAll(work: Work, node: AlterTableMoveAllStmt): void {
  if (node.orig_tablespacename !== node.new_tablespacename && node.objtype !== 'OBJECT_INDEX') doubt(work, 'unknown');
}
