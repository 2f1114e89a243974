import type { RehearsedLock, RehearsedStatement } from '../../server/core/trace/report';
import { button, element, type Child } from '../shared/dom';
import { duration } from '../shared/duration';
import { severityMark, type Severity } from '../shared/severity-mark';

export interface StatementListOptions {
  readonly selected: number;
  /** The one that the reader asked about. */
  readonly marked: number | null;
  readonly select: (index: number) => void;
  readonly show: (index: number, error: boolean) => void;
}

/** One item for each statement. The keys of a list go from one to the next; Enter shows it in the editor. */
export function statementList(statements: readonly RehearsedStatement[], options: StatementListOptions): HTMLElement {
  const heads = statements.map((statement, index) => head(statement, index, options));
  const items = statements.map((statement, index) => element(
    'li', { class: ['statement', statement.kind, worst(statement) ?? 'quiet-lock', ...(options.marked === index ? ['marked'] : [])].join(' ') },
    heads[index], element('ul', { class: 'facts' }, ...facts(statement, () => options.show(index, true))),
  ));
  const list = element('ol', { class: 'statements' }, ...items);
  list.addEventListener('keydown', (event) => {
    const at = heads.findIndex((one) => one === document.activeElement);
    const next = at < 0 ? undefined : heads[target(event.key, at, heads.length - 1)];
    if (!next || event.ctrlKey || event.altKey || event.metaKey || next === heads[at]) return;
    event.preventDefault();
    next.focus();
  });
  list.addEventListener('focusin', (event) => {
    const at = heads.findIndex((one) => one === event.target);
    if (at < 0) return;
    for (const [index, one] of heads.entries()) one.tabIndex = index === at ? 0 : -1;
    options.select(at);
  });
  return list;
}

function target(key: string, at: number, last: number): number {
  switch (key) {
    case 'ArrowDown': return Math.min(last, at + 1);
    case 'ArrowUp': return Math.max(0, at - 1);
    case 'Home': return 0;
    case 'End': return last;
    default: return at;
  }
}

function head(statement: RehearsedStatement, index: number, { selected, show }: StatementListOptions): HTMLButtonElement {
  const line = statement.place.line + 1;
  const label = oneLine(statement.text);
  const made = button('', () => show(index, false), { class: 'head', tabindex: index === selected ? 0 : -1, title: `Show line ${line} in the editor` });
  made.append(
    element('span', { class: 'line' }, `line ${line}`), element('code', { class: 'sql' }, label),
    ...(statement.duration === undefined ? [] : [element('span', { class: 'time' }, duration(statement.duration))]),
  );
  return made;
}

const longest = 160;

function oneLine(text: string): string {
  const line = text.slice(0, longest * 4).replaceAll(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** How much a lock is in the way of others. */
const severities: Readonly<Record<string, Severity>> = { 'ACCESS EXCLUSIVE': 'high', 'EXCLUSIVE': 'high', 'SHARE ROW EXCLUSIVE': 'medium', 'SHARE': 'medium' };

function severityOf({ mode, own }: RehearsedLock): Severity | undefined {
  return own ? undefined : (severities[mode] ?? 'low');
}

function worst({ kind, locks }: RehearsedStatement): Severity | undefined {
  if (kind === 'failed') return 'high';
  const all = locks.map(severityOf);
  return (['high', 'medium', 'low'] as const).find((severity) => all.includes(severity));
}

function facts(statement: RehearsedStatement, showError: () => void): readonly Child[] {
  const { kind, locks, rewrites, scans, creates, drops, message, differences } = statement;
  const own = locks.filter((lock) => lock.own).map(({ relation }) => relation);
  const lists: readonly (readonly [string, readonly string[]])[] = [['rewrites', rewrites], ['scans', scans], ['creates', creates], ['drops', drops]];
  const seen: readonly Child[] = [
    ...(kind === 'failed' ? [failure(statement, showError)] : []),
    ...(kind === 'skipped' ? [fact('skipped', message)] : []),
    ...locks.filter((lock) => !lock.own).map(lockFact),
    ...(own.length === 0 ? [] : [fact('locks', `${own.join(', ')}, which this file has made`)]),
    ...lists.flatMap(([verb, names]) => (names.length === 0 ? [] : [fact(verb, names.join(', '))])),
    ...(kind === 'unwatched' ? [fact('runs', 'outside of a transaction; its locks could not be seen')] : []),
  ];
  const told = seen.length > 0 ? seen : [element('li', { class: 'quiet' }, 'locks, creates and changes no table')];
  return [...told, ...differences.map((difference) => element('li', { class: 'difference' }, element('span', { class: 'badge' }, 'differs'), ` ${difference}`))];
}

function fact(verb: string, text: string): HTMLElement {
  return element('li', {}, element('span', { class: 'verb' }, verb), ` ${text}`);
}

function lockFact(lock: RehearsedLock): HTMLElement {
  const severity = severityOf(lock);
  return element(
    'li', {}, element('span', { class: 'verb' }, 'locks'), ` ${lock.relation}: `, ...(severity ? [severityMark(severity)] : []), element('strong', {}, lock.mode),
    element('span', { class: 'quiet' }, `, ${lock.blocks}`),
  );
}

function failure({ message, more, errorPlace }: RehearsedStatement, showError: () => void): HTMLElement {
  return element(
    'li', { class: 'failure' }, severityMark('high'), element('span', { class: 'verb' }, 'failed'), ` ${message} `,
    errorPlace === undefined ? undefined : button(`at line ${errorPlace.line + 1}, column ${errorPlace.character + 1}`, showError, { class: 'link' }),
    ...more.map((text) => element('div', { class: 'quiet' }, text)),
  );
}
