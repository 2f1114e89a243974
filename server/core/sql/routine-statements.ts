import type { AlterFunctionStmt } from '@pgsql/types';
import type { QualifiedName, Reference } from '../catalog/model';
import type { FileContext } from '../rules/rule';
import { readerOf } from './file-statements';
import { referenceOfList } from './names';
import { elementsOf, readRoutine, searchPathOf, type WrittenRoutine } from './routines';

/** A routine that a statement of the file creates. */
export interface CreatedRoutine extends WrittenRoutine {
  readonly index: number;
  readonly resolved: QualifiedName;
}

/** The routines that the file creates and that are of interest, in order. */
export function createdRoutines(context: FileContext, isMeant: (routine: WrittenRoutine) => boolean): readonly CreatedRoutine[] {
  return created(context).flatMap(({ index, value }) => (isMeant(value) ? [{ ...value, index, resolved: context.catalogAfter.resolve(value.name) }] : []));
}

const created = readerOf(/^create\s+(?:or\s+replace\s+)?(?:function|procedure)\b/i, (tree) => ('CreateFunctionStmt' in tree ? readRoutine(tree.CreateFunctionStmt) : undefined));
const withPath = readerOf(/^alter\s+(?:function|procedure|routine)\b/i, (tree) => ('AlterFunctionStmt' in tree ? nameWithPath(tree.AlterFunctionStmt) : undefined));

/** Names (`schema.name`) of routines to which ALTER FUNCTION of this file gives a search_path. Overloads are not told apart. */
export function routinesWithLaterPath(context: FileContext): ReadonlySet<string> {
  return new Set(withPath(context).map(({ value }) => keyOf(context.catalogAfter.resolve(value))));
}

function nameWithPath({ func, actions }: AlterFunctionStmt): Reference | undefined {
  return searchPathOf(elementsOf(actions)) === undefined ? undefined : referenceOfList(func?.objname);
}

export function keyOf({ schema, name }: QualifiedName): string {
  return JSON.stringify([schema, name]);
}
