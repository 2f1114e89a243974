import { button, element, type Child } from '../shared/dom';
import type { LessonCard, ToHost, TodaySnapshot } from './protocol';

type Post = (message: ToHost) => void;
type Shown = Extract<TodaySnapshot, { state: 'shown' }>;

/** The page for a snapshot. */
export function todayView(snapshot: TodaySnapshot, post: Post): readonly Child[] {
  switch (snapshot.state) {
    case 'loading':
      return [element('h1', {}, 'Today'), element('p', { id: 'waiting' }, 'Reading the lessons.'), element('progress', { 'aria-labelledby': 'waiting' })];
    case 'failed':
      return [
        element('h1', {}, 'Today'), element('p', {}, element('strong', {}, '✗ '), snapshot.message), element('p', {}, snapshot.next),
        button('Try again', () => post({ type: 'retry' }), { class: 'primary', 'data-focus': 'retry' }),
      ];
    case 'shown':
      return [element('h1', {}, 'Today'), ...welcome(snapshot), nextLesson(snapshot, post), week(snapshot), practised(snapshot, post), lessonList(snapshot, post), problems(snapshot.problems)];
  }
}

/** What a screen reader is told when the page changes. */
export function announcement(snapshot: TodaySnapshot): string {
  switch (snapshot.state) {
    case 'loading': return 'Reading the lessons.';
    case 'failed': return snapshot.message;
    case 'shown': {
      const next = snapshot.lessons.find(({ id }) => id === snapshot.next);
      return next === undefined ? 'All lessons are practised.' : `Next lesson: ${next.title}.`;
    }
  }
}

function welcome({ first }: Shown): readonly Child[] {
  if (!first) return [];
  return [element('p', {}, 'A lesson is one idea, about an hour, with exercises on a PostgreSQL that runs inside the editor. Nothing to install, and nothing leaves this machine.')];
}

function nextLesson({ lessons, next }: Shown, post: Post): HTMLElement {
  const lesson = lessons.find(({ id }) => id === next);
  if (lesson === undefined) {
    const text = lessons.length === 0 ? 'There are no lessons to show.' : 'You have practised every lesson. Open one again below whenever you like.';
    return element('section', { class: 'card', 'aria-label': 'Next lesson' }, element('p', {}, text));
  }
  return element(
    'section', { class: 'card', 'aria-labelledby': 'next-title' },
    element('p', { class: 'quiet' }, `${lesson.trackTitle} · ${lesson.minutes} minutes`),
    element('h2', { id: 'next-title' }, lesson.title),
    element('p', {}, lesson.promise),
    lesson.state === 'new' ? undefined : progress(lesson, 'next'),
    button(lesson.state === 'new' ? 'Start lesson' : 'Continue', () => post({ type: 'open', lesson: lesson.id }), { class: 'primary', 'data-focus': 'next' }),
  );
}

function progress({ id, done, steps }: LessonCard, where: string): HTMLElement {
  const label = `${where}-${id}-progress`;
  return element('p', { class: 'row' }, element('span', { id: label }, `${done} of ${steps} steps done`), element('progress', { max: Math.max(1, steps), value: done, 'aria-labelledby': label }));
}

function week({ daysThisWeek, first }: Shown): Child {
  if (first) return undefined;
  return element('p', {}, `Practised this week: ${daysThisWeek === 1 ? '1 day' : `${daysThisWeek} days`}.`);
}

function practised({ practised: repairs }: Shown, post: Post): Child {
  if (repairs.length === 0) return undefined;
  const items = repairs.map(({ rule, at }, index) => element('li', {}, button(rule, () => post({ type: 'rule', rule }), { class: 'link', 'data-focus': `rule-${index}` }), element('span', { class: 'quiet' }, ` ${at}`)));
  return element('section', { 'aria-labelledby': 'practised-title' }, element('h2', { id: 'practised-title' }, 'Repaired in your own code'), element('ul', {}, ...items));
}

const states: Readonly<Record<LessonCard['state'], string>> = { new: 'new', started: 'started', practised: '✓ practised', applied: '✓ applied in your code' };

function lessonList({ lessons }: Shown, post: Post): Child {
  if (lessons.length === 0) return undefined;
  const items = lessons.map((lesson) => element(
    'li', {}, button(lesson.title, () => post({ type: 'open', lesson: lesson.id }), { class: 'link', 'data-focus': `lesson-${lesson.id}` }),
    element('span', { class: 'quiet' }, ` ${states[lesson.state]}${lesson.state === 'started' ? `, ${lesson.done} of ${lesson.steps} steps` : ''}`),
  ));
  return element('section', { 'aria-labelledby': 'lessons-title' }, element('h2', { id: 'lessons-title' }, 'All lessons'), element('ul', {}, ...items));
}

function problems(texts: readonly string[]): Child {
  if (texts.length === 0) return undefined;
  return element('details', {}, element('summary', {}, `${texts.length} ${texts.length === 1 ? 'thing' : 'things'} could not be read`), element('ul', {}, ...texts.map((text) => element('li', {}, text))));
}
