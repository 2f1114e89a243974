import type { Node } from '@pgsql/types';
import type { Routine } from '../model';
import { evaluate, evaluateText, Raised } from './evaluate';
import { handles } from './failures';
import { assign, guarded, scopeOf, valueOf, type Flow, type Frame, type Host } from './frame';
import { assignRound, loopBody, mayLeave, roundsOf, stop, type Loop } from './loops';
import type { Body, Handler, Step, Target } from '../../sql/plpgsql';
import { toMoment } from './moments';
import { rowsOf } from './query';
import { asFunction } from '../../sql/body-reader';
import { textOf, unclear, type Row, type Value } from './values';

/** Runs a PL/pgSQL body as far as it can be followed. Gives the condition that it raises. */
export function runBody(host: Host, body: Body, args: ReadonlyMap<string, Value>, sure: boolean): string | undefined {
  const frame: Frame = { host, variables: new Map(args), sure };
  for (const { name, initial } of body.variables) {
    if (!frame.variables.has(name)) frame.variables.set(name, initial === undefined ? null : guarded(() => evaluateText(initial, scopeOf(frame))));
  }
  const flow = runSteps(frame, body.steps);
  return typeof flow === 'object' ? flow.raised : undefined;
}

/** Runs the text of a DO block. */
export function runBlock(host: Host, text: string, language: string): string | undefined {
  const body = language === 'plpgsql' ? host.reader.body(asFunction(text)) : undefined;
  if (body === undefined) {
    host.doubt();
    return undefined;
  }
  return runBody(host, body, new Map(), true);
}

/** Runs a function or procedure in SQL or PL/pgSQL with these arguments. */
export function runRoutine(host: Host, routine: Routine, call: { readonly args: readonly (Value | undefined)[]; readonly extra?: ReadonlyMap<string, Value>; readonly sure: boolean }): string | undefined {
  const args = new Map<string, Value>(call.extra);
  const plain = scopeOf({ host, variables: new Map(), sure: true });
  for (const [place, { name, type, defaultExpression }] of routine.parameters.entries()) {
    const value = typed(argument(call.args[place], () => evaluate(defaultExpression, plain)), type);
    args.set(`$${place + 1}`, value);
    if (name !== undefined) args.set(name.toLowerCase(), value);
  }
  const before = host.catalog.setting('search_path');
  if (routine.searchPath !== undefined) host.catalog.set('search_path', routine.searchPath, 'session');
  try {
    return runLanguage(host, routine, args, call.sure);
  } finally {
    if (routine.searchPath !== undefined) host.catalog.set('search_path', before, 'session');
  }
}

/** Without a default an argument that is left out is NULL. */
function argument(given: Value | undefined, byDefault: () => Value): Value {
  return given === undefined ? guarded(byDefault) : given;
}

/** A text that is given for a date is one. */
function typed(value: Value, type: string): Value {
  return typeof value === 'string' && (type === 'date' || type === 'timestamp' || type === 'timestamptz') ? toMoment(value, type, undefined) : value;
}

function runLanguage(host: Host, routine: Routine, args: ReadonlyMap<string, Value>, sure: boolean): string | undefined {
  if (routine.language === 'plpgsql') {
    const body = host.reader.body(routine.definition);
    if (body !== undefined) return runBody(host, body, args, sure);
  } else if (routine.language === 'sql') {
    const statements = routine.sqlBody ? standardBody(routine.sqlBody) : routine.body === undefined ? undefined : host.reader.statements(routine.body);
    if (statements !== undefined) return runStatements({ host, variables: new Map(args), sure }, statements);
  }
  host.doubt();
  return undefined;
}

/** `BEGIN ATOMIC` is a list in a list, `RETURN expression` one statement. */
function standardBody(node: Node): readonly Node[] {
  if ('List' in node) return (node.List.items ?? []).flatMap((item) => standardBody(item));
  if ('ReturnStmt' in node) return node.ReturnStmt.returnval ? [{ SelectStmt: { targetList: [{ ResTarget: { val: node.ReturnStmt.returnval } }], limitOption: 'LIMIT_OPTION_DEFAULT', op: 'SETOP_NONE' } }] : [];
  return [node];
}

function runSteps(frame: Frame, steps: readonly Step[]): Flow {
  for (const step of steps) {
    if (frame.host.budget.left-- <= 0) {
      frame.host.doubt();
      return 'return';
    }
    const flow = caught(() => runStep(frame, step));
    if (flow === 'next') continue;
    if (frame.sure || typeof flow === 'object') return flow;
    // It may have ended here or not: what follows only perhaps runs. The frame is unsure already.
    return 'next';
  }
  return 'next';
}

function caught(run: () => Flow): Flow {
  try {
    return run();
  } catch (reason) {
    if (reason instanceof Raised) return { raised: reason.condition };
    throw reason;
  }
}

function runStep(frame: Frame, step: Step): Flow {
  switch (step.kind) {
    case 'sql':
      return runText(frame, step.text, step.into);
    case 'execute':
      return runDynamic(frame, step.expression, step.into);
    case 'if':
      return runIf(frame, step);
    case 'block':
      return runBlockStep(frame, step);
    case 'assign':
      assign(frame, step.target, valueOf(frame, step.expression));
      callsOf(frame, step.expression);
      return 'next';
    case 'forget':
      for (const target of step.targets) assign(frame, target, unclear);
      return 'next';
    case 'return':
      if (step.expression !== undefined) callsOf(frame, step.expression);
      return 'return';
    case 'raise':
      // Where it only perhaps runs it would end the whole statement: nothing of it is left then.
      return frame.sure ? { raised: 'raise_exception' } : 'next';
    case 'exit':
      return runExit(frame, step);
    case 'unread':
      frame.host.doubt();
      return 'next';
    case 'nothing':
      return 'next';
    default:
      return runLoop(frame, step);
  }
}

