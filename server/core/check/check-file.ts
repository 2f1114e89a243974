import { createCatalog, type Catalog } from '../catalog/catalog';
import type { CheckRequest, CheckResult } from '../coach';
import type { MigrationPart } from '../migrations/unit';
import type { Finding } from '../rules/finding';
import type { FileContext, RegisteredRule, Report } from '../rules/rule';
import type { RuleCrash, RuleSet } from '../rules/run';
import { applyIgnores, findIgnores } from '../rules/suppress';
import { dialectReports } from './engine-reports';
import { levelOf, toFinding } from './file-findings';
import { display, isNew } from './new-relations';
import { readStatement, type Catalogs, type StatementRecord } from './read-statement';
import { rereadChanged } from './reread-changed';
import { surroundings, type Surroundings } from './transaction';
import { unusedIgnoreReports } from './unused-ignores';

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

/** Checks a file statement by statement; yields after each that had to be read, so that the host can breathe and stop. */
export function* checkFile(request: CheckRequest, rules: RuleSet): Generator<undefined, CheckResult> {
  const { document } = request;
  const collector = new Collector(request);
  if (document.otherDialect === undefined) {
    const around = surroundings(document.statements, request.parts ?? noParts, request.transaction);
    const { records, after } = yield* readStatements(request, rules, around);
    for (const [index, record] of records.entries()) {
      for (const { rule, report } of record.reports) collector.add(rule, report, index);
      for (const crash of record.crashes) collector.crash(crash);
    }
    checkEnd(request, rules, collector, around, after);
  } else {
    for (const { rule, report } of dialectReports(document.otherDialect, rules)) collector.add(rule, report, undefined);
  }
  const ignores = findIgnores(document);
  const { kept, unused } = applyIgnores(collector.findings, ignores, (finding) => collector.statementOf(finding));
  const reported = new Collector(request);
  const off = (rule: string) => request.configuration.levels.get(rule) === 'off';
  for (const { rule, report } of unusedIgnoreReports(unused, document, rules, off)) reported.add(rule, report, undefined);
  const findings = [...kept, ...reported.findings].toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : 1));
  return { findings, crashes: [...collector.crashes.values()] };
}

/** What every statement says, with as much as possible kept from the last check of the file. */
function* readStatements(request: CheckRequest, rules: RuleSet, around: readonly Surroundings[]): Generator<undefined, { readonly records: readonly StatementRecord[]; readonly after: Catalog }> {
  const { document, memory } = request;
  const start = startOf(request);
  const kept = memory === undefined ? undefined : yield* rereadChanged({ request, rules, around, start, last: memory.last });
  if (kept !== undefined && memory !== undefined) {
    memory.last = { ...kept, request, start };
    return kept;
  }
  const first = start.fork();
  const catalogs: Catalogs = { up: start.fork(), down: undefined };
  const records: StatementRecord[] = [];
  for (const [index, placed] of document.statements.entries()) {
    records.push(readStatement({ request, rules, around, catalogs, index, statement: placed.statement }));
    yield;
  }
  if (memory !== undefined) memory.last = { request, start: first, records, after: catalogs.up.fork(), before: undefined };
  return { records, after: catalogs.up };
}

function startOf({ file, history, parts }: CheckRequest): Catalog {
  if (history === undefined) return createCatalog();
  return parts === undefined ? history.atEnd() : history.before(file);
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
      directionAt: (index) => around[index]?.direction ?? 'up',
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
