import { findKeyword, tokensOf } from '../sql/find';
import { formatName, quoteIdentifier, referenceOf, referenceOfList } from '../sql/names';
import { applyEdits } from '../text/span';
import { chosenName, refuse, targetOf, type Plan, type Recipe, type RecipeRequest, type Refusal } from './recipe';

/** Index builds and drops that belong outside the transaction in which the framework runs the file. */
export const indexOutside: Recipe = {
  id: 'index-outside-transaction',
  rules: ['require-concurrent-index-creation', 'require-concurrent-index-deletion', 'concurrently-in-transaction'],
  plan(request) {
    const { tree } = request.context.statement;
    if (tree === undefined || request.context.transaction !== 'inside') return undefined;
    if ('IndexStmt' in tree) return creation(request);
    if ('DropStmt' in tree && tree.DropStmt.removeType === 'OBJECT_INDEX') return deletion(request);
    return undefined;
  },
};

function creation(request: RecipeRequest): Plan | Refusal | undefined {
  const { statement } = request.context;
  const node = statement.tree !== undefined && 'IndexStmt' in statement.tree ? statement.tree.IndexStmt : undefined;
  if (node?.relation === undefined) return undefined;
  const target = targetOf(request, referenceOf(node.relation));
  if (target.relation?.kind === 'partitioned') return refuse('CONCURRENTLY is not possible on a partitioned table.');
  const tokens = tokensOf(statement);
  const keyword = findKeyword(tokens, 0, 'index');
  const after = keyword && (findKeyword(tokens, keyword.end, 'concurrently') ?? keyword);
  const columns = (node.indexParams ?? []).map((param) => ('IndexElem' in param ? param.IndexElem.name : undefined));
  if (keyword === undefined || after === undefined) return undefined;
  if (node.idxname === undefined && columns.some((column) => column === undefined)) return refuse('Give the index a name first: a second attempt must find what a failed one left.');
  const name = node.idxname ?? chosenName(target, [target.plain, ...columns.flatMap((column) => column ?? [])], 'idx');
  const quoted = quoteIdentifier(name);
  const clause = node.if_not_exists ? findKeyword(tokens, keyword.end, 'if', 'not', 'exists') : undefined;
  const edits = [
    { start: keyword.end, end: clause?.end ?? (node.concurrent ? after.end : keyword.end), text: ` CONCURRENTLY${node.idxname === undefined ? ` ${quoted}` : ''}` },
  ];
  const relation = node.relation.schemaname === undefined && target.beside !== '' ? [{ ...spanOfTable(node.relation.location ?? 0, request), text: target.name }] : [];
  const drop = `DROP INDEX CONCURRENTLY IF EXISTS ${target.beside}${quoted}`;
  return {
    ok: true, title: 'Build the index outside the transaction', undo: [`DROP INDEX ${target.beside}${quoted}`],
    steps: [
      // IF NOT EXISTS would take the invalid index that a failed build leaves for the finished one.
      ...(node.if_not_exists ? [{ name: `drop what is left of ${name}`, outside: true as const, up: [drop], down: [], does: 'Drops what an earlier attempt left.' }] : []),
      {
        name: `build ${name}`, outside: true, up: [applyEdits(statement.text, [...edits, ...relation])], down: [drop],
        does: `Builds the index while reads and writes go on. Where it fails it leaves an invalid index ${quoted}: drop that and run it again.`,
      },
    ],
  };
}

function spanOfTable(location: number, { context }: RecipeRequest) {
  const token = tokensOf(context.statement).list.find(({ start }) => start === location);
  return { start: token?.start ?? location, end: token?.end ?? location };
}

function deletion(request: RecipeRequest): Plan | Refusal | undefined {
  const { context: { statement }, catalog } = request;
  const node = statement.tree !== undefined && 'DropStmt' in statement.tree ? statement.tree.DropStmt : undefined;
  if (node === undefined) return undefined;
  if (node.behavior === 'DROP_CASCADE') return refuse('DROP INDEX CONCURRENTLY takes no CASCADE.');
  const names = (node.objects ?? []).flatMap((object) => referenceOfList('List' in object ? object.List.items : [object]) ?? []);
  return {
    ok: true, title: 'Drop the index outside the transaction', undo: [],
    steps: names.map((name) => {
      const schema = name.schema ?? catalog.resolve(name).schema;
      const written = formatName(name.schema !== undefined || schema !== 'public' ? { schema, name: name.name } : { name: name.name });
      return { name: `drop ${name.name}`, outside: true, up: [`DROP INDEX CONCURRENTLY ${node.missing_ok ? 'IF EXISTS ' : ''}${written}`], down: [], does: 'Drops the index while reads and writes go on.' };
    }),
  };
}
