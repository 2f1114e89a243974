import { applyStatement } from '../catalog/from-ddl';
import { createCatalog, type Catalog } from '../catalog/catalog';
import type { CatalogView, QualifiedName, Reference } from '../catalog/model';
import type { CheckRequest, CheckResult } from '../coach';
import type { PlacedStatement } from '../document/statement';
import type { MigrationPart } from '../migrations/unit';
import type { Finding } from '../rules/finding';
import type { FileContext, RegisteredRule, Report, RuleContext } from '../rules/rule';
import type { RuleCrash, RuleSet } from '../rules/run';
import { applyIgnores, findIgnores } from '../rules/suppress';
import { formatName } from '../sql/names';
import { engineReports } from './engine-reports';
import { levelOf, toFinding } from './file-findings';
import { unusedIgnoreReports } from './unused-ignores';
import { surroundings, type Surroundings } from './transaction';

const noParts: readonly MigrationPart[] = [];

/** Findings of one file with the number of the statement they belong to. */
class Collector {
  readonly findings: Finding[] = [];
  readonly crashes = new Map<string, RuleCrash>();
  readonly #statementOf = new Map<Finding, number>();
  readonly #request: CheckRequest;

  constructor(request: CheckRequest) {
    this.#request = request;
  }

  add(rule: RegisteredRule, report: Report, statement: number | undefined): void {
    const severity = levelOf(rule, report, this.#request.configuration);
    if (severity === undefined) return;
    const placed = statement === undefined ? undefined : this.#request.document.statements[statement];
    const finding = toFinding(rule, report, severity, placed);
    this.findings.push(finding);
    if (statement !== undefined) this.#statementOf.set(finding, statement);
  }

  crash(crash: RuleCrash): void {
    if (!this.crashes.has(crash.rule)) this.crashes.set(crash.rule, crash);
  }

  statementOf(finding: Finding): number | undefined {
    return this.#statementOf.get(finding);
  }
}

/** Checks a file statement by statement; yields after each, so that the host can breathe and stop. */
export function* checkFile(request: CheckRequest, rules: RuleSet): Generator<undefined, CheckResult> {
  const { document, configuration } = request;
  const collector = new Collector(request);
  const off = (rule: string) => configuration.levels.get(rule) === 'off';
  for (const { rule, report, statement } of engineReports(document, rules)) collector.add(rule, report, statement);
  if (document.otherDialect === undefined) {
    const around = surroundings(document.statements, request.parts ?? noParts, request.transaction);
    const catalogs = catalogsOf(request);
    for (const [index, placed] of document.statements.entries()) {
      checkStatement({ request, rules, collector, off, around, catalogs, index, placed });
      yield;
    }
    checkEnd(request, rules, collector, around, catalogs.up);
  }
  const ignores = findIgnores(document);
  const { kept, unused } = applyIgnores(collector.findings, ignores, (finding) => collector.statementOf(finding));
  const reported = new Collector(request);
  for (const { rule, report } of unusedIgnoreReports(unused, document, rules, off)) reported.add(rule, report, undefined);
  const findings = [...kept, ...reported.findings].toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : 1));
  return { findings, crashes: [...collector.crashes.values()] };
}

interface Catalogs {
  /** After the up statements so far. */
  up: Catalog;
  /** For the way down: starts from what the up statements before it made. */
  down: Catalog | undefined;
}

function catalogsOf({ file, history, parts }: CheckRequest): Catalogs {
  if (history === undefined) return { up: createCatalog(), down: undefined };
  return { up: parts === undefined ? history.atEnd().fork() : history.before(file), down: undefined };
}

interface StatementCheck {
  readonly request: CheckRequest;
  readonly rules: RuleSet;
  readonly collector: Collector;
  readonly off: (rule: string) => boolean;
  readonly around: readonly Surroundings[];
  readonly catalogs: Catalogs;
  readonly index: number;
  readonly placed: PlacedStatement;
}

function checkStatement({ request, rules, collector, off, around, catalogs, index, placed }: StatementCheck): void {
  const { statement } = placed;
  if (statement.tree === undefined) return;
  const here = around[index];
  if (here?.direction === 'down') catalogs.down ??= catalogs.up.fork();
  const catalog = here?.direction === 'down' && catalogs.down !== undefined ? catalogs.down : catalogs.up;
  const context: Omit<RuleContext, 'report'> = {
    statement,
    catalog,
    pgVersion: request.configuration.pgVersion,
    transaction: here?.transaction ?? 'unknown',
    migration: request.parts !== undefined,
    isNew: (name) => isNew(catalog, name, request.file, around, index),
    relation: (name) => catalog.relation(name),
    display: (name) => display(catalog, name),
  };
  const { reports, crashes } = rules.run(statement.tree, context, off);
  for (const { rule, report } of reports) collector.add(rule, report, index);
  for (const crash of crashes) collector.crash(crash);
  applyStatement(catalog, statement, { file: request.file, statement: index });
}

function checkEnd(request: CheckRequest, rules: RuleSet, collector: Collector, around: readonly Surroundings[], catalogAfter: Catalog): void {
  const { file, document, history, parts, configuration } = request;
  const ending = rules.rules.filter((rule) => rule.end !== undefined && configuration.levels.get(rule.id) !== 'off');
  if (ending.length === 0) return;
  const catalogAtEnd = history !== undefined && parts !== undefined && history.has(file) ? history.atEnd({ path: file, document, parts }) : catalogAfter;
  for (const rule of ending) {
    const context: FileContext = {
      file,
      statements: document.statements,
      pgVersion: configuration.pgVersion,
      migration: parts !== undefined,
      catalogAfter,
      catalogAtEnd,
      isNewAt: (index, name) => isNew(catalogAfter, name, file, around, index),
      transactionAt: (index) => around[index]?.transaction ?? 'unknown',
      display: (name) => display(catalogAfter, name),
      report: (statement, report) => collector.add(rule, report, statement),
    };
    try {
      rule.end?.(context);
    } catch (error) {
      collector.crash({ rule: rule.id, message: String((error as Error)?.stack ?? error) });
    }
  }
}

/** Made by statement `index` or an earlier one of the same migration unit: nobody else can see it, so nobody waits for its locks. */
function isNew(catalog: CatalogView, name: Reference, file: string, around: readonly Surroundings[], index: number): boolean {
  const relation = catalog.relation(name);
  if (relation === undefined || relation.assumed === true) return false;
  if (relation.temporary) return true;
  const { origin } = relation;
  return origin.file === file && origin.statement <= index && around[origin.statement]?.unit === around[index]?.unit;
}

function display(catalog: CatalogView, name: Reference | QualifiedName): string {
  const hidden = name.schema === undefined || name.schema === 'public' || name.schema === catalog.searchPath[0];
  return formatName(hidden ? { name: name.name } : name);
}
