import type { Node } from '@pgsql/types';
import type { Span } from '../text/span';

/** Styles whose placeholders are all different values though they look alike. */
const anonymous: ReadonlySet<string> = new Set(['?', '%s']);

/**
 * Makes every masked value a `ParamRef`, also where only a constant was short enough to stand in for it, so that nobody takes the
 * stand-in for a value of the author. Numbers count from 1; the same placeholder written twice has the same number.
 * Changes the freshly read tree in place.
 */
export function numberParameters(tree: Node, text: string, placeholders: readonly (Span & { readonly style: string })[]): void {
  if (placeholders.length === 0) return;
  const numbers = parameterNumbers(text, placeholders);
  const stack: unknown[] = [tree];
  while (stack.length > 0) {
    const value = stack.pop();
    if (Array.isArray(value)) for (const item of value) stack.push(item);
    else if (isRecord(value)) {
      replaceConstant(value, numbers);
      for (const child of Object.values(value)) if (typeof child === 'object') stack.push(child);
    }
  }
}

function replaceConstant(wrapper: Record<string, unknown>, numbers: ReadonlyMap<number, number>): void {
  const node = wrapper['A_Const'] ?? wrapper['ParamRef'];
  if (!isRecord(node) || typeof node['location'] !== 'number') return;
  const { location } = node;
  const number = numbers.get(location);
  if (number === undefined) return;
  delete wrapper['A_Const'];
  wrapper['ParamRef'] = { number, location };
}

/** By every offset inside a placeholder where its stand-in can have put the value: `$1`, `($1)`, `_=$1`. */
function parameterNumbers(text: string, placeholders: readonly (Span & { readonly style: string })[]): ReadonlyMap<number, number> {
  const byText = new Map<string, number>();
  const numbers = new Map<number, number>();
  let count = 0;
  for (const { start, end, style } of placeholders) {
    const written = text.slice(start, end);
    const known = anonymous.has(style) ? undefined : byText.get(written);
    const number = known ?? ++count;
    byText.set(written, number);
    for (let offset = start; offset < Math.min(end, start + 3); offset++) numbers.set(offset, number);
  }
  return numbers;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
