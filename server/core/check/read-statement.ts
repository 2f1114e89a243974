import type { Node } from '@pgsql/types';
import type { Catalog } from '../catalog/catalog';
import { applyStatement } from '../catalog/from-ddl';
import { Observation } from '../catalog/observation';
import type { CheckRequest } from '../coach';
import type { Statement } from '../document/statement';
import { effectsNow, type Effects } from '../effects/effects';
import type { Finding } from '../rules/finding';
import type { RuleContext } from '../rules/rule';
import type { RuleCrash, RuleNote, RuleRun, RuleSet } from '../rules/run';
import { runBody, standardBodyTags } from './body-rules';
import { withoutIgnored } from './body-ignores';
import type { Catalogs } from './catalogs';
import { syntaxReports } from './engine-reports';
import { levelOf, toFinding } from './file-findings';
import { display, isNew } from './new-relations';
import type { StatementNumbers } from './statement-numbers';
import type { Surroundings } from './transaction';

/** What one statement says, and what that depends on. Nothing in it tells where the statement stands. */
export interface StatementRecord {
  readonly statement: Statement;
  readonly around: Surroundings;
  /** Spans are relative to the statement. */
  readonly findings: readonly Finding[];
  readonly crashes: readonly RuleCrash[];
  /** What rules keep for the end of the file. */
  readonly notes: readonly RuleNote[];
  /** What the rules read of the catalog before the statement. */
  readonly rulesRead: Observation;
  /** What the statement itself reads and changes. */
  readonly effect: Observation;
}

/** The file that is checked, and what is known of the places of its statements. */
export interface Reading {
  readonly request: CheckRequest;
  readonly rules: RuleSet;
  readonly around: readonly Surroundings[];
  readonly numbers: StatementNumbers;
}

export interface StatementToRead extends Reading {
  readonly catalogs: Catalogs;
  readonly index: number;
}

type Said = Pick<StatementRecord, 'findings' | 'crashes' | 'notes'>;

const noFindings: readonly Finding[] = [];
const nothing = new Observation();
const nothingSaid: Said = { findings: [], crashes: [], notes: [] };
const usual: Surroundings = { transaction: 'unknown', unit: -1, direction: 'up' };

/** Runs the rules over a statement and then applies it to the catalog. What is observed costs time, so it is left out where nobody remembers it. */
export function readStatement(reading: StatementToRead): StatementRecord {
  const { request, catalogs, index, numbers } = reading;
  const statement = statementAt(reading);
  const around = reading.around[index] ?? usual;
  const catalog = catalogs.of(around.direction);
  if (statement.tree === undefined) return { statement, around, ...runRules(reading), rulesRead: nothing, effect: nothing };
  const observe = request.memory === undefined ? unobserved : (run: () => void) => catalog.observe(run);
  let said: Said = nothingSaid;
  const rulesRead = observe(() => {
    said = runRules(reading);
  });
  const effect = observe(() => applyStatement(catalog, statement, { file: request.file, statement: numbers.numberAt(index) }));
  return { statement, around, ...said, rulesRead, effect };
}

/** The rules again, where the statement's own effect is already known. */
export function rereadRules(reading: StatementToRead, record: StatementRecord): StatementRecord {
  let said: Said = nothingSaid;
  const rulesRead = reading.catalogs.of(record.around.direction).observe(() => {
    said = runRules(reading);
  });
  return { ...record, ...said, rulesRead };
}

function runRules(reading: StatementToRead): Said {
  const { rules, request: { configuration } } = reading;
  const statement = statementAt(reading);
  const { tree } = statement;
  const { reports, crashes, notes } = tree === undefined ? { reports: [...syntaxReports(statement, rules)], crashes: [], notes: [] } : runAll(reading, statement, tree);
  const findings = reports.length === 0 ? noFindings : reports.flatMap(({ rule, report }) => {
    const severity = levelOf(rule, report, configuration);
    return severity === undefined ? [] : [toFinding(rule, report, severity)];
  });
  return { findings, crashes, notes };
}

/** The statement, and what stands in its body. */
function runAll(reading: StatementToRead, statement: Statement, tree: Node): RuleRun {
  const { rules, request: { file, configuration, memory, parts }, catalogs, numbers, index } = reading;
  const here = reading.around[index] ?? usual;
  const catalog = catalogs.of(here.direction);
  const context = contextOf(reading, statement, catalog);
  if (!('CreateFunctionStmt' in tree || 'DoStmt' in tree)) return rules.run(tree, context, configuration);
  const own = rules.run(tree, context, configuration, 'CreateFunctionStmt' in tree ? { stays: standardBodyTags } : undefined);
  const inside = runBody(statement, {
    rules, configuration, catalog,
    same: memory === undefined ? undefined : [rules, file, configuration.levels, configuration.options, configuration.pgVersion, here, parts === undefined],
    origin: { file, statement: numbers.numberAt(index) },
    contextOf: (part, now) => contextOf(reading, part, now),
  });
  const reports = [...own.reports, ...inside.reports];
  const ignored = withoutIgnored(statement, reports, rules, (rule) => configuration.levels.get(rule) === 'off');
  return { reports: ignored, crashes: [...own.crashes, ...inside.crashes], notes: [...own.notes, ...inside.notes] };
}

function contextOf({ request, around, numbers, index }: StatementToRead, statement: Statement, catalog: Catalog): Omit<RuleContext, 'report' | 'note' | 'options'> {
  const { configuration, file, parts } = request;
  const here = around[index] ?? usual;
  const places = { file, around, numbers };
  let effects: Effects | undefined;
  return {
    statement,
    catalog,
    pgVersion: configuration.pgVersion,
    transaction: here.transaction,
    migration: parts !== undefined,
    direction: here.direction,
    within: undefined,
    isNew: (name) => isNew(catalog, name, index, places),
    relation: (name) => catalog.relation(name),
    effects: () => (effects ??= effectsNow(statement, catalog, { pgVersion: configuration.pgVersion })),
    display: (name) => display(catalog, name),
  };
}

function statementAt({ request, index }: StatementToRead): Statement {
  const segment = request.document.segments[index];
  if (segment === undefined) throw new RangeError(`There is no statement ${index}`);
  return segment.statement;
}

function unobserved(run: () => void): Observation {
  run();
  return nothing;
}
