import { tokensOf } from '../sql/find';

/** Words that change nothing of what a statement undoes. */
const idle: ReadonlySet<string> = new Set(['column', 'if', 'exists', 'only', 'cascade', 'restrict', 'concurrently']);

/** A statement with its words in lower case and without those that make no difference, to be compared. */
export function simplified(statement: string): string {
  const { text, list } = tokensOf(statement);
  const words = list.map(({ start, end, kind }) => (kind === 'word' ? text.slice(start, end).toLowerCase() : text.slice(start, end).replace(/^"([a-z_][a-z0-9_$]*)"$/, '$1')));
  const kept = words.filter((word) => !idle.has(word) && word !== ';');
  // The schema that is usual need not be written.
  return kept.filter((word, index) => !(word === 'public' && kept[index + 1] === '.') && !(word === '.' && kept[index - 1] === 'public')).join(' ');
}

/** Whether a text names one of these, as a word of its own or in quotes. Comments count: better asked once too often. */
export function mentions(text: string, names: readonly string[]): boolean {
  return names.some((name) => new RegExp(`(?<![\\p{L}\\p{N}_$])${name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?![\\p{L}\\p{N}_$])`, 'iu').test(text));
}
