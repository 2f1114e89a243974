import type { CreateFunctionStmt } from '@pgsql/types';
import type { QualifiedName } from '../catalog/model';
import type { FileContext } from '../rules/rule';
import { statementsThat } from './file-statements';
import { referenceOfList } from './names';
import { elementsOf, readRoutine, searchPathOf, type WrittenRoutine } from './routines';

/** A routine that a statement of the file creates. */
export interface CreatedRoutine extends WrittenRoutine {
  readonly index: number;
  readonly node: CreateFunctionStmt;
  readonly resolved: QualifiedName;
}

/** The routines that the file creates, in order. */
export function createdRoutines(context: FileContext): readonly CreatedRoutine[] {
  return statementsThat(/^create\s+(?:or\s+replace\s+)?(?:function|procedure)\b/i, context).flatMap(({ index, tree }) => {
    const node = 'CreateFunctionStmt' in tree ? tree.CreateFunctionStmt : undefined;
    const routine = node === undefined ? undefined : readRoutine(node);
    return node === undefined || routine === undefined ? [] : [{ ...routine, index, node, resolved: context.catalogAfter.resolve(routine.name) }];
  });
}

/** Names (`schema.name`) of routines to which ALTER FUNCTION of this file gives a search_path. Overloads are not told apart. */
export function routinesWithLaterPath(context: FileContext): ReadonlySet<string> {
  const names = statementsThat(/^alter\s+(?:function|procedure|routine)\b/i, context).flatMap(({ tree }) => {
    if (!('AlterFunctionStmt' in tree) || searchPathOf(elementsOf(tree.AlterFunctionStmt.actions)) === undefined) return [];
    const name = referenceOfList(tree.AlterFunctionStmt.func?.objname);
    return name === undefined ? [] : [keyOf(context.catalogAfter.resolve(name))];
  });
  return new Set(names);
}

export function keyOf({ schema, name }: QualifiedName): string {
  return JSON.stringify([schema, name]);
}
