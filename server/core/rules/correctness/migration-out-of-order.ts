import { firstWord, noteStatements, upFiles } from '../../sql/first-statement';
import { defineRule, type HistoryNames } from '../rule';
import doc from './migration-out-of-order.md';

/** These know a migration by its number alone. */
const byNumber: ReadonlySet<string | undefined> = new Set(['flyway', 'golang-migrate', 'goose', 'dbmate', 'sqlx', 'diesel', 'supabase', 'atlas']);

export const migrationOutOfOrder = defineRule({
  id: 'migration-out-of-order',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['Atlas', 'MigrationPilot'],
  doc,
  messages: {
    duplicate: 'This migration has the same number as {other}: {tool} runs only one of them, or stops with an error. Give the one that has not been run anywhere a later number.',
    digits: 'The number {version} has {digits} digits where all others have {usual}, so the migration is run {place} all of them. Most likely a digit is missing or too many.',
  },
  visit: noteStatements,
  end(context) {
    const framework = context.history?.framework;
    const first = context.notes().find(({ direction }) => direction === 'up');
    if (first === undefined || framework === undefined || !byNumber.has(framework)) return;
    const numbers = numbersOf(upFiles(context), framework);
    // Among the files may be some for another database, which are not part of the history.
    const own = numbers.byPath.get(context.file);
    if (own === undefined) return;
    const same = numbers.byKey.get(own.key) ?? [];
    const before = same.slice(0, same.indexOf(own)).find(({ plain }) => plain !== own.plain);
    if (before !== undefined) return context.report(first.number, { span: firstWord(context, first.number), message: 'duplicate', data: { other: before.name, tool: framework } });
    const digits = own.version.length;
    const [usual, other] = [...numbers.lengths.keys()].filter((length) => length !== digits);
    const alone = usual !== undefined && other === undefined && numbers.lengths.get(digits) === 1 && (numbers.lengths.get(usual) ?? 0) >= 3;
    if (!alone || usual < datedDigits || Math.abs(digits - usual) > fewDigits) return;
    context.report(first.number, { span: firstWord(context, first.number), message: 'digits', data: { version: own.version, digits: String(digits), usual: String(usual), place: digits < usual ? 'before' : 'behind' } });
  },
});

interface Numbered {
  readonly name: string;
  /** Without what says for which database it is. */
  readonly plain: string;
  readonly version: string;
  readonly key: string;
}

interface Numbers {
  readonly byPath: ReadonlyMap<string, Numbered>;
  /** In the order of the history. */
  readonly byKey: ReadonlyMap<string, readonly Numbered[]>;
  /** How many numbers have so many digits. */
  readonly lengths: ReadonlyMap<number, number>;
}

/** All files of a history ask for the same. */
const remembered = new WeakMap<HistoryNames['files'], Numbers>();

function numbersOf(files: HistoryNames['files'], framework: string): Numbers {
  const known = remembered.get(files);
  if (known !== undefined) return known;
  const byPath = new Map<string, Numbered>();
  const byKey = new Map<string, Numbered[]>();
  const lengths = new Map<number, number>();
  for (const { path, name } of files) {
    const version = versionOf(name, framework);
    if (version === undefined) continue;
    const numbered = { name, plain: plainName(name), version, key: keyOf(version) };
    byPath.set(path, numbered);
    const same = byKey.get(numbered.key) ?? [];
    same.push(numbered);
    byKey.set(numbered.key, same);
    lengths.set(version.length, (lengths.get(version.length) ?? 0) + 1);
  }
  const numbers = { byPath, byKey, lengths };
  remembered.set(files, numbers);
  return numbers;
}

/** Numbers as long as `202401011200` are dates, which all have the same length; shorter ones count up. */
const datedDigits = 12;
/** Somebody who writes `00` means it. */
const fewDigits = 2;

/** `1_a.postgres.up.sql` stands for `1_a.up.sql` on one kind of database. */
function plainName(name: string): string {
  return name.replace(/(?:\.[a-z][a-z0-9]*)+$/i, '');
}

/** The number in front of the name; dates may be written with dashes. */
function versionOf(name: string, framework: string | undefined): string | undefined {
  if (framework === 'flyway') return /^[VB](\d+(?:[._]\d+)*)__/.exec(name)?.[1];
  return framework === 'diesel' ? /^([\d-]*\d)_/.exec(name)?.[1]?.replaceAll('-', '') : /^(\d+)(?=[_.-])/.exec(name)?.[1];
}

/** `1`, `01` and, for Flyway, `1.0` are the same number. */
function keyOf(version: string): string {
  const parts = version.split(/[._]/).map((part) => part.replace(/^0+(?=\d)/, ''));
  const last = parts.findLastIndex((part) => part !== '0');
  return parts.slice(0, Math.max(last, 0) + 1).join('.');
}