function runExit(frame: Frame, { next, condition }: Extract<Step, { kind: 'exit' }>): Flow {
  const holds = condition === undefined ? true : valueOf(frame, condition);
  if (holds === unclear) frame.sure = false;
  return holds === true ? (next ? 'continue' : 'exit') : 'next';
}

/** An expression may call functions and read tables; a plain one does neither. */
function callsOf(frame: Frame, expression: string): void {
  if (!/\(|\bselect\b|\bfrom\b/i.test(expression)) return;
  const [tree] = frame.host.reader.statements(`SELECT ${expression}`) ?? [];
  if (tree) frame.host.run(tree, frame.sure, scopeOf(frame));
}

function runText(frame: Frame, text: string, into: readonly Target[] | undefined): Flow {
  const statements = frame.host.reader.statements(text);
  if (statements === undefined) {
    frame.host.doubt();
    for (const target of into ?? []) assign(frame, target, unclear);
    return 'next';
  }
  const raised = runStatements(frame, statements);
  if (raised !== undefined) return { raised };
  if (into !== undefined) assignRow(frame, into, firstRow(frame, statements));
  return 'next';
}

function runStatements(frame: Frame, statements: readonly Node[]): string | undefined {
  for (const tree of statements) {
    const raised = frame.host.run(tree, frame.sure, scopeOf(frame));
    if (raised !== undefined) return raised;
  }
  return undefined;
}

function runDynamic(frame: Frame, expression: string, into: readonly Target[] | undefined): Flow {
  const text = textOf(valueOf(frame, expression));
  if (text !== undefined) return runText(frame, text, into);
  frame.host.doubt();
  for (const target of into ?? []) assign(frame, target, unclear);
  return 'next';
}

/** undefined: not known; null: there is none. */
function firstRow(frame: Frame, [select]: readonly Node[]): Row | null | undefined {
  const table = select && 'SelectStmt' in select ? rowsOf(select.SelectStmt, scopeOf(frame)) : undefined;
  const row = table?.rows[0];
  return table === undefined ? undefined : row === undefined ? null : { row };
}

function assignRow(frame: Frame, targets: readonly Target[], row: Row | null | undefined): void {
  frame.variables.set('found', row === undefined ? unclear : row !== null);
  const [first = ''] = targets;
  const values = row ? [...row.row.values()] : [];
  // One record takes the whole row. A variable of another type takes the first column: its kind is not kept, so a single column is the value.
  if (targets.length === 1 && values.length > 1) return assign(frame, first, row ?? null);
  for (const [place, target] of targets.entries()) assign(frame, target, row === undefined ? unclear : (values[place] ?? null));
}

function runIf(frame: Frame, { branches, otherwise }: Extract<Step, { kind: 'if' }>): Flow {
  for (const [place, { condition, steps }] of branches.entries()) {
    const holds = valueOf(frame, condition);
    callsOf(frame, condition);
    if (holds === true) return runSteps(frame, steps);
    if (holds === unclear) return runEither(frame, [...branches.slice(place).map((branch) => branch.steps), otherwise]);
  }
  return runSteps(frame, otherwise);
}

/** Which of these runs is not known. What they leave in variables is known only where they agree. */
function runEither(frame: Frame, choices: readonly (readonly Step[])[]): Flow {
  const before = new Map(frame.variables);
  const results: Map<string, Value>[] = [];
  let stays = true;
  for (const steps of choices) {
    const inner: Frame = { host: frame.host, variables: new Map(before), sure: false };
    runSteps(inner, steps);
    if (mayLeave(steps)) stays = false;
    results.push(inner.variables);
  }
  for (const [name, value] of before) if (results.some((result) => result.get(name) !== value)) frame.variables.set(name, unclear);
  if (!stays) frame.sure = false;
  return 'next';
}

/** With handlers, an error undoes what the block did, and the handler runs. */
function runBlockStep(frame: Frame, { steps, handlers }: Extract<Step, { kind: 'block' }>): Flow {
  if (handlers.length === 0) return runSteps(frame, steps);
  const raised = frame.host.attempt((host) => {
    const flow = runSteps({ host, variables: new Map(frame.variables), sure: frame.sure }, steps);
    return typeof flow === 'object' ? flow.raised : undefined;
  });
  const handler = raised === undefined ? undefined : handlers.find(({ conditions }) => handles(conditions, raised));
  if (handler !== undefined) return runSteps(frame, handler.steps);
  const flow = runSteps(frame, steps);
  if (raised === undefined) doubtHandlers(frame, handlers);
  return flow;
}

/** Other errors than those about names (rows that break a constraint, for one) may still lead into a handler that does something. */
function doubtHandlers(frame: Frame, handlers: readonly Handler[]): void {
  for (const { conditions, steps } of handlers) {
    const named = conditions.every((condition) => /^(?:duplicate|undefined)_|^42/.test(condition));
    if (!named && steps.length > 0) runSteps({ host: frame.host, variables: new Map(frame.variables), sure: false }, steps);
  }
}

function runLoop(frame: Frame, loop: Loop): Flow {
  if (loop.kind === 'loop' && loop.condition !== undefined) callsOf(frame, loop.condition);
  const rounds = roundsOf(frame, loop);
  if (rounds === undefined) return runEither(frame, [loopBody(loop), []]);
  for (const round of rounds) {
    if (round === stop) break;
    if (round !== null) assignRound(frame, loop, round);
    const flow = runSteps(frame, loop.steps);
    if (flow === 'exit') break;
    if (flow === 'return' || typeof flow === 'object') return flow;
  }
  return 'next';
}
