import type { RehearsalReport, ReplayProblem } from '../../server/core/trace/report';
import { button, element, type Child } from '../shared/dom';
import type { Host } from '../shared/host';
import { severityMark } from '../shared/severity-mark';
import type { RehearsalSnapshot, RehearsalState, RehearsedFile, ToHost } from './protocol';
import { statementList } from './statements';

export type RehearsalHost = Host<ToHost, RehearsalState>;

/** The page for a snapshot. */
export function rehearsalView(snapshot: RehearsalSnapshot, host: RehearsalHost): readonly Child[] {
  switch (snapshot.state) {
    case 'empty':
      return [
        element('h1', {}, 'No rehearsal yet'),
        element('p', {}, 'Open a migration and use ', element('strong', {}, 'SQL Coach: Rehearse Migration'), ', or press the line above one of its statements.'),
      ];
    case 'running':
      return [
        element('h1', { id: 'waiting' }, `Rehearsing ${snapshot.file.name}`),
        element('p', {}, 'It runs on an embedded PostgreSQL of its own, after the migrations before it. Nothing of it is kept.'),
        element('progress', { 'aria-labelledby': 'waiting' }),
        element('div', { class: 'row' }, button('Cancel', () => host.post({ type: 'cancel' }))),
      ];
    case 'failed':
      return [
        element('h1', {}, 'No rehearsal'),
        element('p', { class: 'failure' }, severityMark('high'), ' ', snapshot.message),
        element('p', {}, snapshot.action),
        tools(snapshot.file, host, 'Try again'),
      ];
    case 'shown':
      return shown(snapshot, host);
  }
}

/** What a screen reader is told when the page changes. */
export function announcement(snapshot: RehearsalSnapshot): string {
  switch (snapshot.state) {
    case 'shown': return `Rehearsal of ${snapshot.file.name} ready. ${snapshot.report.summary}.`;
    case 'failed': return `No rehearsal. ${snapshot.message}`;
    case 'running': return `Rehearsing ${snapshot.file.name}.`;
    case 'empty': return '';
  }
}

function tools({ name }: RehearsedFile, host: RehearsalHost, again: string): HTMLElement {
  return element(
    'div', { class: 'row tools' },
    button(again, () => host.post({ type: 'rehearse' })), button('Show file', () => host.post({ type: 'showFile' }), { 'aria-label': `Show file ${name}` }),
  );
}

function shown({ file, report, marked }: Extract<RehearsalSnapshot, { state: 'shown' }>, host: RehearsalHost): readonly Child[] {
  return [
    element(
      'header', {},
      element('h1', { class: 'summary' }, `${report.summary}.`),
      element('p', { class: 'quiet' }, `${file.name} on ${report.source}`),
      tools(file, host, 'Rehearse again'),
    ),
    problems(report, host),
    statements(file, report, { host, marked }),
    notes(report.notes),
  ];
}

function statements({ uri }: RehearsedFile, report: RehearsalReport, { host, marked }: { readonly host: RehearsalHost; readonly marked: number | null }): Child {
  if (report.statements.length === 0) return element('p', {}, 'The file has no statement to run.');
  const kept = host.state?.uri === uri ? host.state.selected : 0;
  const list = statementList(report.statements, {
    marked, selected: Math.min(marked ?? kept, report.statements.length - 1),
    select: (selected) => host.save({ uri, selected }),
    show: (index, error) => host.post({ type: 'showStatement', index, error }),
  });
  return element('section', { 'aria-labelledby': 'statements-title' }, element('h2', { id: 'statements-title' }, 'Statements'), list);
}

const shownProblems = 20;

function problems({ problems: all }: RehearsalReport, host: RehearsalHost): Child {
  if (all.length === 0) return undefined;
  const more = all.length > shownProblems ? [element('li', {}, `and ${all.length - shownProblems} more`)] : [];
  return element(
    'section', { class: 'problems', 'aria-labelledby': 'problems-title' },
    element('h2', { id: 'problems-title' }, severityMark('medium'), 'The migrations before it did not replay completely'),
    element('p', {}, 'The rest of them ran. What is missing may be why a statement below fails.'),
    element('ul', {}, ...all.slice(0, shownProblems).map((problem, index) => element('li', {}, problemLine(problem, () => host.post({ type: 'showProblem', index })), ` ${problem.message}`)), ...more),
  );
}

function problemLine({ path, line }: ReplayProblem, show: () => void): HTMLElement {
  return button(`${path.split('/').at(-1)}:${line + 1}`, show, { class: 'link', title: path });
}

function notes(texts: readonly string[]): Child {
  if (texts.length === 0) return undefined;
  return element('section', { 'aria-labelledby': 'notes-title' }, element('h2', { id: 'notes-title' }, 'To read this right'), element('ul', {}, ...texts.map((text) => element('li', {}, text))));
}
