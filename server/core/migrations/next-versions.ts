import { folderOf, isDownFile, migrationName } from './source-file';
import type { FrameworkName } from './unit';

/** How the names of new migrations begin, and what stands between that and the words. */
export interface NextVersions {
  /** One for each migration that is asked for, in order; each comes after everything that is there. */
  readonly versions: readonly string[];
  readonly separator: string;
  /** Between the words of a name. */
  readonly joiner: '_' | '-';
}

/** A way to count: reads the version at the start of a name, and writes the one that is `by` steps behind. */
interface Counting {
  readonly pattern: RegExp;
  readonly after: (match: RegExpExecArray, by: number, now: number) => string | undefined;
}

const day = 86_400_000;

const countings: readonly Counting[] = [
  { pattern: /^((?:19|20)\d{2})([-._]?)(\d{2})\2(\d{2})([-._T]?)(\d{2})([-:.]?)(\d{2})\7(\d{2})(-\d{4})?(?!\d)/, after: (match, by, now) => moment(match, [1, 3, 4, 6, 8, 9], { by, now, unit: 1000 }) },
  { pattern: /^((?:19|20)\d{2})([-._]?)(\d{2})\2(\d{2})([-._T]?)(\d{2})([-:.]?)(\d{2})(?!\d)/, after: (match, by, now) => moment(match, [1, 3, 4, 6, 8], { by, now, unit: 60_000 }) },
  { pattern: /^((?:19|20)\d{2})([-._]?)(\d{2})\2(\d{2})(?![\d.])/, after: (match, by, now) => moment(match, [1, 3, 4], { by, now, unit: day }) },
  { pattern: /^1\d{12}(?!\d)/, after: ([written], by, now) => String(Math.max(Number(written) + 1, Math.floor(now)) + by - 1) },
  { pattern: /^1\d{9}(?!\d)/, after: ([written], by, now) => String(Math.max(Number(written) + 1, Math.floor(now / 1000)) + by - 1) },
  { pattern: /^((?:\d+[._](?=\d))*)(\d+)/, after: ([, lead = '', last = ''], by) => lead + String(BigInt(last) + BigInt(by)).padStart(last.length, '0') },
];

/**
 * Versions for `count` new migrations behind the newest of those that are there, written as that one is.
 * undefined where its name begins with no number. `now` is in milliseconds since 1970, UTC.
 */
export function nextVersions(framework: FrameworkName, paths: readonly string[], { count, now }: { readonly count: number; readonly now: number }): NextVersions | undefined {
  const names = paths.filter((path) => !isDownFile(path)).map(migrationName).flatMap((name) => versionedName(framework, name) ?? []);
  const newest = names.at(-1);
  if (newest === undefined) return undefined;
  for (const { pattern, after } of countings) {
    const match = pattern.exec(newest.rest);
    if (match === null) continue;
    const versions = Array.from({ length: count }, (_, index) => after(match, index + 1, now));
    if (versions.some((version) => version === undefined)) continue;
    const behind = newest.rest.slice(match[0].length).replace(/(?:\.up|\.down)?\.sql$/i, '');
    const separator = /^[-_. ]+/.exec(behind)?.[0] ?? (framework === 'flyway' ? '__' : '_');
    const words = behind.slice(separator.length);
    return { versions: versions.map((version) => newest.lead + version), separator, joiner: words.includes('-') && !words.includes('_') ? '-' : '_' };
  }
  return undefined;
}

function versionedName(framework: FrameworkName, name: string): { readonly lead: string; readonly rest: string } | undefined {
  const [, lead = '', rest = ''] = (framework === 'flyway' ? /^(V)(\d.*)$/ : /^([vV]?)(\d.*)$/).exec(name) ?? [];
  return rest === '' ? undefined : { lead, rest };
}

/** A point in time behind both the written one and now; the text between the numbers stays. */
function moment(match: RegExpExecArray, groups: readonly number[], { by, now, unit }: { readonly by: number; readonly now: number; readonly unit: number }): string | undefined {
  const [year = 0, month = 1, date = 1, hour = 0, minute = 0, second = 0] = groups.map((group) => Number(match[group]));
  const written = Date.UTC(year, month - 1, date, hour, minute, second);
  const back = new Date(written);
  // 20241399 is a number and no date.
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== date || hour > 23 || minute > 59 || second > 59) return undefined;
  const at = new Date(Math.max(written + unit, Math.floor(now / unit) * unit) + (by - 1) * unit);
  const [gap = '', between = '', small = ''] = [match[2], match[5], match[7]];
  const text = `${at.getUTCFullYear()}${gap}${two(at.getUTCMonth() + 1)}${gap}${two(at.getUTCDate())}`;
  if (groups.length === 3) return text;
  const clock = `${text}${between}${two(at.getUTCHours())}${small}${two(at.getUTCMinutes())}`;
  return groups.length === 5 ? clock : `${clock}${small}${two(at.getUTCSeconds())}${match[10] ?? ''}`;
}

/** Words for the name of a file: letters, digits and the joiner; not longer than file names of tools are. */
export function nameOfWords(words: string, joiner: string): string {
  return words.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, joiner).replaceAll(/^[-_]+|[-_]+$/g, '').slice(0, 100);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** The folder in which a migration like the one at `path` is made: files stand in it, folders of Diesel and Prisma too. */
export function folderForNew(path: string): string {
  return migrationName(path) === path.slice(path.lastIndexOf('/') + 1) ? folderOf(path) : folderOf(folderOf(path));
}
