import type { Node } from '@pgsql/types';
import type { Catalog } from '../catalog';
import { doubtNamed, mayChangeColumns } from '../ddl/blocks';
import type { Change } from '../ddl/change';
import type { Relation, Routine } from '../model';
import type { Observation } from '../observation';
import { callsIn } from './calls';
import { failureOf } from './failures';
import type { Host } from './frame';
import type { BodyReader } from '../../sql/body-reader';
import { forgetRows, forgetWritten } from './known-rows';
import { runBlock, runRoutine } from './run';
import type { Scope } from './scope';

/** Statements that one statement may run in bodies; what comes after that is in doubt. */
const mostStatements = 5_000;
const deepest = 16;

export type Apply = (change: Change, tree: Node) => void;

/** A DO block changes the catalog as the statements do that it runs. */
export function applyBlock(change: Change, block: { readonly text: string; readonly language: string }, apply: Apply): void {
  const { reader } = change.statement;
  const run = reader && hostFor(change, reader, { text: block.text, apply });
  if (run === undefined) return doubtText(change.catalog, block.text);
  runBlock(run, block.text, block.language);
}

/** So do the functions and procedures that a query calls. */
export function applyCalls(change: Change, tree: Node, apply: Apply): void {
  const { reader } = change.statement;
  if (reader === undefined) return;
  for (const { routine, args, sure } of callsIn(tree, { ...(change.body?.scope ?? plainScope(change.catalog, reader)), rows: 'ignored' })) {
    if (!mayChange(routine)) continue;
    runRoutine(hostFor(change, reader, { text: routine.body ?? '', apply }), routine, { args, sure });
  }
}

export function plainScope(catalog: Catalog, reader: BodyReader): Scope {
  return { catalog, reader, variables: new Map(), ranges: new Map(), tables: new Map() };
}

const mayChangeSomething = /\b(?:create|alter|drop|rename|execute|perform|call|set|set_config|truncate|insert|copy)\b/i;

function mayChange({ volatility, body, sqlBody }: Routine): boolean {
  return volatility === 'volatile' && (sqlBody !== undefined || body === undefined || mayChangeSomething.test(body));
}

interface Settings {
  readonly text: string;
  readonly apply: Apply;
  /** Inside of a block with handlers, whose errors are looked for. */
  readonly trying?: boolean;
}

function hostFor(change: Change, reader: BodyReader, settings: Settings): Host {
  const { catalog } = change;
  const { text, apply, trying = false } = settings;
  const budget = change.body?.budget ?? { left: mostStatements };
  const depth = (change.body?.depth ?? 0) + 1;
  return {
    catalog, reader, budget, rows: 'ignored',
    doubt: () => doubtText(catalog, text),
    run(tree, sure, scope) {
      const failure = failureOf(catalog, tree);
      if (failure !== undefined && (trying || !sure)) return sure ? failure : undefined;
      if (depth > deepest) return void doubtText(catalog, text);
      const inner = (on: Catalog): Change => ({ ...change, catalog: on, body: { depth, budget, scope: { ...scope, catalog: on } } });
      if (sure) apply(inner(catalog), tree);
      else perhaps(catalog, (fork) => apply(inner(fork), tree));
      return undefined;
    },
    attempt: (run) => catalog.attempt((fork) => run(hostFor({ ...change, catalog: fork, body: { depth, budget, scope: plainScope(fork, reader) } }, reader, { ...settings, trying: true }))).result,
  };
}

function doubtText(catalog: Catalog, text: string): void {
  forgetWritten(catalog, text);
  if (mayChangeColumns(text)) doubtNamed(catalog, text);
  if (makesPartitions.test(text)) doubtPartitions(catalog);
}

const makesPartitions = /\b(?:partition\s+of|attach\s+partition)\b/i;

/** Of which table is in the part that could not be read. */
function doubtPartitions(catalog: Catalog): void {
  for (const relation of catalog.relations()) {
    if (relation.kind === 'partitioned' && relation.partitionsUnknown === undefined) catalog.putRelation({ ...relation, partitionsUnknown: true });
  }
}

/** What may be changed is only partly known from then on; what may be made is taken to be there, without being sure of it. */
export function perhaps(catalog: Catalog, run: (fork: Catalog) => void): void {
  const { seen, fork } = catalog.attempt((on) => run(on));
  for (const name of fork.objects('extension')) if (!catalog.hasObject('extension', name)) catalog.setObject('perhaps-extension', name, true);
  forgetDifferent(catalog, fork, seen);
  for (const name of writtenRelations(seen)) {
    const [old, now] = [catalog.relation(name), fork.relation(name)];
    if (old === now) continue;
    if (old === undefined) {
      if (now !== undefined) catalog.putRelation({ ...now, columnsKnown: false, assumed: true });
    } else if (now !== undefined && sameButFilled(old, now)) catalog.putRelation({ ...old, filled: old.filled || now.filled });
    else if (old.columnsKnown) catalog.putRelation({ ...old, columnsKnown: false });
  }
}

/** Rows that may have been written or not. */
function forgetDifferent(catalog: Catalog, fork: Catalog, seen: Observation): void {
  for (const name of [...writtenRelations(seen, 'rows'), ...writtenRelations(seen)]) {
    const relation = catalog.relation(name);
    if (relation !== undefined && (catalog.rows(name) !== fork.rows(name) || relation.filled !== fork.relation(name)?.filled)) forgetRows(catalog, relation);
  }
}

function writtenRelations({ writes }: Observation, map = 'relations'): readonly { readonly schema: string; readonly name: string }[] {
  const keys = new Set(writes.flatMap((write) => ('map' in write && write.map === map ? [write.key] : [])));
  return [...keys].map((key) => {
    const [schema = '', name = ''] = key.split('\u0000');
    return { schema, name };
  });
}

function sameButFilled(old: Relation, now: Relation): boolean {
  return (Object.keys(now) as (keyof Relation)[]).every((key) => key === 'filled' || old[key] === now[key]);
}
