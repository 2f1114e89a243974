import { createCatalog, type Catalog } from '../catalog/catalog';
import type { CheckRequest, CheckResult } from '../coach';
import { suspects } from '../document/document';
import type { Made } from '../migrations/history';
import type { MigrationPart } from '../migrations/unit';
import type { Finding } from '../rules/finding';
import type { RegisteredRule, Report } from '../rules/rule';
import type { RuleCrash, RuleSet } from '../rules/run';
import { Catalogs } from './catalogs';
import { checkEnd, type EndResult } from './end-rules';
import { dialectReports } from './engine-reports';
import { levelOf, toFinding } from './file-findings';
import { Groups, resultOf } from './finding-groups';
import type { StatementRecord } from './read-statement';
import { isSameSetting, nothingRead, readChanged, startReading, type LastCheck, type Moved, type Progress, type Reread } from './reread-changed';
import { speakingIn, type Speaking } from './speaking';
import { surroundings } from './transaction';
import { unusedIgnoreReports } from './unused-ignores';

const noParts: readonly MigrationPart[] = [];

/** Checks a file statement by statement; yields after each that had to be read, so that the host can breathe and stop. */
export function* checkFile(request: CheckRequest, rules: RuleSet): Generator<undefined, CheckResult> {
  return (yield* readFile(request, rules)).finish();
}

/** A file whose statements were read. */
export interface ReadFile {
  /** The catalogs before and after its statements; undefined where they were not followed. */
  readonly made: Made | undefined;
  /** The rest, which asks for the end of the history. */
  finish(): CheckResult;
}

/** The part of a check that needs nothing but what stands before the file and in it. */
export function* readFile(request: CheckRequest, rules: RuleSet): Generator<undefined, ReadFile> {
  const { document, memory } = request;
  for (const { statement } of suspects(document)) {
    void statement.error;
    yield;
  }
  if (document.otherDialect !== undefined) {
    const groups = new Groups(document, request.known);
    groups.add(findingsOf(request, dialectReports(document.otherDialect, rules)), undefined);
    return { made: undefined, finish: () => finish(request, rules, groups, []) };
  }
  const { last, moved } = lastOf(request);
  const around = surroundings(document, request.parts ?? noParts, request.transaction);
  const reread = yield* remembered(request, startReading({ request, rules, around }, last, moved));
  return {
    made: { before: reread.start.up, after: reread.after.up },
    finish() {
      const end = checkEnd(reread, moved === undefined ? last : { ...last, end: undefined });
      if (memory !== undefined) memory.last = lastCheck(reread, end);
      const groups = gather(request, reread);
      for (const { place, findings } of endingFindings(end, reread)) groups.add(findings, place);
      return finish(request, rules, groups, crashesOf(reread, end));
    },
  };
}

function lastCheck({ request, numbers, start, records, speaking, around, after, before }: Reread, end: EndResult): LastCheck {
  return { request, numbers, start, records, speaking, segments: request.document.segments, around, after, before, end };
}

/** The last check, where this one can go on from it. */
function lastOf(request: CheckRequest): { readonly last: LastCheck; readonly moved: Moved | undefined } {
  const { history, memory } = request;
  const known = memory?.last !== undefined && isSameSetting(request, memory.last.request) ? memory.last : undefined;
  if (known !== undefined && known.request.history === history) return { last: known, moved: undefined };
  const start = startOf(request);
  const changed = known === undefined ? undefined : start.changedFrom(known.start.up);
  if (known === undefined || changed === undefined) return { last: nothingRead(request, new Catalogs(start)), moved: undefined };
  return { last: known, moved: changed.size === 0 ? undefined : { start: new Catalogs(start), changed } };
}

function startOf({ file, history, parts }: CheckRequest): Catalog {
  if (history === undefined) return createCatalog();
  return parts === undefined ? history.atEnd() : history.before(file);
}

/** Lets the host see how far the check is, and keeps what a check that was stopped had read from the beginning. */
function* remembered(request: CheckRequest, progress: Progress): Generator<undefined, Reread> {
  const { memory } = request;
  if (memory === undefined) return yield* readChanged(progress);
  const { last, records, reading, catalogs, first, moved } = progress;
  const known = memory.last;
  const before = moved.size === 0 ? { index: first, catalogs: progress.before } : undefined;
  const soFar = () => {
    const said = { records, speaking: speakingIn(records) };
    return resultOf(gather(request, said), crashesOf(said));
  };
  memory.soFar = soFar;
  let finished = false;
  try {
    const reread = yield* readChanged(progress);
    finished = true;
    return reread;
  } finally {
    // A check of a newer text may have begun, or even be done, before this one was stopped.
    if (memory.soFar === soFar) memory.soFar = undefined;
    if (!finished && memory.last === known && progress.oldEnd === last.records.length && records.length > last.records.length) {
      memory.last = { request, numbers: reading.numbers.upTo(records.length), start: progress.start, records, speaking: speakingIn(records), segments: request.document.segments, around: reading.around, after: catalogs, before, end: undefined };
    }
  }
}

interface Said {
  readonly records: readonly StatementRecord[];
  readonly speaking: Speaking;
}

function gather({ document, known }: CheckRequest, { records, speaking }: Said): Groups {
  const groups = new Groups(document, known);
  for (const place of speaking.found) {
    const findings = records[place]?.findings;
    if (findings !== undefined) groups.add(findings, place);
  }
  return groups;
}

function endingFindings({ findings }: EndResult, { numbers }: Reread) {
  return [...findings].map(([number, list]) => ({ place: numbers.placeOf(number), findings: list })).toSorted((a, b) => (a.place ?? -1) - (b.place ?? -1));
}

/** The first crash of each rule. */
function crashesOf({ records, speaking }: Said, end?: EndResult): readonly RuleCrash[] {
  const crashes = new Map<string, RuleCrash>();
  const add = (crash: RuleCrash) => crashes.has(crash.rule) || crashes.set(crash.rule, crash);
  for (const place of speaking.crashed) records[place]?.crashes.forEach(add);
  end?.crashes.forEach(add);
  return [...crashes.values()];
}

function findingsOf({ configuration }: CheckRequest, reports: Iterable<{ readonly rule: RegisteredRule; readonly report: Report }>): readonly Finding[] {
  return [...reports].flatMap(({ rule, report }) => {
    const severity = levelOf(rule, report, configuration);
    return severity === undefined ? [] : [toFinding(rule, report, severity)];
  });
}

function finish(request: CheckRequest, rules: RuleSet, groups: Groups, crashes: CheckResult['crashes']): CheckResult {
  const off = (rule: string) => request.configuration.levels.get(rule) === 'off';
  const unused = findingsOf(request, unusedIgnoreReports(groups.unused, request.document, rules, off));
  if (unused.length > 0) groups.addAsIs(unused, undefined);
  return resultOf(groups, crashes);
}
