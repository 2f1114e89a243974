import type { PlanReason, PlanReport } from '../../server/core/plan/report';
import { drawing, element } from '../shared/dom';
import { severityMark } from '../shared/severity-mark';
import { keyStep } from './keys';
import { lines, visibleLines, type Line } from './nodes';
import { percent, rowsInShort } from './numbers';
import { worst } from './severity';

export interface TreeOptions {
  readonly selected: string;
  readonly collapsed: readonly string[];
  readonly changed: (selected: string, collapsed: readonly string[]) => void;
}

/** Deeper levels are indented no further, so that a deep plan stays readable. */
const deepestIndent = 24;

/**
 * The plan as a tree: one flat list of lines with levels, which screen readers read as a tree. Keys as in VS Code's explorer: arrows, Home, End, `*`, Enter,
 * and letters that jump to the next node whose name begins so.
 */
export class PlanTree {
  readonly element: HTMLElement;
  readonly #lines: readonly Line[];
  readonly #byId: ReadonlyMap<string, Line>;
  readonly #rows: ReadonlyMap<string, HTMLElement>;
  readonly #collapsed: Set<string>;
  readonly #changed: TreeOptions['changed'];
  #selected: string;

  constructor(report: PlanReport, options: TreeOptions) {
    this.#lines = lines(report.root);
    this.#byId = new Map(this.#lines.map((line) => [line.node.id, line]));
    this.#rows = new Map(this.#lines.map((line) => [line.node.id, row(line, report)]));
    this.#collapsed = new Set(options.collapsed.filter((id) => this.#byId.get(id)?.node.children.length));
    this.#changed = options.changed;
    this.#selected = this.#byId.has(options.selected) ? options.selected : report.root.id;
    this.element = element('div', { role: 'tree', 'aria-label': 'Plan nodes', class: 'tree' }, ...this.#rows.values());
    this.element.addEventListener('click', (event) => this.#click(event));
    this.element.addEventListener('keydown', (event) => this.#keydown(event));
    this.#mark(this.#selected, true);
    this.#show();
  }

  /** Selects a node, opens what hides it, brings it into view. */
  select(id: string, focus: boolean): void {
    const line = this.#byId.get(id);
    if (!line) return;
    for (let parent = line.parent; parent !== undefined; parent = this.#byId.get(parent)?.parent) this.#collapsed.delete(parent);
    this.#mark(this.#selected, false);
    this.#selected = id;
    this.#mark(id, true);
    this.#show();
    this.#rows.get(id)?.scrollIntoView({ block: 'nearest' });
    if (focus) this.#rows.get(id)?.focus();
    this.#changed(id, [...this.#collapsed]);
  }

  #toggle(ids: readonly string[], open: boolean): void {
    for (const id of ids) {
      if (open) this.#collapsed.delete(id);
      else if (this.#byId.get(id)?.node.children.length) this.#collapsed.add(id);
    }
    this.#show();
    if (!this.#rows.get(this.#selected)?.hidden) return this.#changed(this.#selected, [...this.#collapsed]);
    // The selection was inside what was closed, and must not vanish with it.
    const closed = ids[0];
    if (closed !== undefined) this.select(closed, true);
  }

  #show(): void {
    const visible = new Set(visibleLines(this.#lines, this.#collapsed).map(({ node }) => node.id));
    for (const [id, line] of this.#rows) {
      line.hidden = !visible.has(id);
      if (line.hasAttribute('aria-expanded')) line.setAttribute('aria-expanded', String(!this.#collapsed.has(id)));
    }
  }

  #mark(id: string, selected: boolean): void {
    this.#rows.get(id)?.setAttribute('aria-selected', String(selected));
    this.#rows.get(id)?.setAttribute('tabindex', selected ? '0' : '-1');
  }

  #click(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : undefined;
    const id = target?.closest<HTMLElement>('[role=treeitem]')?.dataset['node'];
    if (id === undefined) return;
    if (target?.closest('.twisty')) this.#toggle([id], this.#collapsed.has(id));
    else this.select(id, true);
  }

  #keydown(event: KeyboardEvent): void {
    const line = this.#byId.get(this.#selected);
    if (!line || event.ctrlKey || event.altKey || event.metaKey) return;
    const visible = visibleLines(this.#lines, this.#collapsed);
    const step = keyStep(event.key, line, visible, this.#collapsed);
    if (!step) return;
    event.preventDefault();
    if (step.kind === 'select') this.select(step.id, true);
    else this.#toggle(step.ids, step.open);
  }
}

function row(line: Line, report: PlanReport): HTMLElement {
  const { node, level } = line;
  const reasons = report.reasons.filter((reason) => reason.node === node.id);
  const costly = report.costly === node.id;
  const bar = element('span', { class: 'bar', 'aria-hidden': 'true' }, element('span', { class: 'filled' }));
  const made = element(
    'div',
    {
      role: 'treeitem', class: `node${costly ? ' costly' : ''}${node.loops === 0 ? ' idle' : ''}`, tabindex: -1, 'data-node': node.id, 'aria-selected': 'false',
      'aria-level': level, 'aria-posinset': line.position, 'aria-setsize': line.siblings, 'aria-expanded': node.children.length > 0 ? 'true' : undefined,
    },
    element('span', { class: 'twisty', 'aria-hidden': 'true' }, node.children.length > 0 ? chevron() : undefined),
    element('span', { class: 'what' }, element('span', { class: 'type' }, node.type), ' ', element('span', { class: 'detail' }, node.detail), ' ', ...marks(costly, reasons)),
    ' ',
    element('span', { class: 'rows quiet' }, rowsInShort(node)),
    ' ',
    element('span', { class: 'share' }, bar, element('span', { class: 'percent' }, percent(node.share), element('span', { class: 'hidden-text' }, report.analyzed ? ' of the time' : ' of the cost'))),
  );
  made.style.setProperty('--level', String(Math.min(level - 1, deepestIndent)));
  bar.style.setProperty('--share', String(Math.max(0, Math.min(1, node.share))));
  return made;
}

function marks(costly: boolean, reasons: readonly PlanReason[]): readonly HTMLElement[] {
  const made = costly ? [element('span', { class: 'badge' }, severityMark('high'), 'costs most')] : [];
  const severity = worst(reasons);
  if (!severity) return made;
  const count = `${reasons.length} ${reasons.length === 1 ? 'reason' : 'reasons'}`;
  return [...made, element('span', { class: 'badge', title: reasons.map(({ title }) => title).join('\n') }, costly ? undefined : severityMark(severity), count)];
}

function chevron(): SVGElement {
  return drawing('svg', { viewBox: '0 0 16 16', width: 16, height: 16 }, drawing('path', { d: 'M6 4l4 4-4 4', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 }));
}
