import type { CatalogView, QualifiedName, Reference } from '../catalog/model';
import { formatName } from '../sql/names';
import type { StatementNumbers } from './statement-numbers';
import type { Surroundings } from './transaction';

/** Where the statements of the checked file stand. */
export interface Places {
  readonly file: string;
  readonly around: readonly Surroundings[];
  readonly numbers: StatementNumbers;
}

/** Made by the statement at `index` or an earlier one of the same migration unit: nobody else can see it, so nobody waits for its locks. */
export function isNew(catalog: CatalogView, name: Reference, index: number, { file, around, numbers }: Places): boolean {
  const relation = catalog.relation(name);
  if (relation === undefined || relation.assumed === true) return false;
  if (relation.temporary) return true;
  if (relation.origin.file !== file) return false;
  const place = numbers.placeOf(relation.origin.statement);
  return place !== undefined && place <= index && around[place]?.unit === around[index]?.unit;
}

/** The name for a message: with its schema only where that is not the usual one. */
export function display(catalog: CatalogView, name: Reference | QualifiedName): string {
  const hidden = name.schema === undefined || name.schema === 'public' || name.schema === catalog.searchPath[0];
  return formatName(hidden ? { name: name.name } : name);
}
