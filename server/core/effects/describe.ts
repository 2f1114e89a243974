import type { QualifiedName } from '../catalog/model';
import type { Effects } from './effects';
import { lockModes, type LockMode } from './lock-mode';

/** How a caller shows a name: quoted, with or without its schema. */
export type Display = (name: QualifiedName) => string;
/** False for relations to leave out: a table that the same migration has made is locked by nobody else. */
export type Shows = (name: QualifiedName) => boolean;

/** The name that the manual gives a lock mode: `ACCESS EXCLUSIVE` for `AccessExclusiveLock`. */
export function lockName(mode: LockMode): string {
  return mode.replace(/Lock$/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toUpperCase();
}

/** Table 13.2 of the manual, "Conflicting Lock Modes", in words. */
const blocked: Readonly<Record<LockMode, string>> = {
  AccessShareLock: 'blocks only what needs ACCESS EXCLUSIVE: DROP, TRUNCATE and most forms of ALTER TABLE',
  RowShareLock: 'blocks only what needs EXCLUSIVE or ACCESS EXCLUSIVE: DROP, TRUNCATE and most forms of ALTER TABLE',
  RowExclusiveLock: 'blocks index builds and most schema changes; reads and writes go on',
  ShareUpdateExclusiveLock: 'blocks other schema changes, index builds and VACUUM only; reads and writes go on',
  ShareLock: 'blocks writes; reads and other index builds go on',
  ShareRowExclusiveLock: 'blocks writes and other schema changes; reads go on',
  ExclusiveLock: 'blocks writes and SELECT … FOR UPDATE; plain reads go on',
  AccessExclusiveLock: 'blocks every read and write',
};

/** What others cannot do to the table while the lock is held, to be put after its name: `blocks writes; …`. */
export function blockedBy(mode: LockMode): string {
  return blocked[mode];
}

/** So many tables are named in a line; the rest is counted. */
const named = 2;

/**
 * One line: `locks orders: ACCESS EXCLUSIVE · rewrites`, the worst lock first. undefined where nothing that shows is locked, rewritten or scanned.
 * What is created and dropped is left out, the statement says it. Where nothing can be known: `effects not known`.
 */
export function summaryOf(effects: Effects, display: Display, shows: Shows = () => true): string | undefined {
  const locks = worstFirst(effects, shows);
  const first = locks[0]?.relation;
  const work = ([['rewrites', effects.rewrites], ['scans', effects.scans]] as const).flatMap(([verb, all]) => {
    const names = all.filter(shows);
    if (names.length === 0) return [];
    const same = locks.length === 1 && names.length === 1 && first !== undefined && isSame(first, names[0]);
    return [same ? verb : `${verb} ${list(names.map(display))}`];
  });
  const held = locks.length === 0 ? [] : [`locks ${list(locks.map(({ relation, mode }) => `${display(relation)}: ${lockName(mode)}`))}`];
  const parts = [...held, ...work];
  if (parts.length === 0) return effects.certainty === 'unknown' ? 'effects not known' : undefined;
  return [...parts, ...(effects.certainty === 'exact' ? [] : ['perhaps more'])].join(' · ');
}

/** Whole lines of plain text, each a fact: what is locked and what that blocks, the worst first; what is rewritten, scanned, created, dropped; what is not known. */
export function detailsOf(effects: Effects, display: Display, shows: Shows = () => true): readonly string[] {
  const locks = worstFirst(effects, shows);
  const all = (names: readonly QualifiedName[]) => names.filter(shows).map(display).join(', ');
  const held = lockModes.toReversed().flatMap((mode) => {
    const names = locks.filter((lock) => lock.mode === mode).map(({ relation }) => relation);
    return names.length === 0 ? [] : [`${lockName(mode)} on ${all(names)}: ${blockedBy(mode)}.`];
  });
  const rest: readonly (readonly [string, readonly QualifiedName[], string])[] = [
    ['Rewrites', effects.rewrites, ': a new file for the rows and for every index, while the lock is held.'],
    ['Scans', effects.scans, ': every row is read while the lock is held.'],
    ['Creates', effects.creates, '.'],
    ['Drops', effects.drops, '.'],
  ];
  const done = rest.flatMap(([verb, names, end]) => (names.some(shows) ? [`${verb} ${all(names)}${end}`] : []));
  return [...held, ...done, ...notes(effects)];
}

function notes({ transaction, certainty }: Effects): readonly string[] {
  return [
    ...(transaction === 'forbidden' ? ['Cannot run inside a transaction.'] : transaction === 'required' ? ['Runs only inside a transaction.'] : []),
    ...(certainty === 'at-least' ? ['It may do more than this.'] : certainty === 'unknown' ? ['What it does is not known beforehand.'] : []),
  ];
}

function worstFirst({ locks }: Effects, shows: Shows): Effects['locks'] {
  return locks.filter(({ relation }) => shows(relation)).toSorted((a, b) => lockModes.indexOf(b.mode) - lockModes.indexOf(a.mode));
}

function list(items: readonly string[]): string {
  // "+1 more" would be no shorter than the item itself.
  if (items.length <= named + 1) return items.join(', ');
  return `${items.slice(0, named).join(', ')} +${items.length - named} more`;
}

function isSame(one: QualifiedName, other: QualifiedName | undefined): boolean {
  return one.schema === other?.schema && one.name === other.name;
}
