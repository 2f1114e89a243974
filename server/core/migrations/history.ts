import { createCatalog, type Catalog } from '../catalog/catalog';
import { applyStatement, mayChangeCatalog } from '../catalog/from-ddl';
import type { Document, Statement } from '../document/statement';
import type { FrameworkName, MigrationPart } from './unit';

export interface HistoryFile {
  readonly path: string;
  readonly document: Document;
  readonly parts: readonly MigrationPart[];
}

/**
 * The migrations of a database in the order in which they ran. Immutable; what it finds out it remembers.
 * The same record in two catalogs means that nothing changed; a replay may also give an equal record anew.
 */
export interface History {
  readonly files: readonly HistoryFile[];
  /** What runs the files, where that is known. */
  readonly framework: FrameworkName | undefined;
  has(path: string): boolean;
  /** The catalog before the first statement of `path`, or after everything for a path that is not part of it. A fork: the caller may apply statements to it. */
  before(path: string): Catalog;
  /** The catalog after the last file, with one file's text replaced where given. A fork too. */
  atEnd(replaced?: HistoryFile): Catalog;
  /** The same history with another text for one file; shares the replay of everything before it. A path that is not part of it changes nothing. */
  with(file: HistoryFile): History;
  /** Tells the catalog that was made by applying a file's statements to what `before` gave, so that they are not applied again. Nothing may change either later. */
  reached(file: HistoryFile, made: Made): void;
}

/** What a file makes of a catalog. */
export interface Made {
  readonly before: Catalog;
  readonly after: Catalog;
}

/** A catalog is kept before every sixteenth file: at most fifteen are replayed again, and memory grows with a sixteenth of the files. */
const snapshotDistance = 16;

/** A file is checked against the catalog before it and the one at the end; a few files are open at a time. */
const recentCount = 6;

/** A catalog before the file at `position`. */
interface Replayed {
  readonly position: number;
  readonly catalog: Catalog;
}

interface Remembered {
  readonly snapshots: readonly Catalog[];
  readonly recent: readonly Replayed[];
  readonly framework: FrameworkName | undefined;
}

/** One statement that counts, and its place in the file, which is part of every origin. */
interface Step {
  readonly statement: Statement;
  readonly index: number;
}

/** Files in order. Nothing is replayed before it is asked for. */
export function createHistory(files: readonly HistoryFile[], framework?: FrameworkName): History {
  return new ReplayedHistory(files, { snapshots: [], recent: [], framework });
}

class ReplayedHistory implements History {
  readonly files: readonly HistoryFile[];
  readonly framework: FrameworkName | undefined;
  readonly #positions: ReadonlyMap<string, number>;
  /** At `k`: the catalog before file `k * snapshotDistance`. Filled from the front. */
  readonly #snapshots: Catalog[];
  /** Catalogs that were asked for last, newest first. */
  #recent: readonly Replayed[];
  #replaced: { readonly file: HistoryFile; readonly catalog: Catalog } | undefined;

  constructor(files: readonly HistoryFile[], { snapshots, recent, framework }: Remembered) {
    this.files = files;
    this.framework = framework;
    this.#positions = new Map(files.map(({ path }, position) => [path, position]));
    this.#snapshots = [...snapshots];
    this.#recent = recent;
  }

  has(path: string): boolean {
    return this.#positions.has(path);
  }

  before(path: string): Catalog {
    const catalog = this.#at(this.#positions.get(path) ?? this.files.length);
    catalog.startSession();
    return catalog;
  }

  atEnd(replaced?: HistoryFile): Catalog {
    const position = replaced && this.#positions.get(replaced.path);
    const known = position === undefined ? undefined : this.files[position];
    if (!replaced || position === undefined || !known) return this.#at(this.files.length);
    if (sameEffect(known, replaced)) {
      // What was read from the disk is mostly what is open.
      const own = made.get(replaced.document);
      if (own?.parts === replaced.parts && countsWhole(replaced)) made.set(known.document, { ...own, parts: known.parts });
      return this.#at(this.files.length);
    }
    if (!this.#replaced || !sameEffect(this.#replaced.file, replaced)) {
      this.#replaced = { file: replaced, catalog: this.#replayWith(position, replaced) };
    }
    return this.#replaced.catalog.fork();
  }

  with(file: HistoryFile): History {
    const position = this.#positions.get(file.path);
    if (position === undefined) return this;
    const known = this.files[position];
    const changed = known && sameEffect(known, file) ? this.files.length : position;
    return new ReplayedHistory(this.files.toSpliced(position, 1, file), {
      snapshots: this.#snapshots.slice(0, Math.floor(changed / snapshotDistance) + 1),
      recent: this.#recent.filter((replayed) => replayed.position <= changed),
      framework: this.framework,
    });
  }

