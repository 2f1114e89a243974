import type { Binding } from './lesson';

/**
 * `250<!-- =before.pages -->` binds a number to a measurement, `` `Seq Scan`<!-- =before.scan --> `` a word;
 * `=` is exact, `~id.field 15%` allows a difference. Markdown viewers do not show the comment.
 */
const bound = /(?:(-?\d[\d,]*(?:\.\d+)?)|`([^`\n]+)`)<!--\s*([=~])([a-z][a-z0-9-]*)\.([a-z_]+)(?:\s+(\d+(?:\.\d+)?)%)?\s*-->/g;

export interface BoundText {
  readonly markdown: string;
  readonly bindings: readonly Binding[];
}

/** Takes the comments out of a text that starts at `line` and says what they bind. */
export function readBindings(text: string, line: number): BoundText {
  const bindings: Binding[] = [];
  const markdown = text.replace(bound, (...match) => {
    const [, number, word, sign, measure, field, percent] = match.slice(0, 7) as (string | undefined)[];
    const before = text.slice(0, match[7] as number);
    bindings.push({
      written: number ?? word ?? '',
      measure: measure ?? '',
      field: field ?? '',
      tolerance: sign === '~' ? Number(percent ?? 10) : 0,
      line: line + before.split('\n').length - 1,
    });
    return number ?? `\`${word ?? ''}\``;
  });
  return { markdown, bindings };
}

/** Where a comment is left after that: one that looks like a binding but cannot be read. */
export function unreadBinding(markdown: string): number | undefined {
  const at = markdown.search(/<!--\s*[=~]/);
  return at < 0 ? undefined : at;
}

/** Whether what is written equals what was measured. */
export function bindingHolds(binding: Binding, measured: string | number): boolean {
  if (typeof measured === 'string') return binding.written === measured;
  const written = Number(binding.written.replaceAll(',', ''));
  if (binding.tolerance === 0) return written === measured;
  return Math.abs(written - measured) <= (Math.abs(measured) * binding.tolerance) / 100;
}

/** The file with every bound number and word as measured; what was not measured stays. */
export function updateBindings(text: string, measured: (measure: string, field: string) => string | number | undefined): string {
  return text.replace(bound, (whole, ...groups) => {
    const [number, word, , measure, field] = groups as (string | undefined)[];
    const value = measured(measure ?? '', field ?? '');
    const written = number ?? word ?? '';
    if (value === undefined) return whole;
    const shown = typeof value === 'number' ? withThousands(value) : value;
    return word === undefined ? whole.replace(written, shown) : whole.replace(`\`${written}\``, `\`${shown}\``);
  });
}

function withThousands(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
