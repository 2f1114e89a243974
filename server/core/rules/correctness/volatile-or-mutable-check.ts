import type { A_Expr, Constraint, FuncCall, Node, SQLValueFunction } from '@pgsql/types';
import { namesOf } from '../../sql/names';
import { volatilitiesOf } from '../../sql/volatility';
import { walk } from '../../sql/walk';
import { spanOfNode, startOf, tokensOf } from '../../sql/find';
import { defineRule, type RuleContext } from '../rule';
import doc from './volatile-or-mutable-check.md';

/** What tells the moment or the user. Other stable functions depend on settings that hardly ever change. */
const momentary: ReadonlySet<string> = new Set(['now', 'transaction_timestamp', 'statement_timestamp', 'current_setting', 'txid_current', 'pg_current_xact_id']);

export const volatileOrMutableCheck = defineRule({
  id: 'volatile-or-mutable-check',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    moment:
      'This CHECK is tested when a row is written, and {call} is another value later: rows that were right break it without anybody noticing, until one of them is updated or a dump of the table cannot be restored. Test this in a trigger, or where the row is written.',
    volatile:
      'This CHECK is another one at each test, because {call} gives another value every time: rows that were right break it, and a dump of the table may not be restored. A CHECK must depend on the row alone.',
    readsTables:
      'The function {call} reads tables, so this CHECK depends on more than its row: changes of those tables are not tested, and a dump, which loads tables one after another, may not be restored. Use a foreign key, an EXCLUDE constraint or a trigger.',
  },
  visit: {
    Constraint(node, context) {
      if (node.contype === 'CONSTR_CHECK' && node.raw_expr !== undefined) report(node.raw_expr, node, context);
    },
  },
});

function report(expression: Node, constraint: Constraint, context: RuleContext): void {
  const found = findCall(expression, context);
  if (found === undefined) return;
  const tokens = tokensOf(context.statement);
  const start = startOf(found) ?? startOf(constraint) ?? 0;
  context.report({ span: spanOfNode({ location: start }, tokens) ?? { start, end: start }, message: found.message, data: { call: found.call } });
}

interface Found {
  readonly message: 'moment' | 'volatile' | 'readsTables';
  readonly call: string;
  readonly location?: number;
}

function findCall(expression: Node, context: RuleContext): Found | undefined {
  let found: Found | undefined;
  walk(expression, (tag, node, ancestors) => {
    if (found !== undefined) return;
    if (tag === 'SQLValueFunction') {
      const { op = '', location = 0 } = node as SQLValueFunction;
      // CURRENT_SCHEMA and CURRENT_CATALOG are where the table is.
      if (/SCHEMA|CATALOG/.test(op) || staysTrue(node, ancestors)) return;
      found = { message: 'moment', call: op.replace(/^SVFOP_/, '').replace(/_N$/, ''), location };
    }
    if (tag === 'FuncCall') found = verdict(node as FuncCall, () => staysTrue(node, ancestors), context);
  });
  return found;
}

function verdict(call: FuncCall, stays: () => boolean, { catalog }: RuleContext): Found | undefined {
  const names = namesOf(call.funcname);
  const [name = '', schema] = [names.at(-1), names.at(-2)];
  const location = call.location ?? 0;
  if (schema === undefined || schema === 'pg_catalog') {
    const volatilities = volatilitiesOf(name, call.args?.length ?? 0);
    if (volatilities.length > 0 && volatilities.every((each) => each === 'volatile')) return { message: 'volatile', call: `${name}()`, location };
    if (momentary.has(name)) return stays() ? undefined : { message: 'moment', call: `${name}()`, location };
    if (volatilities.length > 0) return undefined;
  }
  const own = catalog.routines({ schema, name }).filter(({ argumentCount }) => argumentCount === (call.args?.length ?? 0));
  const reads = own.length > 0 && own.every(({ language, body }) => (language === 'sql' || language === 'plpgsql') && body !== undefined && readsTable.test(body));
  return reads ? { message: 'readsTables', call: `${names.join('.')}()`, location } : undefined;
}

/** `FROM` or `JOIN` and a name, but not `IS DISTINCT FROM`, `substring(… FROM …)` and the like; enough for the short bodies of such functions. */
const readsTable = /\bselect\b[^;]*?\bfrom\s+(?:only\s+)?(?!unnest|generate_series|json|regexp|string_to)"?[a-z_]\w*"?(?:\s*\.\s*"?\w+"?)?\s*(?:$|[;,)]|\b(?:as|where|join|left|inner|limit|for|group|order|[a-z_]\w*)\b)/i;

/** `at <= now()`: time goes on, so what was true stays true. */
function staysTrue(node: object, ancestors: readonly { readonly tag: string; readonly node: object }[]): boolean {
  const comparison = ancestors.findLast(({ tag, node: each }) => tag === 'A_Expr' && isComparison(each as A_Expr));
  if (comparison === undefined || ancestors.some(({ tag, node: each }) => tag === 'BoolExpr' && (each as { boolop?: string }).boolop === 'NOT_EXPR')) return false;
  const { name, lexpr, rexpr, kind } = comparison.node as A_Expr;
  if (kind !== 'AEXPR_OP') return false;
  const operator = namesOf(name)[0];
  const later = operator === '<' || operator === '<=' ? rexpr : operator === '>' || operator === '>=' ? lexpr : undefined;
  return later !== undefined && holds(later, node) && !(lexpr !== undefined && rexpr !== undefined && holds(later === rexpr ? lexpr : rexpr, node)) && growsWith(later);
}

function isComparison({ name }: A_Expr): boolean {
  return ['<', '<=', '>', '>=', '=', '<>'].includes(namesOf(name)[0] ?? '');
}

function holds(tree: Node, node: object): boolean {
  let found = false;
  walk(tree, (_tag, each) => {
    found ||= each === node;
  });
  return found;
}

/** The moment itself, or with something added or subtracted, or cut to its day: never `x - now()`. */
function growsWith(expression: Node): boolean {
  if ('SQLValueFunction' in expression) return /DATE|TIME/.test(expression.SQLValueFunction.op ?? '');
  if ('FuncCall' in expression) {
    const name = namesOf(expression.FuncCall.funcname).at(-1) ?? '';
    const args = expression.FuncCall.args ?? [];
    if (name === 'date_trunc' || name === 'timezone') return args.at(-1) !== undefined && growsWith(args.at(-1) as Node);
    return momentary.has(name) && args.length === 0;
  }
  if ('TypeCast' in expression) return expression.TypeCast.arg !== undefined && growsWith(expression.TypeCast.arg);
  if (!('A_Expr' in expression) || expression.A_Expr.lexpr === undefined) return false;
  return ['+', '-'].includes(namesOf(expression.A_Expr.name)[0] ?? '') && growsWith(expression.A_Expr.lexpr);
}
