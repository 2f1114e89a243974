import type { Node } from '@pgsql/types';

/** The text of a constant as SET takes it: a string, a word or a number; undefined for everything else. */
export function constantText(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if ('String' in node) return node.String.sval;
  if (!('A_Const' in node)) return undefined;
  const { ival, fval, sval, boolval } = node.A_Const;
  if (sval !== undefined) return sval.sval ?? '';
  if (ival !== undefined) return String(ival.ival ?? 0);
  if (fval !== undefined) return fval.fval;
  return boolval === undefined ? undefined : String(boolval.boolval ?? false);
}

export function isWordConstant(node: Node | undefined, word: string): boolean {
  return constantText(node)?.toLowerCase() === word;
}

const units: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a timeout as PostgreSQL reads it (without a unit they are milliseconds); undefined where the text is none. */
export function timeoutOf(text: string): number | undefined {
  const [, amount, unit = 'ms'] = /^\s*(\d+(?:\.\d*)?|\.\d+)\s*([a-z]+)?\s*$/.exec(text) ?? [];
  const factor = units[unit];
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}
