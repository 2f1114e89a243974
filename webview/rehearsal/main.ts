import '../shared/theme.css';
import './rehearsal.css';
import { byId, element, fill } from '../shared/dom';
import { connect } from '../shared/host';
import { readRehearsalState, readToView, type RehearsalState, type ToHost, type ToView } from './protocol';
import { announcement, rehearsalView } from './view';

const main = byId('main');
const page = element('div', {});
/** Stays in the page, since only changes of an existing element are read out. */
const status = element('div', { role: 'status', class: 'hidden-text' });
fill(main, page, status);

const host = connect<ToHost, ToView, RehearsalState>(readToView, receive, readRehearsalState);

function receive({ snapshot }: ToView): void {
  main.setAttribute('aria-busy', String(snapshot.state === 'running'));
  page.className = `page ${snapshot.state}`;
  fill(page, ...rehearsalView(snapshot, host));
  page.querySelector('.statement.marked')?.scrollIntoView({ block: 'nearest' });
  status.textContent = announcement(snapshot);
}
