import '../shared/theme.css';
import './plan.css';
import { byId, element, fill } from '../shared/dom';
import { connect } from '../shared/host';
import { readPlanState, readToView, type PlanSnapshot, type PlanState, type ToHost, type ToView } from './protocol';
import { announcement, planView } from './view';

const main = byId('main');
const page = element('div', {});
/** Stays in the page, since only changes of an existing element are read out. */
const status = element('div', { role: 'status', class: 'hidden-text' });
fill(main, page, status);

const host = connect<ToHost, ToView, PlanState>(readToView, receive, readPlanState);

function receive(message: ToView): void {
  if (message.type === 'snapshot') show(message.snapshot);
  else status.textContent = message.format === 'json' ? 'Plan copied as JSON.' : 'Plan copied as text.';
}

function show(snapshot: PlanSnapshot): void {
  main.setAttribute('aria-busy', String(snapshot.state === 'loading'));
  page.className = `page ${snapshot.state}`;
  // From the first moment on, so that a window which is reloaded while it waits knows what it waited for.
  if ('origin' in snapshot) host.save({ statement: '', selected: '', collapsed: [], ...host.state, origin: snapshot.origin });
  fill(page, ...planView(snapshot, host));
  // While it was not in the page, nothing could be scrolled to.
  page.querySelector('[role=treeitem][aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  status.textContent = announcement(snapshot);
}
