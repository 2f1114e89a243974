import type { Node } from '@pgsql/types';
import type { Statement } from '../document/statement';
import type { PlanFailure } from '../plan/report';

/** What is sent after EXPLAIN. */
export interface Explainable {
  /** Text with `$n` for every value that is not known; as PostgreSQL can read it. */
  readonly sql: string;
  /** Number of parameters; 0 where every value is known. */
  readonly parameters: number;
  /** Offset in the statement of each character of `sql`, and one more for its end. */
  readonly origins: readonly number[];
  /** Changes rows, so that running it is more than reading. */
  readonly writes: boolean;
  /** Must not be run under EXPLAIN ANALYZE by us; undefined where it may. */
  readonly onlyPlanned: string | undefined;
  readonly notes: readonly string[];
}

export type ExplainableOutcome = { readonly ok: true; readonly value: Explainable } | { readonly ok: false; readonly failure: PlanFailure };

/** Reads a statement for EXPLAIN; one that already says EXPLAIN is unwrapped. Statements without a plan are refused with the reason. */
export function explainable(statement: Statement): ExplainableOutcome {
  if (statement.kind !== 'sql') return refused('This line is not SQL, so there is nothing to plan.', 'Put the cursor on a SELECT, INSERT, UPDATE, DELETE or MERGE.');
  if (statement.error || !statement.tree) {
    const offset = statement.error?.offset ?? 0;
    return { ok: false, failure: { message: `PostgreSQL cannot read the statement: ${statement.error?.message ?? 'syntax error'}`, action: 'Correct the syntax error first.', span: { start: offset, end: offset } } };
  }
  const name = nameOf(statement);
  if (name) return name;
  const unwrapped = unwrap(statement.tree);
  const [kind, node] = entryOf(unwrapped);
  const reason = refusal(kind);
  if (reason) return refused(...reason);
  const body = bodyOf(statement, unwrapped !== statement.tree);
  const notes = unwrapped === statement.tree ? [] : ['The statement says EXPLAIN itself; its options were not used.'];
  return {
    ok: true,
    value: {
      ...body,
      writes: /^(?:Insert|Update|Delete|Merge)Stmt$/.test(kind) || writesInside(node),
      onlyPlanned: kind === 'CreateTableAsStmt' || has(node, 'IntoClause') || has(node, 'intoClause') ? 'It creates a table, so it was planned and not run.' : undefined,
      notes: [...notes, ...body.notes],
    },
  };
}

const planned = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'CreateTableAsStmt', 'DeclareCursorStmt']);

function refusal(kind: string): readonly [message: string, action: string] | undefined {
  if (planned.has(kind)) return undefined;
  const action = 'EXPLAIN works for SELECT, INSERT, UPDATE, DELETE and MERGE.';
  switch (kind) {
    case 'CallStmt':
    case 'DoStmt':
      return ['A procedure or DO block has no plan of its own; each statement inside has one.', 'Copy the statement in question out of it and explain that.'];
    case 'ExecuteStmt':
      return ['EXECUTE runs a statement that was prepared elsewhere in the session.', 'Explain the statement inside of PREPARE.'];
    case 'PrepareStmt':
      return ['PREPARE itself has no plan.', 'Write the statement without PREPARE … AS; $1 may stay in it.'];
    case 'CopyStmt':
      return ['COPY has no plan.', 'Explain the query inside of it, or SELECT from the table.'];
    case 'TransactionStmt':
    case 'VariableSetStmt':
    case 'VariableShowStmt':
      return ['This statement controls the session and reads no rows, so it has no plan.', action];
    default:
      return [`PostgreSQL makes no plan for this statement (${commandOf(kind)}).`, action];
  }
}

/** `CreateStmt` is `CREATE TABLE` to a reader; other names are words already. */
function commandOf(kind: string): string {
  const known: Readonly<Record<string, string>> = { CreateStmt: 'CREATE TABLE', IndexStmt: 'CREATE INDEX', AlterTableStmt: 'ALTER TABLE', DropStmt: 'DROP', ViewStmt: 'CREATE VIEW', TruncateStmt: 'TRUNCATE', VacuumStmt: 'VACUUM or ANALYZE' };
  return known[kind] ?? kind.replace(/Stmt$/, '').replaceAll(/([a-z])([A-Z])/g, '$1 $2').toUpperCase();
}

