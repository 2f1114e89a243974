import type { Catalog } from '../catalog/catalog';
import type { Relation } from '../catalog/model';
import type { CheckRequest, CheckResult } from '../coach';
import type { Statement } from '../document/statement';
import type { Finding } from '../rules/finding';
import { optionsOf } from '../rules/run';
import type { FileContext, Note, RegisteredRule, Report } from '../rules/rule';
import type { RuleSet } from '../rules/run';
import { levelOf, toFinding } from './file-findings';
import { display, isNew } from './new-relations';
import type { Reading, StatementRecord } from './read-statement';
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
  readonly noted: readonly Noted[];
  /** Of the statements of the file. */
  readonly count: number;
}

/** A statement of which a rule keeps something. */
interface Noted extends Pick<StatementRecord, 'notes' | 'around'> {
  readonly number: number;
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
  const noted = known !== undefined && reread.numbers === last.numbers && reread.speaking.noted === last.speaking.noted ? known.noted : notedIn(reread);
  if (known !== undefined && known.count === reread.records.length && isSameNoted(noted, known.noted) && isSameCatalog(after, known.after) && isSameCatalog(atEnd, known.atEnd) && [...known.asked].every(([number, asked]) => isSameAsked(askedOf(reread, number), asked))) {
    return { ...known, after, atEnd };
  }
  return runRules(reread, { start: reread.start.up, after, atEnd, noted });
}

function notedIn({ records, numbers, speaking }: Reread): readonly Noted[] {
  return speaking.noted.flatMap((place) => {
    const record = records[place];
    return record === undefined ? [] : [{ notes: record.notes, around: record.around, number: numbers.numberAt(place) }];
  });
}

function isSameNoted(a: readonly Noted[], b: readonly Noted[]): boolean {
  return a === b || (a.length === b.length && a.every((one, index) => one.notes === b[index]?.notes && one.around === b[index].around && one.number === b[index].number));
}

function runRules(reading: Reading, { start, after, atEnd, noted }: Pick<Parts, 'start' | 'after' | 'atEnd'> & Pick<EndResult, 'noted'>): EndResult {
  const { rules, request: { configuration } } = reading;
  const findings = new Map<number, Finding[]>();
  const crashes: CheckResult['crashes'][number][] = [];
  const asked = new Map<number, Asked | undefined>();
  const notes = notesByRule(noted);
  let current: RegisteredRule | undefined;
  const report = (number: number, said: Report) => {
    const severity = current === undefined ? undefined : levelOf(current, said, configuration);
    if (current !== undefined && severity !== undefined) findings.set(number, [...(findings.get(number) ?? []), toFinding(current, said, severity)]);
  };
  const context = contextOf(reading, { rule: () => current?.id ?? '', start, after, atEnd, asked, notes: () => notes.get(current?.id ?? '') ?? noNotes, report });
  for (const rule of endingRules(rules)) {
    if (configuration.levels.get(rule.id) === 'off') continue;
    current = rule;
    try {
      rule.end(context);
    } catch (error) {
      crashes.push({ rule: rule.id, message: String((error as Error)?.stack ?? error) });
    }
  }
  return { findings, crashes, after, atEnd, asked, noted, count: reading.request.document.segments.length };
}

type EndingRule = RegisteredRule & Required<Pick<RegisteredRule, 'end'>>;

const ending = new WeakMap<RuleSet, readonly EndingRule[]>();

/** The rules of a set that look at the end of a file. */
function endingRules(set: RuleSet): readonly EndingRule[] {
  const known = ending.get(set);
  if (known !== undefined) return known;
  const found = set.rules.filter((rule): rule is EndingRule => rule.end !== undefined);
  ending.set(set, found);
  return found;
}

interface Parts {
  /** The one that runs. */
  readonly rule: () => string;
  /** Before the file. */
  readonly start: Catalog;
  readonly after: Catalog;
  readonly atEnd: Catalog;
  readonly asked: Map<number, Asked | undefined>;
  readonly notes: FileContext['notes'];
  readonly report: FileContext['report'];
}

const noNotes: readonly Note[] = [];

function notesByRule(noted: readonly Noted[]): ReadonlyMap<string, readonly Note[]> {
  const byRule = new Map<string, Note[]>();
  for (const { notes, around: { transaction, unit, direction }, number } of noted) {
    for (const { rule, value } of notes) {
      const note: Note = { transaction, unit, direction, number, value };
      const known = byRule.get(rule);
      if (known === undefined) byRule.set(rule, [note]);
      else known.push(note);
    }
  }
  return byRule;
}

/** For all rules of the file: `notes` and `report` are those of the rule that runs. */
function contextOf(reading: Reading, { rule, start, after, atEnd, asked, notes, report }: Parts): FileContext {
  const { request, around, numbers } = reading;
  const { file, configuration, parts } = request;
  let changed: readonly Relation[] | undefined;
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
    changedRelations: () => (changed ??= parts === undefined ? after.relations() : after.changedRelations(start)),
    catalogAtEnd: atEnd,
    statement: (number) => ask(number)?.statement,
    isNewAt: (number, name) => {
      const origin = after.relation(name)?.origin;
      if (origin?.file === file) ask(origin.statement);
      ask(number);
      return isNew(after, name, numbers.placeOf(number) ?? -1, { file, around, numbers });
    },
    directionAt: (number) => ask(number)?.around.direction ?? 'up',
    transactionAt: (number) => ask(number)?.around.transaction ?? 'unknown',
    display: (name) => display(after, name),
    following: (number) => following(reading, number),
    notes,
    options: (schema) => optionsOf(rule(), schema, configuration),
    report,
  };
}

/** They stay the same as long as there are as many statements. */
function following({ request, numbers }: Reading, number: number): readonly number[] {
  const place = numbers.placeOf(number);
  return place === undefined ? [] : request.document.segments.slice(place + 1).map((_, more) => numbers.numberAt(place + 1 + more));
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
