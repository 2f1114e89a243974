/** A place that is assigned to: a variable, or `record.field`; lower case. */
export type Target = string;

export interface Branch {
  readonly condition: string;
  readonly steps: readonly Step[];
}

export interface Handler {
  readonly conditions: readonly string[];
  readonly steps: readonly Step[];
}

/** A statement of PL/pgSQL. Expressions and queries are SQL text. `unread` is one that is not followed. */
export type Step =
  | { readonly kind: 'sql'; readonly text: string; readonly into: readonly Target[] | undefined }
  | { readonly kind: 'execute'; readonly expression: string; readonly into: readonly Target[] | undefined }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: readonly Step[] }
  | { readonly kind: 'for-query'; readonly targets: readonly Target[]; readonly query: string; readonly dynamic: boolean; readonly steps: readonly Step[] }
  | { readonly kind: 'for-integer'; readonly target: Target; readonly lower: string; readonly upper: string; readonly by: string | undefined; readonly reverse: boolean; readonly steps: readonly Step[] }
  | { readonly kind: 'for-each'; readonly target: Target; readonly expression: string; readonly steps: readonly Step[] }
  | { readonly kind: 'loop'; readonly condition: string | undefined; readonly steps: readonly Step[] }
  | { readonly kind: 'block'; readonly steps: readonly Step[]; readonly handlers: readonly Handler[] }
  | { readonly kind: 'assign'; readonly target: Target; readonly expression: string }
  | { readonly kind: 'exit'; readonly next: boolean; readonly condition: string | undefined }
  | { readonly kind: 'return'; readonly expression: string | undefined }
  | { readonly kind: 'forget'; readonly targets: readonly Target[] }
  | { readonly kind: 'raise' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unread' };

export interface Variable {
  readonly name: string;
  readonly initial: string | undefined;
}

export interface Body {
  /** In the order in which they are declared; parameters first. */
  readonly variables: readonly Variable[];
  readonly steps: readonly Step[];
}

type Json = Readonly<Record<string, unknown>>;

/** The first function in what the parser of PL/pgSQL gives (`plpgsql_funcs`); undefined where it is something else. */
export function readBlock(answer: unknown): Body | undefined {
  const [first] = listOf(objectOf(answer)['plpgsql_funcs']);
  const read = objectOf(objectOf(first)['PLpgSQL_function']);
  if (read['action'] === undefined) return undefined;
  const names = namesOf(listOf(read['datums']));
  const variables = listOf(read['datums']).flatMap((datum) => {
    const variable = objectOf(objectOf(datum)['PLpgSQL_var'] ?? objectOf(datum)['PLpgSQL_rec']);
    return typeof variable['refname'] === 'string' ? [{ name: variable['refname'].toLowerCase(), initial: queryOf(variable['default_val']) }] : [];
  });
  return { variables, steps: [readStep(read['action'], names)] };
}

/** What the number of a datum stands for: one name, or those of a row. */
type Names = readonly (readonly Target[])[];

function namesOf(datums: readonly unknown[]): Names {
  const names: Target[][] = [];
  for (const datum of datums) {
    const [tag = '', value] = Object.entries(objectOf(datum))[0] ?? [];
    const part = objectOf(value);
    if (tag === 'PLpgSQL_recfield') names.push([`${names[numberOf(part['recparentno'])]?.[0] ?? ''}.${textOf(part['fieldname'])}`.toLowerCase()]);
    else if (tag === 'PLpgSQL_row') names.push(listOf(part['fields']).map((field) => names[numberOf(objectOf(field)['varno'])]?.[0] ?? ''));
    else names.push([textOf(part['refname']).toLowerCase()]);
  }
  return names;
}

/** The variables that a loop or INTO names itself instead of by number. */
function targetsOf(value: unknown, names: Names): readonly Target[] {
  const [tag = '', inner] = Object.entries(objectOf(value))[0] ?? [];
  if (tag === 'PLpgSQL_row') return listOf(objectOf(inner)['fields']).map((field) => names[numberOf(objectOf(field)['varno'])]?.[0] ?? '');
  return [textOf(objectOf(inner)['refname']).toLowerCase()];
}

function readSteps(list: unknown, names: Names): readonly Step[] {
  return listOf(list).map((step) => readStep(step, names));
}

const readers: Readonly<Record<string, (node: Json, names: Names) => Step>> = {
  PLpgSQL_stmt_block: (node, names) => ({ kind: 'block', steps: readSteps(node['body'], names), handlers: readHandlers(node['exceptions'], names) }),
  PLpgSQL_stmt_execsql: (node, names) => ({ kind: 'sql', text: queryOf(node['sqlstmt']) ?? '', into: node['into'] === true ? targetsOf(node['target'], names) : undefined }),
  PLpgSQL_stmt_perform: (node) => ({ kind: 'sql', text: queryOf(node['expr']) ?? '', into: undefined }),
  PLpgSQL_stmt_call: (node) => ({ kind: 'sql', text: queryOf(node['expr']) ?? '', into: undefined }),
  PLpgSQL_stmt_dynexecute: (node, names) => ({ kind: 'execute', expression: queryOf(node['query']) ?? '', into: node['into'] === true ? targetsOf(node['target'], names) : undefined }),
  PLpgSQL_stmt_if: (node, names) => ({
    kind: 'if', otherwise: readSteps(node['else_body'], names),
    branches: [{ condition: queryOf(node['cond']) ?? '', steps: readSteps(node['then_body'], names) }, ...listOf(node['elsif_list']).map((item) => {
      const branch = objectOf(objectOf(item)['PLpgSQL_if_elsif']);
      return { condition: queryOf(branch['cond']) ?? '', steps: readSteps(branch['stmts'], names) };
    })],
  }),
  PLpgSQL_stmt_case: readCase,
  PLpgSQL_stmt_fors: (node, names) => ({ kind: 'for-query', targets: targetsOf(node['var'], names), query: queryOf(node['query']) ?? '', dynamic: false, steps: readSteps(node['body'], names) }),
  PLpgSQL_stmt_dynfors: (node, names) => ({ kind: 'for-query', targets: targetsOf(node['var'], names), query: queryOf(node['query']) ?? '', dynamic: true, steps: readSteps(node['body'], names) }),
  PLpgSQL_stmt_fori: (node, names) => ({
    kind: 'for-integer', target: targetsOf(node['var'], names)[0] ?? '', lower: queryOf(node['lower']) ?? '', upper: queryOf(node['upper']) ?? '', by: queryOf(node['step']),
    reverse: numberOf(node['reverse']) === 1 || node['reverse'] === true, steps: readSteps(node['body'], names),
  }),
  PLpgSQL_stmt_foreach_a: (node, names) => ({ kind: 'for-each', target: names[numberOf(node['varno'])]?.[0] ?? '', expression: queryOf(node['expr']) ?? '', steps: readSteps(node['body'], names) }),
  PLpgSQL_stmt_loop: (node, names) => ({ kind: 'loop', condition: undefined, steps: readSteps(node['body'], names) }),
  PLpgSQL_stmt_while: (node, names) => ({ kind: 'loop', condition: queryOf(node['cond']) ?? '', steps: readSteps(node['body'], names) }),
  PLpgSQL_stmt_assign: readAssignment,
  PLpgSQL_stmt_exit: (node) => ({ kind: 'exit', next: node['is_exit'] !== true, condition: queryOf(node['cond']) }),
  PLpgSQL_stmt_return: (node) => ({ kind: 'return', expression: queryOf(node['expr']) }),
  PLpgSQL_stmt_return_next: () => ({ kind: 'nothing' }),
  PLpgSQL_stmt_return_query: (node) => (node['query'] === undefined
    ? { kind: 'execute', expression: queryOf(node['dynquery']) ?? '', into: undefined } : { kind: 'sql', text: queryOf(node['query']) ?? '', into: undefined }),
  PLpgSQL_stmt_raise: (node) => (numberOf(node['elog_level']) >= errorLevel ? { kind: 'raise' } : { kind: 'nothing' }),
  PLpgSQL_stmt_assert: () => ({ kind: 'nothing' }),
  PLpgSQL_stmt_getdiag: (node, names) => ({ kind: 'forget', targets: listOf(node['diag_items']).flatMap((item) => names[numberOf(objectOf(objectOf(item)['PLpgSQL_diag_item'])['target'])] ?? []) }),
};

/** `ERROR` in src/include/utils/elog.h; warnings and notices are below. */
const errorLevel = 21;

function readStep(value: unknown, names: Names): Step {
  const [tag = '', node] = Object.entries(objectOf(value))[0] ?? [];
  return readers[tag]?.(objectOf(node), names) ?? { kind: 'unread' };
}

/** The text is the whole assignment. What is left in an array of which one element is set is not followed. */
function readAssignment(node: Json, names: Names): Step {
  const text = queryOf(node['expr']) ?? '';
  const target = names[numberOf(node['varno'])]?.[0] ?? '';
  const operator = /:=|=/.exec(text);
  if (operator === null || text.slice(0, operator.index).includes('[')) return { kind: 'forget', targets: [target] };
  return { kind: 'assign', target, expression: text.slice(operator.index + operator[0].length) };
}

/** CASE of a value assigns it to a hidden variable and compares that. */
function readCase(node: Json, names: Names): Step {
  const branches = listOf(node['case_when_list']).map((item) => {
    const when = objectOf(objectOf(item)['PLpgSQL_case_when']);
    return { condition: queryOf(when['expr']) ?? '', steps: readSteps(when['stmts'], names) };
  });
  const choice: Step = { kind: 'if', branches, otherwise: readSteps(node['else_stmts'], names) };
  const subject = queryOf(node['t_expr']);
  if (subject === undefined) return choice;
  const assign: Step = { kind: 'assign', target: names[numberOf(node['t_varno'])]?.[0] ?? '', expression: subject };
  return { kind: 'block', steps: [assign, choice], handlers: [] };
}

function readHandlers(exceptions: unknown, names: Names): readonly Handler[] {
  return listOf(objectOf(objectOf(exceptions)['PLpgSQL_exception_block'])['exc_list']).map((item) => {
    const exception = objectOf(objectOf(item)['PLpgSQL_exception']);
    return {
      conditions: listOf(exception['conditions']).map((condition) => textOf(objectOf(objectOf(condition)['PLpgSQL_condition'])['condname']).toLowerCase()),
      steps: readSteps(exception['action'], names),
    };
  });
}

function queryOf(expression: unknown): string | undefined {
  const { query } = objectOf(objectOf(expression)['PLpgSQL_expr']);
  return typeof query === 'string' ? query : undefined;
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Zero is left out of the parser's JSON. */
function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
