import type { FuncCall, Node } from '@pgsql/types';
import { usesColumn } from '../catalog/column-use';
import type { Policy, QualifiedName, Relation, Rule } from '../catalog/model';
import { namesOf } from '../sql/names';
import { walk } from '../sql/walk';
import { doubt, isSame, lock, type Work } from './work';

/** Views and materialized views that read a relation, through other views too. */
export function readers(work: Work, relation: Relation, seen: readonly Relation[] = []): readonly Relation[] {
  const direct = work.catalog.dependents(relation).filter((other) => !seen.includes(other) && readsFrom(other, relation));
  return direct.flatMap((view) => [view, ...readers(work, view, [...seen, ...direct])]);
}

function readsFrom({ reads }: Relation, relation: QualifiedName): boolean {
  return reads.some((name) => isSame(name, relation));
}

/** DROP COLUMN … CASCADE drops the views that show the column with those over them, and policies and rules that read it. */
export function dropReaders(work: Work, relation: Relation, column: string): void {
  for (const view of work.catalog.dependents(relation)) {
    if (!readsFrom(view, relation)) continue;
    const use = view.query === undefined ? 'perhaps' : usesColumn(work.catalog, view.query, { relation, column });
    if (use === 'perhaps') doubt(work);
    if (use === 'yes') lock(work, [view, ...readers(work, view)], 'AccessExclusiveLock');
  }
  for (const other of protectedBy(work, relation)) {
    const expressions = [...other.policies, ...other.rules].filter(({ reads }) => reads.some((name) => isSame(name, relation))).flatMap(partsOf);
    const uses = expressions.map((expression) => usesColumn(work.catalog, expression, { relation, column }, other));
    if (uses.includes('yes')) lock(work, other, 'AccessExclusiveLock');
    else if (uses.includes('perhaps')) doubt(work);
  }
}

/** Tables with a policy or rule that reads another one, with which it goes. */
export function protectedBy(work: Work, relation: Relation): readonly Relation[] {
  return work.catalog.relations().filter((other) => !isSame(other, relation)
    && [...other.policies, ...other.rules].some(({ reads }) => reads.some((name) => isSame(name, relation))));
}

function partsOf(one: Policy | Rule): readonly Node[] {
  const parts = 'actions' in one ? [one.where, ...one.actions] : [one.using, one.check];
  return parts.flatMap((part) => part ?? []);
}

/** Tables whose columns get their default from a sequence. */
export function drawingFrom(work: Work, sequence: Relation): readonly Relation[] {
  const owner = sequence.ownedBy;
  return work.catalog.relations().filter((relation) => (owner !== undefined && isSame(owner, relation))
    || relation.columns.some(({ defaultExpression }) => defaultExpression !== undefined && draws(work, defaultExpression, sequence)));
}

function draws(work: Work, expression: Node, sequence: Relation): boolean {
  let found = false;
  walk(expression, (tag, node) => {
    if (tag !== 'FuncCall' || namesOf((node as FuncCall).funcname).at(-1) !== 'nextval') return;
    const name = textOf((node as FuncCall).args?.[0]);
    if (name !== undefined && (isSame(work.catalog.resolve({ name }), sequence) || name === `${sequence.schema}.${sequence.name}`)) found = true;
  });
  return found;
}

function textOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if ('TypeCast' in node) return textOf(node.TypeCast.arg);
  return 'A_Const' in node ? node.A_Const.sval?.sval : undefined;
}

/** Tables with a trigger, default, CHECK, index, policy or rule that calls a function, and materialized views whose queries do, with what is over them. */
export function callersOf(work: Work, routine: QualifiedName): readonly Relation[] {
  return work.catalog.relations().flatMap((relation) => {
    if (relation.query !== undefined && calls(work, relation.query, routine)) return [relation, ...readers(work, relation)];
    const found = relation.triggers.some((trigger) => isSame(trigger.function, routine)) || expressionsOf(relation).some((expression) => calls(work, expression, routine));
    return found ? [relation] : [];
  });
}

function expressionsOf(relation: Relation): readonly Node[] {
  const all = [
    ...relation.columns.map(({ defaultExpression }) => defaultExpression),
    ...relation.constraints.map((constraint) => ('expression' in constraint ? constraint.expression : undefined)),
    ...relation.indexes.flatMap(({ elements, where }) => [where, ...elements.map(({ expr }) => expr)]),
    ...relation.policies.flatMap(({ using, check }) => [using, check]),
    ...relation.rules.flatMap(({ where, actions }) => [where, ...actions]),
  ];
  return all.flatMap((expression) => expression ?? []);
}

function calls(work: Work, expression: Node, routine: QualifiedName): boolean {
  let found = false;
  walk(expression, (tag, node) => {
    const names = tag === 'FuncCall' ? namesOf((node as FuncCall).funcname) : [];
    const name = names.at(-1);
    if (name === routine.name && isSame(work.catalog.resolve({ schema: names.at(-2), name }), routine)) found = true;
  });
  return found;
}

/** Tables with a column of a collation. */
export function collatedWith(work: Work, collation: string): readonly Relation[] {
  return work.catalog.relations().filter(({ columns }) => columns.some((column) => column.collation === collation));
}

