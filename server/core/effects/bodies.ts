import type { CallStmt, DoStmt, Node } from '@pgsql/types';
import { plainScope } from '../catalog/bodies/apply';
import { callsIn } from '../catalog/bodies/calls';
import { failureOf } from '../catalog/bodies/failures';
import type { Host } from '../catalog/bodies/frame';
import { runBlock, runRoutine } from '../catalog/bodies/run';
import type { Scope } from '../catalog/bodies/scope';
import type { Value } from '../catalog/bodies/values';
import type { Catalog } from '../catalog/catalog';
import { blockOf } from '../catalog/ddl/blocks';
import { applyIn } from '../catalog/from-ddl';
import type { QualifiedName, Routine } from '../catalog/model';
import { doubt, lockNamed, rewrite, scan, startWithin, type Work } from './work';

/** Bodies in bodies, and statements in all of them, that are followed; what lies deeper is in doubt. */
const deepest = 12;
const mostStatements = 2_000;

/** What a DO block locks and writes anew: that of the statements that run for certain. Others make it `at-least`. */
export function runDo(work: Work, node: DoStmt): void {
  const { text, language } = blockOf(node);
  const host = hostOf(work);
  if (host === undefined) return doubt(work, 'unknown');
  if (host.catalog.asksForRows(() => void runBlock(host, text, language))) doubt(work);
}

export function runCall(work: Work, node: CallStmt): void {
  const host = hostOf(work);
  const calls = host === undefined ? [] : callsIn({ CallStmt: node }, scopeOf(work, host));
  if (host === undefined || calls.length === 0) return doubt(work, 'unknown');
  if (host.catalog.asksForRows(() => calls.forEach(({ routine, args, sure }) => runRoutine(host, routine, { args, sure })))) doubt(work);
}

/** Runs the functions of the user that a statement calls. `within`: the part of it where the calls stand, where that is less than the whole. */
export function runCalls(work: Work, tree: Node, sure = true): void {
  const host = hostOf(work);
  if (host === undefined) return doubt(work);
  for (const call of callsIn(tree, scopeOf(work, host))) runOne(work, host, { ...call, sure: sure && call.sure });
}

interface OneCall {
  readonly routine: Routine;
  readonly args: readonly (Value | undefined)[];
  readonly sure: boolean;
  readonly extra?: ReadonlyMap<string, Value>;
}

function runOne(work: Work, host: Host, { routine, ...call }: OneCall): void {
  const before = new Set(work.scans.keys());
  if (host.catalog.asksForRows(() => void runRoutine(host, routine, call))) doubt(work);
  // What a query reads is the planner's choice, and what its functions read cannot be told from that.
  for (const key of work.scans.keys()) {
    if (before.has(key)) continue;
    work.scans.delete(key);
    doubt(work);
  }
}

/** Runs the function of a trigger; `extra` are the variables that it finds. */
export function runTriggerFunction(work: Work, routine: Routine, extra: ReadonlyMap<string, Value>, sure: boolean): void {
  const host = hostOf(work);
  if (host === undefined) doubt(work);
  else runOne(work, host, { routine, args: [], extra, sure });
}

/** What expressions of the statement see; undefined where nothing can read them. */
export function scopeIn(work: Work): Scope | undefined {
  const reader = work.statement?.reader;
  return reader && (work.within?.scope ?? plainScope(work.catalog, reader));
}

function scopeOf(work: Work, host: Host): Scope {
  return work.within?.scope ?? plainScope(host.catalog, host.reader);
}

interface Place {
  readonly catalog: Catalog;
  /** Inside of a block with handlers, whose errors are looked for. */
  readonly trying: boolean;
}

function hostOf(work: Work): Host | undefined {
  const reader = work.statement?.reader;
  const { within } = work;
  if (reader === undefined || (within?.depth ?? 0) >= deepest) return undefined;
  const state = within ?? startWithin(mostStatements, work.catalog);
  return makeHost({ ...work, within: { ...state, depth: state.depth + 1 } }, work, { catalog: work.catalog.fork(), trying: false });
}

/** `outer` collects; `work` is what statements inside begin with. */
function makeHost(work: Work, outer: Work, { catalog, trying }: Place): Host {
  const { statement, within } = work;
  const reader = statement?.reader;
  if (reader === undefined || within === undefined) throw new Error('a host needs a reader');
  return {
    catalog, reader, budget: within.budget,
    doubt: () => doubt(outer),
    run(tree, sure, scope) {
      const failure = failureOf(catalog, tree);
      if (failure !== undefined && (trying || !sure)) return sure ? failure : undefined;
      const inner: Work = { ...work, catalog, within: { ...within, scope: { ...scope, catalog } }, locks: new Map(), rewrites: new Map(), scans: new Map(), transaction: 'any', certainty: 'exact' };
      work.apply?.(inner, tree);
      const gives = inner.locks.size + inner.rewrites.size + inner.scans.size > 0;
      if (sure && inner.certainty !== 'unknown') merge(outer, inner, catalog);
      else if (gives || inner.certainty !== 'exact') doubt(outer);
      if (sure && gives && isPlanned(tree, inner.locks.size) && !isPlanned(statement?.tree, Infinity)) doubt(outer);
      if (statement !== undefined) follow(tree, sure, scope);
      return undefined;
    },
    attempt: (run) => {
      const scratch: Work = { ...outer, locks: new Map(), rewrites: new Map(), scans: new Map() };
      return run(makeHost(work, scratch, { catalog: catalog.fork(), trying: true }));
    },
  };

  function follow(tree: Node, sure: boolean, scope: Scope): void {
    if (statement !== undefined && within !== undefined) applyIn(catalog, tree, { statement, sure, scope, depth: within.depth, budget: within.budget });
  }
}

/** Statements whose scans are the planner's choice, among statements whose scans are told. */
function isPlanned(tree: Node | undefined, tables: number): boolean {
  if (tree === undefined) return false;
  // An INSERT reads where it looks up a foreign key or selects.
  if ('InsertStmt' in tree) return tables > 1;
  return 'SelectStmt' in tree || 'UpdateStmt' in tree || 'DeleteStmt' in tree || 'MergeStmt' in tree;
}

/** What was there before the whole statement counts, by the name that it had then. */
function merge(outer: Work, inner: Work, catalog: Catalog): void {
  const before = outer.within?.before ?? outer.catalog;
  const old = (name: QualifiedName): QualifiedName | undefined => {
    const now = catalog.relation(name);
    const same = before.relation(name);
    if (now === undefined || now.assumed || same?.origin === now.origin) return name;
    return before.relations().find(({ origin }) => origin === now.origin);
  };
  for (const { relation, mode } of inner.locks.values()) {
    const name = old(relation);
    if (name !== undefined) lockNamed(outer, name, mode);
  }
  for (const [add, names] of [[rewrite, inner.rewrites], [scan, inner.scans]] as const) {
    for (const name of names.values()) {
      const relation = before.relation(old(name) ?? name);
      if (relation !== undefined && old(name) !== undefined) add(outer, relation);
    }
  }
  if (inner.certainty !== 'exact') doubt(outer, inner.certainty);
}
