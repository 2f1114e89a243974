import type { Span } from '../text/span';
import { findPlaceholders } from './find-placeholders';
import type { FoundPlaceholder } from './find-placeholders';

export interface MaskedText {
  /** As long as the text that was masked. */
  readonly masked: string;
  readonly placeholders: readonly (Span & { readonly style: string })[];
}

/** Where PostgreSQL stops reading a text, in UTF-16 units; undefined where it accepts it. */
export type ErrorOffset = (text: string) => number | undefined;

/** No more readings than this are spent on one statement. */
const maximalAttempts = 60;

/**
 * Replaces the placeholders of other tools by text of the same length that PostgreSQL can read.
 *
 * Each placeholder has several possible stand-ins, best first by its position: a parameter or `0` for a value, `_` for a name,
 * spaces for a template that adds a clause. Where PostgreSQL stops reading, the placeholder before that point gets its next stand-in.
 * Undefined where the text has no placeholder; all spaces where it has nothing else (and template tags);
 * otherwise the reading that went furthest, which need not be accepted.
 */
export function maskPlaceholders(text: string, errorOffset: ErrorOffset): MaskedText | undefined {
  return mask(text, findPlaceholders(text), errorOffset);
}

/**
 * `@name`, the parameter of sqlc and pgx, which PostgreSQL takes for the absolute value of a column: it does not stop there, so that has
 * to be looked for. The operator keeps its meaning where a space or anything but a plain name follows, and between two values.
 * Undefined where there is none, or the text cannot be read with parameters.
 */
export function maskNamedParameters(text: string, errorOffset: ErrorOffset): MaskedText | undefined {
  if (!/@[A-Za-z_]/.test(text)) return undefined;
  const found = findPlaceholders(text).filter(({ style, position, glued, start }) => style === '@name' && position === 'value' && !glued && !/[-+*/<>=~!@#%^&|`?]/.test(text.charAt(start - 1)));
  const masked = mask(text, found, errorOffset);
  return masked === undefined || errorOffset(masked.masked) !== undefined ? undefined : masked;
}

function mask(text: string, found: readonly FoundPlaceholder[], errorOffset: ErrorOffset): MaskedText | undefined {
  if (found.length === 0) return undefined;
  if (isAllPlaceholders(text, found)) return { masked: ' '.repeat(text.length), placeholders: found.map(published) };
  const standIns = found.map((placeholder) => standInsOf(text, placeholder));
  const chosen = found.map(() => 0);
  let best = { masked: '', offset: -1 };
  for (let attempt = 0; attempt < maximalAttempts; attempt++) {
    const masked = render(text, found, (index) => standIns[index]?.[chosen[index] ?? 0] ?? '');
    const offset = errorOffset(masked);
    if (offset === undefined) return { masked, placeholders: found.map(published) };
    if (offset > best.offset) best = { masked, offset };
    if (!advance(found, standIns, chosen, offset)) break;
  }
  return { masked: best.masked, placeholders: found.map(published) };
}

function isAllPlaceholders(text: string, found: readonly FoundPlaceholder[]): boolean {
  return render(text, found, () => '').trim() === '';
}

function published({ start, end, style }: FoundPlaceholder): MaskedText['placeholders'][number] {
  return { start, end, style };
}

/** Takes the next stand-in of the last placeholder before the error that has one left; those after it begin anew. */
function advance(found: readonly FoundPlaceholder[], standIns: readonly (readonly string[])[], chosen: number[], offset: number): boolean {
  let index = found.findLastIndex((placeholder) => placeholder.start <= offset);
  for (let steps = 0; index >= 0 && steps < 2; index--, steps++) {
    const next = (chosen[index] ?? 0) + 1;
    if (next < (standIns[index]?.length ?? 0)) {
      chosen[index] = next;
      return true;
    }
    chosen[index] = 0;
  }
  return false;
}

/** A stand-in that is one longer than its placeholder takes the space before it. */
function render(text: string, found: readonly FoundPlaceholder[], standIn: (index: number) => string): string {
  let masked = '';
  let from = 0;
  for (const [index, { start, end }] of found.entries()) {
    const replacement = standIn(index);
    masked += text.slice(from, end - Math.max(replacement.length, end - start)) + replacement.padEnd(end - start);
    from = end;
  }
  return masked + text.slice(from);
}

const value = ['$1', '0'];
/** `(0)` for `IN %s` and `VALUES %s`, `''` for `INTERVAL %s`, `_=$1` for `SET ${assignments}`. */
const rarer = ['($1)', '(0)', "''", '_=$1', '_=0'];

function standInsOf(text: string, placeholder: FoundPlaceholder): readonly string[] {
  const length = placeholder.end - placeholder.start;
  if (placeholder.glued) return ['_'.repeat(length)];
  const spaceBefore = placeholder.start > 0 && text.charAt(placeholder.start - 1) === ' ';
  const room = length + (spaceBefore ? 1 : 0);
  return orderedStandIns(placeholder).filter((candidate) => candidate.length <= (candidate.startsWith('(') ? room : length));
}

function orderedStandIns({ position, template, style }: FoundPlaceholder): readonly string[] {
  const nothing = template ? [''] : [];
  switch (position) {
    case 'block':
      return ['', ...value, '_'];
    case 'name':
      return ['_', ...value, ...rarer, ...nothing];
    case 'after-operand':
      return [...nothing, ...value, '_', ...rarer];
    case 'value':
      return style === ":'name'" ? ["''", ...value, '_'] : [...value, '_', ...rarer, ...nothing];
  }
}