  reached(file: HistoryFile, { before, after }: Made): void {
    const position = this.#positions.get(file.path);
    if (position === undefined) return;
    const known = this.files[position];
    if (known?.document !== file.document || known.parts !== file.parts) made.set(file.document, { parts: file.parts, before, after });
    else if (countsWhole(file)) this.#remember({ position: position + 1, catalog: after });
  }

  /** The catalog before a file, as a fork. */
  #at(position: number): Catalog {
    const remembered = this.#recent.find((replayed) => replayed.position === position);
    if (remembered) return remembered.catalog.fork();
    const wanted = Math.floor(position / snapshotDistance);
    while (this.#snapshots.length <= wanted) this.#snapshots.push(this.#snapshots.length === 0 ? createCatalog() : this.#replayedTo(this.#snapshots.length * snapshotDistance));
    const catalog = this.#replayedTo(position);
    this.#remember({ position, catalog });
    return catalog.fork();
  }

  #remember(replayed: Replayed): void {
    this.#recent = [replayed, ...this.#recent].slice(0, recentCount);
  }

  /** From what was replayed last before a file: going on from there keeps the records that have not changed since. */
  #replayedTo(position: number): Catalog {
    const snapshot = Math.min(Math.floor(position / snapshotDistance), this.#snapshots.length - 1);
    const kept: Replayed = { position: snapshot * snapshotDistance, catalog: this.#snapshots[snapshot] ?? createCatalog() };
    const base = this.#recent.reduce((best, replayed) => (replayed.position <= position && replayed.position > best.position ? replayed : best), kept);
    return replayFiles(base.catalog, this.files.slice(base.position, position));
  }

  #replayWith(position: number, file: HistoryFile): Catalog {
    return replayFiles(replayFiles(this.#at(position), [file]), this.files.slice(position + 1));
  }
}

function replayFiles(from: Catalog, files: readonly HistoryFile[]): Catalog {
  return files.reduce(replayFile, from.fork());
}

/** By document: what a check has found that it makes of a catalog, so that it need not be replayed on the same. */
const made = new WeakMap<Document, Made & Pick<HistoryFile, 'parts'>>();

/** Each file is its own session: a deployment runs the newest files alone, so nothing that an older one SET can be counted on. */
function replayFile(catalog: Catalog, file: HistoryFile): Catalog {
  catalog.startSession();
  const known = made.get(file.document);
  if (known?.parts === file.parts && countsWhole(file) && catalog.changedFrom(known.before)?.size === 0) return known.after.fork();
  for (const { statement, index } of stepsOf(file)) applyStatement(catalog, statement, { file: file.path, statement: index });
  return catalog;
}

const steps = new WeakMap<Document, { readonly parts: readonly MigrationPart[]; readonly steps: readonly Step[] }>();

/** The statements of a file's `up` parts that may change the catalog. */
function stepsOf({ document, parts }: HistoryFile): readonly Step[] {
  const known = steps.get(document);
  if (known?.parts === parts) return known.steps;
  const ups = parts.filter(({ direction }) => direction === 'up');
  const found: Step[] = [];
  document.segments.forEach(({ statement }, index) => {
    if (isInside(startOf(document, index), ups) && mayCount(statement)) found.push({ statement, index });
  });
  steps.set(document, { parts, steps: found });
  return found;
}

/** Whether a check of the file follows the same statements as the history: those of no part are followed by a check only. */
function countsWhole({ document, parts }: HistoryFile): boolean {
  const ups = parts.filter(({ direction }) => direction === 'up');
  return document.segments.every(({ statement }, index) => {
    if (!mayCount(statement)) return true;
    const at = startOf(document, index);
    const part = parts.find(({ start, end }) => at >= start && at < end);
    return ((part?.direction ?? 'up') === 'up') === isInside(at, ups);
  });
}

const changing = new WeakMap<Statement, boolean>();

/** Reading the words of every statement again for each edit of a file would take longer than the edit. */
function mayCount(statement: Statement): boolean {
  const known = changing.get(statement);
  if (known !== undefined) return known;
  const answer = mayChangeCatalog(statement);
  changing.set(statement, answer);
  return answer;
}

function startOf({ segments, starts }: Document, index: number): number {
  return (starts[index] ?? 0) + (segments[index]?.span.start ?? 0);
}

function isInside(at: number, parts: readonly MigrationPart[]): boolean {
  return parts.some(({ start, end }) => at >= start && at < end);
}

/** Whether two texts of a file leave the same catalog behind: the same statements that count, at the same places. */
function sameEffect(a: HistoryFile, b: HistoryFile): boolean {
  if (a.document === b.document && a.parts === b.parts) return true;
  const left = stepsOf(a);
  const right = stepsOf(b);
  return a.path === b.path && left.length === right.length && left.every((step, position) => {
    const other = right[position];
    return other !== undefined && step.index === other.index && step.statement === other.statement;
  });
}
