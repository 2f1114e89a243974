import { noteStatements, upFiles, type FirstNote } from '../../sql/first-statement';
import { defineRule } from '../rule';
import doc from './migration-out-of-order.md';

/** These know a migration by its number alone. */
const numbered: ReadonlySet<string | undefined> = new Set(['flyway', 'golang-migrate', 'goose', 'dbmate', 'sqlx', 'diesel', 'supabase', 'atlas']);

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
    const files = upFiles(context);
    // Among the files may be some for another database, which are not part of the history.
    const place = files.findIndex(({ path }) => path === context.file);
    const own = files[place];
    const version = versionOf(own?.name ?? '', framework);
    if (first === undefined || own === undefined || version === undefined || framework === undefined || !numbered.has(framework)) return;
    const { first: span } = first.value as FirstNote;
    const before = files.slice(0, place).find(({ name }) => keyOf(versionOf(name, framework) ?? '') === keyOf(version) && plainName(name) !== plainName(own.name));
    if (before !== undefined) {
      return context.report(first.number, { span, message: 'duplicate', data: { other: before.name, tool: framework } });
    }
    const lengths = files.filter((file) => file !== own).flatMap(({ name }) => versionOf(name, framework)?.length ?? []);
    const [usual = 0] = lengths;
    if (lengths.length < 3 || usual < datedDigits || version.length === usual || Math.abs(version.length - usual) > fewDigits || lengths.some((length) => length !== usual)) return;
    const data = { version, digits: String(version.length), usual: String(usual), place: version.length < usual ? 'before' : 'behind' };
    context.report(first.number, { span, message: 'digits', data });
  },
});

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
