import '../shared/theme.css';
import './lesson.css';
import { button, byId, element, fill } from '../shared/dom';
import { connect } from '../shared/host';
import { readLessonState, readToView, type LessonSnapshot, type LessonViewState, type ToHost, type ToView } from './protocol';
import { announcement, lessonPieces, type Piece } from './view';

const main = byId('main');
const page = element('div', { class: 'page' });
/** Stays in the page, since only changes of an existing element are read out. */
const status = element('div', { role: 'status', class: 'hidden-text' });
fill(main, page, status);

const host = connect<ToHost, ToView, LessonViewState>(readToView, ({ snapshot }) => show(snapshot), readLessonState);

let snapshot: LessonSnapshot | undefined;
let part = 0;
let drawn = new Map<string, { readonly signature: string; readonly element: HTMLElement }>();

function show(next: LessonSnapshot): void {
  const before = snapshot;
  snapshot = next;
  main.setAttribute('aria-busy', String(next.state === 'loading'));
  if (next.state === 'shown') showLesson(next, before);
  else showState(next);
  status.textContent = announcement(before, next);
}

function showState(state: Exclude<LessonSnapshot, { state: 'shown' }>): void {
  drawn = new Map();
  if (state.state === 'loading') {
    fill(page, element('h1', {}, 'Opening the lesson'), element('p', { id: 'waiting' }, 'One moment.'), element('progress', { 'aria-labelledby': 'waiting' }));
    return;
  }
  fill(
    page, element('h1', {}, 'The lesson cannot be opened'), element('p', { class: 'bad' }, state.message), element('p', {}, state.next),
    element('div', { class: 'row' }, button('Try again', () => host.post({ type: 'retry' }), { class: 'primary' }), button('Today', () => host.post({ type: 'today' }))),
  );
}

function showLesson(next: Extract<LessonSnapshot, { state: 'shown' }>, before: LessonSnapshot | undefined): void {
  const opened = before?.state !== 'shown' || before.lesson.id !== next.lesson.id;
  const saved = host.state?.lesson === next.lesson.id ? host.state : undefined;
  if (opened) part = Math.min(saved?.part ?? 0, next.lesson.parts.length - 1);
  draw();
  if (!opened) return;
  scrollTo(0, saved?.scroll ?? 0);
  save();
}

function draw(): void {
  if (snapshot?.state !== 'shown') return;
  const focused = document.activeElement?.getAttribute('data-focus');
  const pieces = lessonPieces(snapshot, part, { post: (message) => host.post(message), goTo });
  drawn = new Map(pieces.map((piece) => [piece.key, { signature: piece.signature, element: reuse(piece) }]));
  const elements = [...drawn.values()].map((piece) => piece.element);
  // Elements that stay are not moved: a moved element loses its focus.
  const same = elements.length === page.children.length && elements.every((each, index) => page.children[index] === each);
  if (!same) replaceIn(page, elements);
  restoreFocus(focused);
}

function reuse(piece: Piece): HTMLElement {
  const known = drawn.get(piece.key);
  return known?.signature === piece.signature ? known.element : piece.draw();
}

function replaceIn(parent: Element, elements: readonly HTMLElement[]): void {
  for (const child of Array.from(parent.children)) if (!elements.some((each) => each === child)) child.remove();
  elements.forEach((each, index) => {
    if (parent.children[index] !== each) parent.insertBefore(each, parent.children[index] ?? null);
  });
}

/** A piece that was drawn anew has the same button under the same name; one that is switched off gives the focus to the exercise. */
function restoreFocus(name: string | null | undefined): void {
  if (name === null || name === undefined || document.activeElement?.getAttribute('data-focus') === name) return;
  const exercise = name.replace(/-[a-z]+$/, '');
  for (const candidate of [name, `${exercise}-cancel`, `${exercise}-check`, `${exercise}-open`]) {
    const found = page.querySelector<HTMLButtonElement>(`[data-focus="${CSS.escape(candidate)}"]`);
    if (found !== null && !found.disabled) return found.focus({ preventScroll: true });
  }
}

function goTo(next: number): void {
  if (snapshot?.state !== 'shown' || next < 0 || next >= snapshot.lesson.parts.length) return;
  part = next;
  draw();
  const title = document.getElementById('part-title');
  title?.focus({ preventScroll: true });
  title?.scrollIntoView({ block: 'start' });
  save();
}

function save(): void {
  if (snapshot?.state === 'shown') host.save({ lesson: snapshot.lesson.id, part, scroll: Math.round(scrollY) });
}

addEventListener('scrollend', save);
addEventListener('keydown', (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  const target = event.key === 'ArrowRight' ? part + 1 : event.key === 'ArrowLeft' ? part - 1 : digit === undefined ? undefined : Number(digit) - 1;
  if (target === undefined) return;
  event.preventDefault();
  goTo(target);
});
