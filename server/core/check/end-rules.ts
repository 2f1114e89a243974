import type { Catalog } from '../catalog/catalog';
import type { CheckRequest, CheckResult } from '../coach';
import type { Statement } from '../document/statement';
import type { Finding } from '../rules/finding';
import type { FileContext, RegisteredRule, Report } from '../rules/rule';
import { levelOf, toFinding } from './file-findings';
import { display, isNew } from './new-relations';
import type { Reading } from './read-statement';
import type { LastCheck, Reread } from './reread-changed';
import type { Surroundings } from './transaction';

/** What the rules that look at the end of a file say, and what that depends on. */
export interface EndResult {
  /** By number of the statement, relative to it. */
  readonly findings: ReadonlyMap<number, readonly Finding[]>;
  readonly crashes: CheckResult['crashes'];
  readonly after: Catalog;
  readonly atEnd: Catalog;
  /** The statements that were asked about, by number. */
  readonly asked: ReadonlyMap<number, Asked | undefined>;
}

interface Asked {
  readonly statement: Statement;
  readonly around: Surroundings;
}

/** Runs them again only where a catalog or a statement that they asked about is another one. */
export function checkEnd(reread: Reread, last: LastCheck): EndResult {
  const after = reread.after.up;
  const atEnd = catalogAtEnd(reread, last, after);
  const known = last.end;
  if (known !== undefined && isSameCatalog(after, known.after) && isSameCatalog(atEnd, known.atEnd) && [...known.asked].every(([number, asked]) => isSameAsked(askedOf(reread, number), asked))) {
    return { ...known, after, atEnd };
  }
  return runRules(reread, { start: reread.start.up, after, atEnd });
}

function runRules(reading: Reading, { start, after, atEnd }: Pick<Parts, 'start' | 'after' | 'atEnd'>): EndResult {
  const { rules, request: { configuration } } = reading;
  const findings = new Map<number, Finding[]>();
  const crashes: CheckResult['crashes'][number][] = [];
  const asked = new Map<number, Asked | undefined>();
  const report = (rule: RegisteredRule, number: number, said: Report) => {
    const severity = levelOf(rule, said, configuration);
    if (severity !== undefined) findings.set(number, [...(findings.get(number) ?? []), toFinding(rule, said, severity)]);
  };
  for (const rule of rules.rules) {
    if (rule.end === undefined || configuration.levels.get(rule.id) === 'off') continue;
    try {
      rule.end(contextOf(reading, { start, after, atEnd, asked, report: (number, said) => report(rule, number, said) }));
    } catch (error) {
      crashes.push({ rule: rule.id, message: String((error as Error)?.stack ?? error) });
    }
  }
  return { findings, crashes, after, atEnd, asked };
}

interface Parts {
  /** Before the file. */
  readonly start: Catalog;
  readonly after: Catalog;
  readonly atEnd: Catalog;
  readonly asked: Map<number, Asked | undefined>;
  readonly report: FileContext['report'];
}

function contextOf(reading: Reading, { start, after, atEnd, asked, report }: Parts): FileContext {
  const { request, around, numbers } = reading;
  const { file, configuration, parts } = request;
  const ask = (number: number) => {
    const answer = askedOf(reading, number);
    asked.set(number, answer);
    return answer;
  };
  return {
    file,
    pgVersion: configuration.pgVersion,
    migration: parts !== undefined,
    catalogAfter: after,
    // A file that is no migration may be read against a catalog that has seen it already.
    changedRelations: () => (parts === undefined ? after.relations() : after.changedRelations(start)),
    catalogAtEnd: atEnd,
    statement: (number) => ask(number)?.statement,
    isNewAt: (number, name) => {
      const origin = after.relation(name)?.origin;
      if (origin?.file === file) ask(origin.statement);
      ask(number);
      return isNew(after, name, numbers.placeOf(number) ?? -1, { file, around, numbers });
    },
    transactionAt: (number) => ask(number)?.around.transaction ?? 'unknown',
    display: (name) => display(after, name),
    report,
  };
}

function askedOf({ request, around, numbers }: Reading, number: number): Asked | undefined {
  const place = numbers.placeOf(number);
  const [segment, here] = place === undefined ? [] : [request.document.segments[place], around[place]];
  return segment === undefined || here === undefined ? undefined : { statement: segment.statement, around: here };
}

function isSameAsked(a: Asked | undefined, b: Asked | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.statement === b.statement && a.around === b.around;
}

function isSameCatalog(a: Catalog, b: Catalog): boolean {
  return a === b || a.changedFrom(b)?.size === 0;
}

function catalogAtEnd({ request, start, sameEffects }: Reread, last: LastCheck, after: Catalog): Catalog {
  const { file, document, history, parts }: CheckRequest = request;
  if (history === undefined || parts === undefined || !history.has(file)) return after;
  const own = { path: file, document, parts };
  // Without a memory the whole history is checked in order and told already; telling again would drive out the end, which all files ask for.
  if (request.memory !== undefined) history.reached(own, { before: start.up, after });
  if (last.end !== undefined && sameEffects && last.request.history === history) return last.end.atEnd;
  return history.atEnd(own);
}
