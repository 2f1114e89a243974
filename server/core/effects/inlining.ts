import type { Node, SelectStmt } from '@pgsql/types';
import type { CatalogView, Routine } from '../catalog/model';
import type { BodyReader } from '../sql/body-reader';
import { calledFunctions, type Inlining } from '../sql/expression-volatility';
import { walk } from '../sql/walk';

const deepest = 8;

/**
 * A volatile function stays one unless PostgreSQL puts its body in the place of the call and nothing in there is volatile:
 * only one in SQL whose body is one SELECT of one expression. `inline_function` in src/backend/optimizer/util/clauses.c.
 */
export function inliningIn(catalog: Pick<CatalogView, 'routines'>, reader: BodyReader | undefined, depth = 0): Inlining {
  return (routine) => {
    if (routine.language !== 'sql' || routine.returnsSet || routine.kind === 'procedure' || forbids.test(routine.definition)) return 'volatile';
    const body = bodyOf(routine, reader);
    if (body === undefined || depth >= deepest) return 'declared';
    const expression = body.length === 1 && body[0] !== undefined ? soleExpression(body[0]) : undefined;
    if (expression === undefined) return 'volatile';
    const { volatile, declared, unknown } = calledFunctions(expression, catalog, inliningIn(catalog, reader, depth + 1));
    if (volatile.length > 0) return 'volatile';
    return declared.length + unknown.length > 0 || isStrict.test(routine.definition) ? 'declared' : 'steady';
  };
}

/** SECURITY DEFINER and `SET name = value`. */
const forbids = /\bsecurity\s+definer\b|\bset\s+[\w."]+\s*(?:=|\bto\b|\bfrom\s+current\b)/i;
/** Then it is inlined only where the body is strict too. */
const isStrict = /\bstrict\b|\breturns\s+null\s+on\b/i;

function bodyOf({ sqlBody, body }: Routine, reader: BodyReader | undefined): readonly Node[] | undefined {
  if (sqlBody !== undefined) return 'List' in sqlBody ? (sqlBody.List.items ?? []).flatMap((item) => ('List' in item ? (item.List.items ?? []) : [item])) : [sqlBody];
  return body === undefined ? undefined : reader?.statements(body);
}

/** Every field that a plain `SELECT expression` has. */
const plainFields: ReadonlySet<string> = new Set(['targetList', 'limitOption', 'op']);

function soleExpression(tree: Node): Node | undefined {
  if ('ReturnStmt' in tree) return plain(tree.ReturnStmt.returnval);
  if (!('SelectStmt' in tree)) return undefined;
  const select: SelectStmt = tree.SelectStmt;
  const [target, second] = select.targetList ?? [];
  if (second !== undefined || target === undefined || !('ResTarget' in target) || !Object.keys(select).every((field) => plainFields.has(field))) return undefined;
  return plain(target.ResTarget.val);
}

/** Nothing with a subquery is inlined. */
function plain(expression: Node | undefined): Node | undefined {
  let isPlain = expression !== undefined;
  if (expression !== undefined) walk(expression, (tag) => {
    if (tag === 'SubLink') isPlain = false;
  });
  return isPlain ? expression : undefined;
}
