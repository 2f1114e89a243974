import type { Catalog } from '../catalog/catalog';
import type { Relation } from '../catalog/model';
import type { Statement } from '../document/statement';
import type { Display, Shows } from '../effects/describe';
import { effectsOf, type Effects } from '../effects/effects';
import { lensLine } from '../effects/lens-line';
import { namedRelations, reachesUnnamed, type NamedRelation } from '../effects/named-relations';
import type { Catalogs } from './catalogs';
import { display, isNew } from './new-relations';
import type { StatementRecord } from './read-statement';
import type { LastCheck } from './reread-changed';
import type { Surroundings } from './transaction';

/** What one statement does, and how its relations are to be shown. */
export interface StatementEffects {
  readonly statement: Statement;
  readonly effects: Effects;
  readonly display: Display;
  /** False for relations that the same migration has made: nobody else can reach them yet. */
  readonly shows: Shows;
}

/** What the statements of a checked file do. Nothing is worked out before it is asked for, and only for the statement that is asked for. */
export interface FileEffects {
  /** undefined for what is no SQL, or no statement of the file. */
  at(index: number): StatementEffects | undefined;
  /** Whether a statement defines something about a relation that was there before the migration. By names alone where it names them, without working out effects. */
  reachesOthers(index: number): boolean;
}

export function fileEffects(last: LastCheck): FileEffects {
  return new CheckedEffects(last);
}

class CheckedEffects implements FileEffects {
  readonly #last: LastCheck;
  readonly #known = new Map<number, StatementEffects>();
  #around: readonly Surroundings[] | undefined;
  /** Catalogs before the statement at `#position`: the editor asks for neighbours one after the other. */
  #position = 0;
  #catalogs: Catalogs;

  constructor(last: LastCheck) {
    this.#last = last;
    this.#catalogs = last.start.fork();
  }

  at(index: number): StatementEffects | undefined {
    const known = this.#known.get(index);
    if (known !== undefined) return known;
    const record = this.#last.records[index];
    if (record === undefined || record.statement.kind !== 'sql') return undefined;
    this.#goTo(index);
    const catalog = this.#catalogs.of(record.around.direction);
    const { request: { file, configuration: { pgVersion } }, numbers } = this.#last;
    const effects = effectsOf(record.statement, catalog, { pgVersion });
    const names = [...effects.locks.map(({ relation }) => relation), ...effects.rewrites, ...effects.scans, ...effects.creates, ...effects.drops];
    this.#around ??= this.#last.records.map(({ around }) => around);
    const around = this.#around;
    // Asked now: the catalog goes on with the next statement.
    const made = new Set(names.filter((name) => isNew(catalog, name, index, { file, around, numbers })).map(keyOf));
    const shown = new Map(names.map((name) => [keyOf(name), display(catalog, name)]));
    const found: StatementEffects = {
      statement: record.statement,
      effects,
      display: (name) => shown.get(keyOf(name)) ?? keyOf(name),
      shows: (name) => !made.has(keyOf(name)),
    };
    this.#known.set(index, found);
    return found;
  }

  reachesOthers(index: number): boolean {
    const record = this.#last.records[index];
    if (record === undefined) return false;
    if (!reachesUnnamed(record.statement)) return namedRelations(record.statement).some((name) => this.#isOthers(name, record));
    const found = this.at(index);
    return found !== undefined && lensLine(found.effects, found.display, found.shows) !== undefined;
  }

  /** In the catalogs before and after the file; what both have forgotten, because it was made and dropped in between, nobody else has seen. */
  #isOthers(name: NamedRelation, { around }: StatementRecord): boolean {
    const { start, after, request: { file }, records, numbers } = this.#last;
    const found = find(after.up, name);
    if (found === undefined) return find(start.up, name) !== undefined;
    if (found.temporary) return false;
    if (found.assumed === true || found.origin.file !== file) return true;
    return records[numbers.placeOf(found.origin.statement) ?? -1]?.around.unit !== around.unit;
  }

  #goTo(index: number): void {
    if (index < this.#position) this.#goBack(index);
    for (; this.#position < index; this.#position += 1) {
      const record = this.#last.records[this.#position];
      if (record !== undefined) this.#catalogs.redo(record, this.#last.request.file);
    }
  }

  /** To the statement that was edited last where that is not too far, else to the beginning. */
  #goBack(index: number): void {
    const { before, start } = this.#last;
    const near = before !== undefined && before.index <= index ? before : { index: 0, catalogs: start };
    this.#position = near.index;
    this.#catalogs = near.catalogs.fork();
  }
}

function find(catalog: Catalog, { kind, reference }: NamedRelation): Relation | undefined {
  return (kind === 'index' ? catalog.index(reference)?.relation : undefined) ?? catalog.relation(reference);
}

function keyOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${schema}.${name}`;
}
