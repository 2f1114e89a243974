import { drawing } from './dom';

export type Severity = 'high' | 'medium' | 'low';

/** Each severity has a shape of its own, so that it can be told without colour. */
const shapes: Readonly<Record<Severity, string>> = {
  high: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z',
  medium: 'M8 1.5l7 13H1z',
  low: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z',
};

/** A drawing that goes beside the name; it has no text of its own. */
export function severityMark(severity: Severity): SVGElement {
  return drawing(
    'svg', { viewBox: '0 0 16 16', width: 12, height: 12, class: `severity ${severity}`, 'aria-hidden': 'true' },
    drawing('path', { d: shapes[severity], fill: severity === 'low' ? 'none' : 'currentColor', stroke: 'currentColor', 'stroke-width': 1.5 }),
  );
}