function nameOf({ masked, text, placeholders }: Statement): ExplainableOutcome | undefined {
  const placeholder = placeholders.find(({ start, end }) => masked.slice(start, end).includes('_'));
  if (!placeholder) return undefined;
  const written = text.slice(placeholder.start, placeholder.end);
  return { ok: false, failure: { message: `${written} stands for a name, and the plan depends on which table or column it is.`, action: 'Replace it by a real name for a moment, then explain again.', span: { start: placeholder.start, end: placeholder.end } } };
}

function unwrap(tree: Node): Node {
  return 'ExplainStmt' in tree && tree.ExplainStmt.query ? tree.ExplainStmt.query : tree;
}

const gap = String.raw`(?:\s|--[^\n]*(?:\n|$)|/\*[\s\S]*?\*/)*`;
/** EXPLAIN with its options: in parentheses right after it, or the words of old; a parenthesis may also begin the statement. */
const explainPrefix = new RegExp(
  `^explain\\b${gap}(?:\\((?!${gap}(?:select|values|with|table|\\())(?:[^()']|'[^']*')*\\)${gap}|(?:(?:analy[sz]e|verbose)\\b${gap})*)`,
  'i',
);

function bodyOf(statement: Statement, wrapped: boolean): Pick<Explainable, 'sql' | 'parameters' | 'origins' | 'notes'> {
  const { masked, text, placeholders } = statement;
  const from = wrapped ? (optionsEnd(masked) ?? 0) : 0;
  const parameters = parameterNumbers(statement.tree);
  let sql = '';
  const origins: number[] = [];
  for (let at = from; at < masked.length; ) {
    const number = parameters.get(at);
    const length = number === undefined ? 0 : (/^(?:\$\d+|\d)/.exec(masked.slice(at, at + 12))?.[0].length ?? 0);
    const piece = length > 0 ? `$${number}` : masked.charAt(at);
    for (const _ of piece) origins.push(at);
    sql += piece;
    at += Math.max(1, length);
  }
  origins.push(masked.length);
  const left = placeholders.filter(({ start, end }) => masked.slice(start, end).trim() === '').map(({ start, end }) => text.slice(start, end));
  const notes = left.length > 0 ? [`${[...new Set(left)].join(', ')} stands for a part of the statement and was left out.`] : [];
  return { sql, origins, notes, parameters: Math.max(0, ...parameters.values()) };
}

function optionsEnd(masked: string): number | undefined {
  return explainPrefix.exec(masked)?.[0].length;
}

/** Number of each parameter by where it stands. */
function parameterNumbers(tree: unknown): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  visit(tree, (key, value) => {
    if (key === 'ParamRef' && typeof value['location'] === 'number' && typeof value['number'] === 'number') numbers.set(value['location'], value['number']);
    // The parser leaves a location of 0 out.
    else if (key === 'ParamRef' && value['location'] === undefined && typeof value['number'] === 'number') numbers.set(0, value['number']);
  });
  return numbers;
}

/** INSERT, UPDATE, DELETE or MERGE inside of WITH, and row locks. */
function writesInside(tree: unknown): boolean {
  let found = false;
  visit(tree, (key) => {
    if (/^(?:Insert|Update|Delete|Merge)Stmt$/.test(key) || key === 'LockingClause') found = true;
  });
  return found;
}

function has(tree: unknown, wanted: string): boolean {
  let found = false;
  visit(tree, (key) => {
    if (key === wanted) found = true;
  });
  return found;
}

function visit(tree: unknown, see: (key: string, value: Readonly<Record<string, unknown>>) => void): void {
  const stack: unknown[] = [tree];
  while (stack.length > 0) {
    const value = stack.pop();
    if (Array.isArray(value)) stack.push(...value);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        if (typeof child !== 'object' || child === null) continue;
        if (!Array.isArray(child)) see(key, child as Readonly<Record<string, unknown>>);
        stack.push(child);
      }
    }
  }
}

function entryOf(node: Node): readonly [kind: string, value: unknown] {
  return Object.entries(node)[0] ?? ['', undefined];
}

function refused(message: string, action: string): ExplainableOutcome {
  return { ok: false, failure: { message, action, span: undefined } };
}
