import type { CatalogView, QualifiedName, Reference } from '../catalog/model';
import { formatName } from '../sql/names';
import type { Surroundings } from './transaction';

/** Made by statement `index` or an earlier one of the same migration unit: nobody else can see it, so nobody waits for its locks. */
export function isNew(catalog: CatalogView, name: Reference, file: string, around: readonly Surroundings[], index: number): boolean {
  const relation = catalog.relation(name);
  if (relation === undefined || relation.assumed === true) return false;
  if (relation.temporary) return true;
  const { origin } = relation;
  return origin.file === file && origin.statement <= index && around[origin.statement]?.unit === around[index]?.unit;
}

/** The name for a message: with its schema only where that is not the usual one. */
export function display(catalog: CatalogView, name: Reference | QualifiedName): string {
  const hidden = name.schema === undefined || name.schema === 'public' || name.schema === catalog.searchPath[0];
  return formatName(hidden ? { name: name.name } : name);
}
