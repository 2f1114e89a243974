import { assign, scopeOf, valueOf, type Frame } from './frame';
import type { Step, Target } from '../../sql/plpgsql';
import { rowsOf } from './query';
import { isArray, isRow, textOf, unclear, type Value } from './values';

const mostRounds = 1_000;

export type Loop = Extract<Step, { kind: 'for-query' | 'for-integer' | 'for-each' | 'loop' }>;

/** Whether what follows may be left out: a RETURN or EXIT anywhere inside. A RAISE ends the statement, then nothing matters. */
export function mayLeave(steps: readonly Step[]): boolean {
  return steps.some((step) => step.kind === 'return' || step.kind === 'exit' || ('steps' in step && mayLeave(step.steps))
    || (step.kind === 'if' && (mayLeave(step.otherwise) || step.branches.some((branch) => mayLeave(branch.steps)))));
}

/** In a loop of unknown rounds nothing is known of what it assigns. */
export function loopBody(loop: Loop): readonly Step[] {
  const targets = 'targets' in loop ? loop.targets : 'target' in loop ? [loop.target] : [];
  return [{ kind: 'forget', targets: [...targets, ...assigned(loop.steps)] }, ...loop.steps];
}

function assigned(steps: readonly Step[]): readonly Target[] {
  return steps.flatMap((step) => {
    if (step.kind === 'assign') return [step.target];
    if (step.kind === 'if') return [...step.branches.flatMap((branch) => assigned(branch.steps)), ...assigned(step.otherwise)];
    if ('into' in step) return step.into ?? [];
    return 'steps' in step ? assigned(step.steps) : [];
  });
}

export const stop = Symbol('stop');

/** The values that the loop variable takes; null where there is none. undefined where the number of rounds is not known. */
export function roundsOf(frame: Frame, loop: Loop): Iterable<Value | typeof stop> | undefined {
  if (loop.kind === 'for-query') return queryRounds(frame, loop);
  if (loop.kind === 'for-each') {
    const list = valueOf(frame, loop.expression);
    return isArray(list) && list.length <= mostRounds ? list : list === null ? [] : undefined;
  }
  if (loop.kind === 'for-integer') {
    const [lower, upper, by] = [valueOf(frame, loop.lower), valueOf(frame, loop.upper), loop.by === undefined ? 1 : valueOf(frame, loop.by)];
    if (typeof lower !== 'number' || typeof upper !== 'number' || typeof by !== 'number' || by <= 0) return undefined;
    const count = Math.max(0, Math.floor((loop.reverse ? lower - upper : upper - lower) / by) + 1);
    return count > mostRounds ? undefined : Array.from({ length: count }, (_, place) => (loop.reverse ? lower - place * by : lower + place * by));
  }
  const first = loop.condition === undefined ? true : valueOf(frame, loop.condition);
  return first === unclear || (loop.condition === undefined && !mayLeave(loop.steps)) ? undefined : whileRounds(frame, loop.condition);
}

function* whileRounds(frame: Frame, condition: string | undefined): Generator<Value | typeof stop> {
  for (let round = 0; round < mostRounds && frame.sure; round++) {
    const holds = condition === undefined ? true : valueOf(frame, condition);
    if (holds === unclear) break;
    yield holds === true ? null : stop;
    if (holds !== true) return;
  }
  frame.sure = false;
  frame.host.doubt();
}

function queryRounds(frame: Frame, { query, dynamic }: Extract<Step, { kind: 'for-query' }>): readonly Value[] | undefined {
  const text = dynamic ? textOf(valueOf(frame, query)) : query;
  const [select] = (text === undefined ? undefined : frame.host.reader.statements(text)) ?? [];
  if (select === undefined) {
    frame.host.doubt();
    return undefined;
  }
  frame.host.run(select, frame.sure, scopeOf(frame));
  const table = 'SelectStmt' in select ? rowsOf(select.SelectStmt, scopeOf(frame)) : undefined;
  return table === undefined || table.rows.length > mostRounds ? undefined : table.rows.map((row) => ({ row }));
}

export function assignRound(frame: Frame, loop: Loop, round: Value): void {
  if (loop.kind === 'for-integer' || loop.kind === 'for-each') assign(frame, loop.target, round);
  else if (loop.kind === 'for-query' && isRow(round)) {
    const values = [...round.row.values()];
    const [first = ''] = loop.targets;
    // A record is told from a variable by what is done with it: its fields have names.
    if (loop.targets.length === 1 && (values.length !== 1 || usesFields(loop.steps, first))) frame.variables.set(first, round);
    else for (const [place, target] of loop.targets.entries()) assign(frame, target, values[place] ?? null);
  }
}

function usesFields(steps: readonly Step[], name: string): boolean {
  return JSON.stringify(steps).toLowerCase().includes(`${name}.`);
}
