import type { QueryResult } from '../../server/core/database';
import type { CheckOutcome, ExerciseContent, ExerciseResult } from '../../server/core/lessons/content';
import type { PlanNodeReport, PlanReport } from '../../server/core/plan/report';
import { button, element, type Child } from '../shared/dom';
import { richText } from '../shared/rich-text';
import { prose } from './prose';
import type { ExerciseAction, ExerciseRun } from './protocol';

export interface ExerciseActions {
  readonly open: () => void;
  readonly reset: () => void;
  readonly cancel: () => void;
  readonly hint: () => void;
  readonly act: (action: ExerciseAction) => void;
}

export interface ExerciseState {
  readonly run: ExerciseRun | undefined;
  readonly hints: number;
  readonly passed: boolean;
}

/** An exercise: what to do, what it is checked for, and what the last run said. The answer itself is written in an editor. */
export function exerciseView(exercise: ExerciseContent, state: ExerciseState, actions: ExerciseActions): HTMLElement {
  const { run, passed } = state;
  const busy = run?.state === 'running';
  const focus = (name: string) => ({ 'data-focus': `${exercise.id}-${name}`, disabled: busy });
  const title = `${exercise.id}-title`;
  return element(
    'section', { class: 'card exercise', 'aria-labelledby': title, 'aria-busy': String(busy) },
    element('h3', { id: title }, `Exercise: ${exercise.title}`, passed ? element('span', { class: 'badge' }, '✓ passed') : undefined),
    ...prose(exercise.html),
    checkList(exercise, run),
    element(
      'div', { class: 'row', role: 'group', 'aria-label': 'Actions of the exercise' },
      button('Open in editor', actions.open, { class: 'primary', 'data-focus': `${exercise.id}-open` }),
      button('Run', () => actions.act('run'), focus('run')),
      button('Check', () => actions.act('check'), focus('check')),
      button('Explain', () => actions.act('explain'), focus('explain')),
      button('Start over', actions.reset, focus('reset')),
    ),
    hintList(exercise, state.hints, actions.hint),
    runView(exercise, run, actions.cancel),
  );
}

/** The goals, with the marks of the newest check. */
function checkList({ checks }: ExerciseContent, run: ExerciseRun | undefined): HTMLElement {
  const outcomes = run?.state === 'done' && run.result.kind === 'checked' ? run.result.checks : [];
  const items = checks.map(({ id, title }) => {
    const outcome = outcomes.find((each) => each.id === id);
    return element('li', { class: outcome === undefined ? '' : outcome.passed ? 'good' : 'bad' }, element('span', { class: 'mark' }, markOf(outcome)), title, outcome?.passed === false ? failure(outcome) : undefined);
  });
  return element('div', {}, element('p', { class: 'quiet' }, 'Done when:'), element('ul', { class: 'plain checks' }, ...items));
}

function markOf(outcome: CheckOutcome | undefined): string {
  if (outcome === undefined) return '○ ';
  return outcome.passed ? '✓ passed: ' : '✗ not yet: ';
}

function failure({ message }: CheckOutcome): HTMLElement {
  return element('p', { class: 'message' }, ...richText(message));
}

function hintList({ id, hints }: ExerciseContent, shown: number, more: () => void): HTMLElement {
  const left = hints.length - shown;
  return element(
    'div', { class: 'hints' },
    shown === 0 ? undefined : element('ol', { 'aria-label': 'Hints' }, ...hints.slice(0, shown).map((hint) => element('li', {}, ...prose(hint)))),
    left <= 0 ? undefined : button(shown === 0 ? 'Show a hint' : `Next hint (${left} left)`, more, { class: 'link', 'data-focus': `${id}-hint` }),
  );
}

const names: Readonly<Record<ExerciseAction, string>> = { run: 'Run', check: 'Check', explain: 'Explain' };

function runView({ id }: ExerciseContent, run: ExerciseRun | undefined, cancel: () => void): Child {
  if (run === undefined) return undefined;
  if (run.state === 'running') {
    return element('div', { class: 'outcome' }, element('p', { id: `${id}-wait` }, `${names[run.action]}: ${run.message}…`), element('progress', { 'aria-labelledby': `${id}-wait` }), element('div', { class: 'row' }, button('Cancel', cancel, { 'data-focus': `${id}-cancel` })));
  }
  if (run.state === 'failed') {
    return element('div', { class: 'outcome bad' }, element('p', {}, element('strong', {}, '✗ '), ...richText(run.message)), element('p', {}, ...richText(run.next)));
  }
  return element('div', { class: 'outcome' }, ...resultView(run.result));
}

function resultView(result: ExerciseResult): readonly Child[] {
  if (result.kind === 'failed') return [element('p', { class: 'bad' }, element('strong', {}, '✗ PostgreSQL says:')), scrolling('Message of PostgreSQL', element('pre', {}, result.message))];
  if (result.kind === 'checked') {
    if (!result.passed) return [element('p', {}, 'Not all checks pass yet. The first one that fails is the one to look at.')];
    return [
      element('p', { class: 'good' }, element('strong', {}, '✓ All checks pass.')),
      element('ul', {}, ...result.checks.map(({ message }) => element('li', {}, ...richText(message)))),
      result.solution === undefined ? undefined : element('details', {}, element('summary', {}, 'Approaches that pass'), scrolling('Approaches', element('pre', {}, result.solution))),
    ];
  }
  return [
    ...(result.plan === undefined ? [] : planView(result.plan)),
    ...(result.plan === undefined ? result.results.map(tableOf) : []),
    ...result.notes.map((note) => element('p', { class: 'quiet' }, note)),
  ];
}

function tableOf(result: QueryResult, index: number): HTMLElement {
  const label = `Result of statement ${index + 1}`;
  if (result.columns.length === 0) return element('p', {}, `Statement ${index + 1} ran${result.affected === undefined ? '.' : `; rows changed: ${result.affected}.`}`);
  return scrolling(label, element(
    'table', {}, element('caption', {}, `${label}: ${result.rows.length} ${result.rows.length === 1 ? 'row' : 'rows'}`),
    element('thead', {}, element('tr', {}, ...result.columns.map(({ name }) => element('th', { scope: 'col' }, name)))),
    element('tbody', {}, ...result.rows.map((row) => element('tr', {}, ...row.map((value) => element('td', {}, value ?? element('em', {}, 'NULL')))))),
  ));
}

function planView(plan: PlanReport): readonly Child[] {
  return [
    element('p', {}, element('strong', {}, ...richText(plan.verdict))),
    scrolling('Plan', element('pre', {}, planLines(plan.root, 0).join('\n'))),
    element('p', { class: 'quiet' }, plan.source),
    ...plan.notes.map((note) => element('p', { class: 'quiet' }, ...richText(note))),
  ];
}

function planLines(node: PlanNodeReport, depth: number): readonly string[] {
  const rows = node.actualRows === undefined ? `about ${node.estimatedRows} rows` : `${node.actualRows} rows`;
  const indent = '   '.repeat(depth);
  return [
    `${indent}${depth === 0 ? '' : '-> '}${[node.type, node.detail].filter((part) => part !== '').join(' ')} (${rows})`,
    ...node.properties.map(({ name, value }) => `${indent}      ${name}: ${value}`),
    ...node.children.flatMap((child) => planLines(child, depth + 1)),
  ];
}

function scrolling(label: string, content: HTMLElement): HTMLElement {
  return element('div', { class: 'wide', tabindex: 0, role: 'group', 'aria-label': label }, content);
}
