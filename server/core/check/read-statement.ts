import type { Catalog } from '../catalog/catalog';
import { applyStatement } from '../catalog/from-ddl';
import { Observation } from '../catalog/observation';
import type { CheckRequest } from '../coach';
import type { Statement } from '../document/statement';
import type { RuleContext } from '../rules/rule';
import type { RuleCrash, RuleReport, RuleSet } from '../rules/run';
import { syntaxReports } from './engine-reports';
import { display, isNew } from './new-relations';
import type { Surroundings } from './transaction';

/** What one statement says, and what that depends on. */
export interface StatementRecord {
  readonly statement: Statement;
  readonly around: Surroundings;
  readonly reports: readonly RuleReport[];
  readonly crashes: readonly RuleCrash[];
  /** What the rules read of the catalog before the statement. */
  readonly rulesRead: Observation;
  /** What the statement itself reads and changes. */
  readonly effect: Observation;
}

export interface Catalogs {
  /** After the up statements so far. */
  up: Catalog;
  /** For the way down: starts from what the up statements before it made. */
  down: Catalog | undefined;
}

export interface StatementToRead {
  readonly request: CheckRequest;
  readonly rules: RuleSet;
  readonly around: readonly Surroundings[];
  readonly catalogs: Catalogs;
  readonly index: number;
  readonly statement: Statement;
}

const nothing = new Observation();
const usual: Surroundings = { transaction: 'unknown', unit: -1, direction: 'up' };

/** Runs the rules over a statement and then applies it to the catalog. What is observed costs time, so it is left out where nobody remembers it. */
export function readStatement(reading: StatementToRead): StatementRecord {
  const { request, around, catalogs, index, statement, rules } = reading;
  const here = around[index] ?? usual;
  const { tree } = statement;
  if (tree === undefined) return { statement, around: here, reports: [...syntaxReports(statement, rules)], crashes: [], rulesRead: nothing, effect: nothing };
  if (here.direction === 'down') catalogs.down ??= catalogs.up.fork();
  const catalog = here.direction === 'down' && catalogs.down !== undefined ? catalogs.down : catalogs.up;
  const observe = request.memory === undefined ? unobserved : (run: () => void) => catalog.observe(run);
  let said: ReturnType<RuleSet['run']> = { reports: [], crashes: [] };
  const rulesRead = observe(() => {
    said = runRules(reading, catalog);
  });
  const effect = observe(() => applyStatement(catalog, statement, { file: request.file, statement: index }));
  return { statement, around: here, ...said, rulesRead, effect };
}

/** The rules again, where the statement's own effect is already known. */
export function runRules({ request, rules, around, index, statement }: StatementToRead, catalog: Catalog): ReturnType<RuleSet['run']> {
  const { configuration, file, parts } = request;
  const { tree } = statement;
  if (tree === undefined) return { reports: [...syntaxReports(statement, rules)], crashes: [] };
  const context: Omit<RuleContext, 'report'> = {
    statement,
    catalog,
    pgVersion: configuration.pgVersion,
    transaction: around[index]?.transaction ?? 'unknown',
    migration: parts !== undefined,
    direction: around[index]?.direction ?? 'up',
    isNew: (name) => isNew(catalog, name, file, around, index),
    relation: (name) => catalog.relation(name),
    display: (name) => display(catalog, name),
  };
  return rules.run(tree, context, (rule) => configuration.levels.get(rule) === 'off');
}

function unobserved(run: () => void): Observation {
  run();
  return nothing;
}
