import type { LessonBlock, LessonContent, LessonPart } from '../../server/core/lessons/content';
import { button, element, type Child } from '../shared/dom';
import { exerciseView } from './exercise';
import { prose } from './prose';
import type { LessonSnapshot, ToHost } from './protocol';
import { questionView } from './question';

export type Shown = Extract<LessonSnapshot, { state: 'shown' }>;

export interface ViewActions {
  readonly post: (message: ToHost) => void;
  readonly goTo: (part: number) => void;
}

/** A piece of the page that is drawn anew only where its `signature` changed, so that focus and half-made choices stay. */
export interface Piece {
  readonly key: string;
  readonly signature: string;
  readonly draw: () => HTMLElement;
}

/** The page of a lesson at one of its parts. */
export function lessonPieces(shown: Shown, current: number, actions: ViewActions): readonly Piece[] {
  const { lesson } = shown;
  const part = lesson.parts[current];
  const head: Piece = { key: 'head', signature: JSON.stringify([lesson.id, shown.rule, shown.notice]), draw: () => header(shown, actions) };
  const contents: Piece = { key: 'contents', signature: JSON.stringify([lesson.id, current, shown.passed, shown.right]), draw: () => contentsView(shown, current, actions) };
  if (part === undefined) return [head, contents];
  return [
    head, contents,
    { key: `title-${part.id}`, signature: lesson.id, draw: () => element('h2', { id: 'part-title', tabindex: -1 }, `${current + 1} · ${part.title}`, element('span', { class: 'quiet minutes' }, ` ${part.minutes} minutes`)) },
    ...part.blocks.map((block, index): Piece => blockPiece(shown, block, `${part.id}-${index}`, actions)),
    { key: `foot-${part.id}`, signature: lesson.id, draw: () => footer(lesson, current, actions) },
  ];
}

function blockPiece(shown: Shown, block: LessonBlock, key: string, { post }: ViewActions): Piece {
  const id = `${shown.lesson.id}-${key}`;
  if (block.kind === 'question') {
    const { question } = block;
    const given = shown.answers[question.id];
    return { key, signature: `${id}${JSON.stringify(given ?? null)}`, draw: () => questionView(question, given, (options) => post({ type: 'answer', question: question.id, options })) };
  }
  if (block.kind === 'exercise') {
    const { exercise } = block;
    const state = { run: shown.runs[exercise.id], hints: shown.hints[exercise.id] ?? 0, passed: shown.passed.includes(exercise.id) };
    return { key, signature: `${id}${JSON.stringify(state)}`, draw: () => exerciseView(exercise, state, {
      open: () => post({ type: 'open', exercise: exercise.id }),
      reset: () => post({ type: 'reset', exercise: exercise.id }),
      cancel: () => post({ type: 'cancel', exercise: exercise.id }),
      hint: () => post({ type: 'hint', exercise: exercise.id }),
      act: (action) => post({ type: 'do', exercise: exercise.id, action }),
    }) };
  }
  return { key, signature: id, draw: () => plainBlock(block) };
}

function plainBlock(block: Exclude<LessonBlock, { kind: 'question' | 'exercise' }>): HTMLElement {
  switch (block.kind) {
    case 'prose':
      return element('div', { class: 'prose' }, ...prose(block.html));
    case 'sql':
      return element(
        'figure', {}, block.caption === undefined ? undefined : element('figcaption', {}, block.caption),
        element('div', { class: 'wide', tabindex: 0, role: 'group', 'aria-label': block.caption ?? 'SQL' }, element('pre', {}, element('code', {}, block.sql))),
      );
    case 'measurement':
      return element(
        'div', { class: 'wide measured', tabindex: 0, role: 'group', 'aria-label': block.title },
        element(
          'table', {}, element('caption', {}, block.title),
          element('thead', {}, element('tr', {}, ...block.columns.map((column) => element('th', { scope: 'col' }, column)))),
          element('tbody', {}, ...block.rows.map((row) => element('tr', {}, ...row.map((cell, index) => (index === 0 ? element('th', { scope: 'row' }, cell) : element('td', {}, cell)))))),
        ),
        element('p', { class: 'quiet source' }, block.source),
      );
  }
}

