import type { AlterFunctionStmt } from '@pgsql/types';
import type { QualifiedName, Reference } from '../catalog/model';
import type { FileContext, Note, Visitors } from '../rules/rule';
import { referenceOfList } from './names';
import { elementsOf, readRoutine, searchPathOf, type WrittenRoutine } from './routines';

/** A routine that a statement of the file creates. */
export interface CreatedRoutine extends WrittenRoutine {
  /** Of the statement. */
  readonly number: number;
  readonly resolved: QualifiedName;
}

/** What `routineVisitors` notes of a statement. */
interface RoutineNote {
  readonly created?: WrittenRoutine;
  /** A routine to which ALTER FUNCTION gives a search_path. */
  readonly withPath?: Reference;
}

/** Notes the routines that are of interest, and the search paths that are given to routines afterwards. */
export function routineVisitors(isMeant: (routine: WrittenRoutine) => boolean): Visitors {
  return {
    CreateFunctionStmt(node, context) {
      const created = readRoutine(node);
      if (created !== undefined && isMeant(created)) context.note({ created } satisfies RoutineNote);
    },
    AlterFunctionStmt(node, context) {
      const withPath = nameWithPath(node);
      if (withPath !== undefined) context.note({ withPath } satisfies RoutineNote);
    },
  };
}

/** The notes of statements that do not undo anything. */
export function notesOfUp<T extends object>(context: FileContext): readonly Note<T>[] {
  return (context.notes() as readonly Note<T>[]).filter(({ direction }) => direction === 'up');
}

/** The routines of interest that the file creates, in order. */
export function createdRoutines(context: FileContext): readonly CreatedRoutine[] {
  return notesOfUp<RoutineNote>(context).flatMap(({ number, value: { created } }) =>
    (created === undefined ? [] : [{ ...created, number, resolved: context.catalogAfter.resolve(created.name) }]));
}

/** Names (see `keyOf`) of routines to which ALTER FUNCTION of this file gives a search_path. Overloads are not told apart. */
export function routinesWithLaterPath(context: FileContext): ReadonlySet<string> {
  return new Set(notesOfUp<RoutineNote>(context).flatMap(({ value: { withPath } }) => (withPath === undefined ? [] : [keyOf(context.catalogAfter.resolve(withPath))])));
}

function nameWithPath({ func, actions }: AlterFunctionStmt): Reference | undefined {
  return searchPathOf(elementsOf(actions)) === undefined ? undefined : referenceOfList(func?.objname);
}

export function keyOf({ schema, name }: QualifiedName): string {
  return JSON.stringify([schema, name]);
}
