import '../shared/theme.css';
import './today.css';
import { byId, element, fill } from '../shared/dom';
import { connect } from '../shared/host';
import { readToView, type ToHost, type ToView, type TodaySnapshot } from './protocol';
import { announcement, todayView } from './view';

const main = byId('main');
const page = element('div', { class: 'page' });
/** Stays in the page, since only changes of an existing element are read out. */
const status = element('div', { role: 'status', class: 'hidden-text' });
fill(main, page, status);

const host = connect<ToHost, ToView, never>(readToView, ({ snapshot }) => show(snapshot), () => undefined);

function show(snapshot: TodaySnapshot): void {
  const focused = document.activeElement?.getAttribute('data-focus');
  main.setAttribute('aria-busy', String(snapshot.state === 'loading'));
  fill(page, ...todayView(snapshot, (message) => host.post(message)));
  if (focused !== null && focused !== undefined) page.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  status.textContent = announcement(snapshot);
}