function header({ lesson, rule, notice }: Shown, { post }: ViewActions): HTMLElement {
  return element(
    'header', {},
    element('p', { class: 'quiet' }, button('Today', () => post({ type: 'today' }), { class: 'link' }), ` · ${lesson.trackTitle} · ${lesson.minutes} minutes`),
    element('h1', {}, lesson.title),
    element('p', { class: 'idea' }, lesson.promise),
    rule === null ? undefined : element('p', {}, 'You came here from the finding ', button(rule, () => post({ type: 'rule', rule }), { class: 'link' }), '.'),
    notice === null ? undefined : element('p', { class: 'bad', role: 'alert' }, notice),
  );
}

function contentsView(shown: Shown, current: number, { goTo }: ViewActions): HTMLElement {
  const { lesson } = shown;
  const steps = lesson.exercises.length + lesson.questions.length;
  const done = stepsDone(shown, lesson.parts.flatMap(stepsOf));
  const items = lesson.parts.map((part, index) => {
    const own = stepsOf(part);
    const state = own.length === 0 ? '' : ` (${stepsDone(shown, own)} of ${own.length} steps done)`;
    return element('li', {}, button(part.title, () => goTo(index), { class: 'link', 'aria-current': index === current ? 'step' : undefined, 'data-focus': `part-${index}`, 'aria-keyshortcuts': `Alt+${index + 1}` }), element('span', { class: 'quiet' }, ` ${part.minutes} min${state}`));
  });
  return element(
    'nav', { 'aria-label': 'Parts of the lesson' },
    element('div', { class: 'row' }, element('span', { id: 'progress-text' }, `${done} of ${steps} steps done`), element('progress', { max: Math.max(1, steps), value: done, 'aria-labelledby': 'progress-text' })),
    element('ol', { class: 'contents' }, ...items),
  );
}

function stepsOf(part: LessonPart): readonly string[] {
  return part.blocks.flatMap((block) => (block.kind === 'exercise' ? [`e ${block.exercise.id}`] : block.kind === 'question' ? [`q ${block.question.id}`] : []));
}

function stepsDone({ passed, right }: Shown, steps: readonly string[]): number {
  return steps.filter((step) => (step.startsWith('e ') ? passed : right).includes(step.slice(2))).length;
}

function footer(lesson: LessonContent, current: number, { goTo, post }: ViewActions): HTMLElement {
  const next = lesson.parts[current + 1];
  const before = lesson.parts[current - 1];
  const steps: readonly Child[] = [
    before === undefined ? undefined : button(`Back: ${before.title}`, () => goTo(current - 1), { 'aria-keyshortcuts': 'Alt+ArrowLeft' }),
    next === undefined ? button('Finish: back to Today', () => post({ type: 'today' }), { class: 'primary' }) : button(`Next: ${next.title}`, () => goTo(current + 1), { class: 'primary', 'aria-keyshortcuts': 'Alt+ArrowRight' }),
  ];
  return element('footer', { class: 'row' }, ...steps);
}

/** What a screen reader is told when `after` replaced `before`. */
export function announcement(before: LessonSnapshot | undefined, after: LessonSnapshot): string {
  if (after.state === 'loading') return 'Opening the lesson.';
  if (after.state === 'failed') return `The lesson cannot be opened. ${after.message}`;
  const known = before?.state === 'shown' && before.lesson.id === after.lesson.id ? before : undefined;
  if (known === undefined) return `Lesson ready: ${after.lesson.title}.`;
  const answered = Object.entries(after.answers).find(([id, given]) => JSON.stringify(known.answers[id]) !== JSON.stringify(given));
  if (answered !== undefined) return answered[1].result.correct ? 'Right. The reasons are below each option.' : 'Not yet. The reasons are below each option.';
  const ran = Object.entries(after.runs).find(([id, run]) => JSON.stringify(known.runs[id]) !== JSON.stringify(run));
  if (ran !== undefined) return describeRun(ran[1]);
  const hinted = Object.entries(after.hints).find(([id, count]) => known.hints[id] !== count);
  return hinted === undefined ? '' : `Hint ${hinted[1]} shown.`;
}

function describeRun(run: Shown['runs'][string]): string {
  if (run.state === 'running') return run.message;
  if (run.state === 'failed') return run.message;
  if (run.result.kind === 'failed') return `PostgreSQL says: ${run.result.message}`;
  if (run.result.kind === 'ran') return run.result.plan === undefined ? 'The script ran.' : run.result.plan.verdict;
  const passed = run.result.checks.filter((check) => check.passed).length;
  const first = run.result.checks.find((check) => !check.passed);
  return `${passed} of ${run.result.checks.length} checks pass.${first === undefined ? '' : ` ${first.message}`}`;
}
