import type { PlanReason, PlanReport } from '../../server/core/plan/report';
import { button, element, type Child } from '../shared/dom';
import { duration } from '../shared/duration';
import type { Host } from '../shared/host';
import { richText } from '../shared/rich-text';
import { severityMark } from '../shared/severity-mark';
import { nodeDetails } from './details';
import { firstSelection, lines, nodeName } from './nodes';
import type { PlanOrigin, PlanSnapshot, PlanState, ToHost } from './protocol';
import { severityNames } from './severity';
import { PlanTree } from './tree';

type PlanHost = Host<ToHost, PlanState>;

/** The page for a snapshot. */
export function planView(snapshot: PlanSnapshot, host: PlanHost): readonly Child[] {
  switch (snapshot.state) {
    case 'empty':
      return [
        element('h1', {}, 'No plan yet'),
        element('p', {}, 'Put the cursor into a statement and use ', element('strong', {}, 'SQL Coach: Explain Statement'), ', or press ', element('strong', {}, 'Explain'), ' above it.'),
      ];
    case 'paused':
      return [
        element('h1', {}, 'The plan was closed with the window'),
        element('p', {}, `It came from ${snapshot.target}. It is not made again by itself, because that ${snapshot.origin.analyze ? 'runs the statement' : 'connects to a server'}.`),
        tools(host, 'Explain again'),
      ];
    case 'loading':
      return [
        element('h1', {}, 'Asking PostgreSQL for its plan'),
        element('p', { id: 'waiting' }, `Waiting for ${snapshot.target}.`),
        element('progress', { 'aria-labelledby': 'waiting' }),
        element('div', { class: 'row' }, button('Cancel', () => host.post({ type: 'cancel' }))),
      ];
    case 'failed':
      return [
        element('h1', {}, 'No plan'),
        element('p', { class: 'failure' }, severityMark('high'), ' ', ...richText(snapshot.message)),
        element('p', {}, ...richText(snapshot.action)),
        tools(host, 'Try again'),
      ];
    case 'shown':
      return planReport(snapshot.report, snapshot.origin, host);
  }
}

/** What a screen reader is told when the page changes. */
export function announcement(snapshot: PlanSnapshot): string {
  switch (snapshot.state) {
    case 'shown': return `Plan ready. ${snapshot.report.verdict}`;
    case 'failed': return `No plan. ${snapshot.message}`;
    case 'loading': return `Waiting for ${snapshot.target}.`;
    case 'paused':
    case 'empty': return '';
  }
}

function tools(host: PlanHost, explain: string, ...more: readonly Child[]): HTMLElement {
  return element('div', { class: 'row tools' }, button(explain, () => host.post({ type: 'explain' })), button('Show statement', () => host.post({ type: 'showStatement' })), ...more);
}

function planReport(report: PlanReport, origin: PlanOrigin, host: PlanHost): readonly Child[] {
  const known = host.state?.statement === report.statement ? host.state : undefined;
  const nodes = new Map(lines(report.root).map(({ node }) => [node.id, node]));
  const details = element('section', { class: 'details', 'aria-labelledby': 'details-title' });
  const show = (id: string) => details.replaceChildren(...nodeDetails(nodes.get(id) ?? report.root, report));
  const selected = known && nodes.has(known.selected) ? known.selected : firstSelection(report);
  const tree = new PlanTree(report, {
    selected,
    collapsed: known?.collapsed ?? [],
    changed: (id, collapsed) => {
      show(id);
      host.save({ origin, statement: report.statement, selected: id, collapsed });
    },
  });
  show(selected);
  host.save({ origin, statement: report.statement, selected, collapsed: known?.collapsed ?? [] });
  return [
    header(report, host),
    reasonList(report, (id) => tree.select(id, true), host),
    element('div', { class: 'columns' }, element('section', { 'aria-labelledby': 'plan-title' }, element('h2', { id: 'plan-title' }, 'Plan'), tree.element), details),
    ...notes(report.notes),
    element('details', {}, element('summary', {}, 'Statement'), element('pre', { tabindex: 0, role: 'region', 'aria-label': 'Statement' }, element('code', {}, report.statement))),
  ];
}

function header(report: PlanReport, host: PlanHost): HTMLElement {
  const times = [
    report.executionTime === undefined ? undefined : `ran in ${duration(report.executionTime)}`,
    report.planningTime === undefined ? undefined : `planned in ${duration(report.planningTime)}`,
  ].filter((time) => time !== undefined);
  return element(
    'header', {},
    element('h1', { class: 'verdict' }, ...richText(report.verdict)),
    element('p', { class: 'quiet' }, [report.analyzed ? 'Measured' : 'Planned, not run', `on ${report.source}`, ...times].join(' · ')),
    tools(
      host, 'Explain again',
      button('Copy as text', () => host.post({ type: 'copy', format: 'text' })),
      button('Copy as JSON', () => host.post({ type: 'copy', format: 'json' })),
    ),
  );
}

function reasonList(report: PlanReport, goTo: (id: string) => void, host: PlanHost): Child {
  if (report.reasons.length === 0) return undefined;
  const names = new Map(lines(report.root).map(({ node }) => [node.id, nodeName(node)]));
  const items = report.reasons.map((reason) => reasonItem(reason, names.get(reason.node), goTo, host));
  return element('section', { 'aria-labelledby': 'reasons-title' }, element('h2', { id: 'reasons-title' }, 'Reasons'), element('ul', { class: 'reasons' }, ...items));
}

function reasonItem(reason: PlanReason, node: string | undefined, goTo: (id: string) => void, host: PlanHost): HTMLElement {
  const { lesson } = reason;
  return element(
    'li', { class: `reason ${reason.severity}` },
    element('h3', {}, severityMark(reason.severity), element('span', { class: 'badge' }, severityNames[reason.severity]), ' ', ...richText(reason.title)),
    element('p', {}, ...richText(reason.text)),
    element(
      'div', { class: 'row' },
      node === undefined ? undefined : button(`Go to ${node}`, () => goTo(reason.node), { class: 'link' }),
      lesson === undefined ? undefined : button('Learn why', () => host.post({ type: 'learn', lesson }), { class: 'link', 'aria-label': `Learn why: ${reason.title}` }),
    ),
  );
}

function notes(texts: readonly string[]): readonly Child[] {
  if (texts.length === 0) return [];
  return [element('section', { 'aria-labelledby': 'notes-title' }, element('h2', { id: 'notes-title' }, 'To read these numbers right'), element('ul', {}, ...texts.map((text) => element('li', {}, ...richText(text)))))];
}
