import type { Catalog } from '../catalog/catalog';
import type { CheckRequest } from '../coach';
import type { RuleSet } from '../rules/run';
import { readStatement, runRules, type Catalogs, type StatementRecord } from './read-statement';
import type { Surroundings } from './transaction';

/** The last finished check of a file. */
export interface LastCheck {
  readonly request: CheckRequest;
  /** The catalog before the first statement. */
  readonly start: Catalog;
  readonly records: readonly StatementRecord[];
  /** The catalog after the last statement. */
  readonly after: Catalog;
  /** The catalog before the statement that was edited last: the next edit is mostly in the same one. */
  readonly before: { readonly index: number; readonly catalog: Catalog } | undefined;
}

/** What a host keeps for an open document, so that the next check costs what was edited. */
export interface CheckMemory {
  last: LastCheck | undefined;
}

interface Rereading {
  readonly request: CheckRequest;
  readonly rules: RuleSet;
  readonly around: readonly Surroundings[];
  readonly start: Catalog;
  readonly last: LastCheck | undefined;
}

type Reread = Pick<LastCheck, 'records' | 'after' | 'before'>;

/**
 * Reads the statements that were edited, then only those whose rules or effects read something that the edit changed. undefined
 * where the check must begin anew: another configuration or history, another number of statements (the places that the catalog
 * notes would all be wrong), an edited or undone transaction, a way down.
 */
export function* rereadChanged(rereading: Rereading): Generator<undefined, Reread | undefined> {
  const { request, around, start, last } = rereading;
  const { statements } = request.document;
  if (last === undefined || last.records.length !== statements.length || !isSameSetting(request, last.request)) return undefined;
  if (start.changedFrom(last.start)?.size !== 0 || around.some(({ direction }) => direction === 'down')) return undefined;
  const same = (index: number) => {
    const record = last.records[index];
    const here = around[index];
    return record !== undefined && here !== undefined && record.statement === statements[index]?.statement
      && record.around.transaction === here.transaction && record.around.unit === here.unit;
  };
  let first = 0;
  while (first < statements.length && same(first)) first += 1;
  if (first === statements.length) return last;
  let end = statements.length;
  while (end > first && same(end - 1)) end -= 1;
  const before = catalogBefore(last, first);
  if (before === undefined) return undefined;
  const middle = yield* readMiddle(rereading, last, { first, end, before });
  return middle === undefined ? undefined : { ...middle, before: { index: first, catalog: before } };
}

function isSameSetting(a: CheckRequest, b: CheckRequest): boolean {
  if (a.file !== b.file || a.configuration.pgVersion !== b.configuration.pgVersion || (a.parts === undefined) !== (b.parts === undefined)) return false;
  const [levels, others] = [a.configuration.levels, b.configuration.levels];
  return levels === others || (levels.size === others.size && [...levels].every(([rule, level]) => others.get(rule) === level));
}

/** By making the remembered writes again; no statement is read for it. undefined where one of them was a rollback. */
function catalogBefore(last: LastCheck, index: number): Catalog | undefined {
  const known = last.before !== undefined && last.before.index <= index ? last.before : { index: 0, catalog: last.start };
  const catalog = known.catalog.fork();
  for (const { effect } of last.records.slice(known.index, index)) {
    if (effect.undoes) return undefined;
    catalog.redo(effect);
  }
  return catalog;
}

interface Edited {
  readonly first: number;
  readonly end: number;
  readonly before: Catalog;
}

function* readMiddle(rereading: Rereading, last: LastCheck, { first, end, before }: Edited): Generator<undefined, Pick<Reread, 'records' | 'after'> | undefined> {
  const { request, rules, around } = rereading;
  const records = last.records.slice();
  const catalogs: Catalogs = { up: before.fork(), down: undefined };
  const old = before.fork();
  for (let index = first; index < end; index++) {
    const statement = request.document.statements[index]?.statement;
    const record = last.records[index];
    if (statement === undefined || record === undefined) return undefined;
    old.redo(record.effect);
    const now = readStatement({ request, rules, around, catalogs, index, statement });
    if (now.effect.controlsTransaction || record.effect.controlsTransaction) return undefined;
    records[index] = now;
    yield;
  }
  const changed = catalogs.up.changedFrom(old);
  if (changed === undefined) return undefined;
  if (changed.size === 0) return { records, after: last.after };
  return yield* readDependent(rereading, records, { first: end, catalogs, changed: new Set(changed) });
}

/** The statements behind an edit that changed the catalog. */
function* readDependent(
  { request, rules, around }: Rereading,
  records: StatementRecord[],
  { first, catalogs, changed }: { readonly first: number; readonly catalogs: Catalogs; readonly changed: Set<string> },
): Generator<undefined, Pick<Reread, 'records' | 'after'> | undefined> {
  for (let index = first; index < records.length; index++) {
    const record = records[index];
    if (record === undefined) return undefined;
    const { statement, effect, rulesRead } = record;
    const reading = { request, rules, around, catalogs, index, statement };
    if (effect.dependsOn(changed)) {
      if (effect.controlsTransaction) return undefined;
      const now = readStatement(reading);
      for (const entry of [...effect.written(), ...now.effect.written()]) changed.add(entry);
      records[index] = now;
      yield;
      continue;
    }
    if (rulesRead.dependsOn(changed)) {
      let said: ReturnType<RuleSet['run']> = { reports: [], crashes: [] };
      const read = catalogs.up.observe(() => {
        said = runRules(reading, catalogs.up);
      });
      records[index] = { ...record, ...said, rulesRead: read };
      yield;
    }
    catalogs.up.redo(effect);
  }
  return { records, after: catalogs.up };
}
