import type { Document } from '../document/statement';
import type { History, HistoryFile } from './history';

/** By document: the parameters that were asked for. */
const known = new WeakMap<Document, Map<string, boolean>>();
/** By the files of a history: the first that sets a parameter. */
const firsts = new WeakMap<readonly HistoryFile[], Map<string, number>>();

/** Whether a file before `path` sets a parameter, by SET, `set_config`, or for a role or the database. False for a file that is not part of the history. */
export function setsBefore(history: History | undefined, path: string, name: string): boolean {
  if (history === undefined || !history.has(path)) return false;
  const found = firsts.get(history.files) ?? new Map<string, number>();
  firsts.set(history.files, found);
  const first = found.get(name) ?? history.files.findIndex(({ document }) => sets(document, name));
  found.set(name, first);
  return first >= 0 && history.files.findIndex((file) => file.path === path) > first;
}

function sets(document: Document, name: string): boolean {
  const asked = known.get(document) ?? new Map<string, boolean>();
  known.set(document, asked);
  const answer = asked.get(name) ?? (document.text.includes(name) && new RegExp(`^[^\\n-]*\\b(?:set|set_config\\(')\\b[^;\\n-]{0,80}${name}\\b`, 'im').test(document.text));
  asked.set(name, answer);
  return answer;
}
