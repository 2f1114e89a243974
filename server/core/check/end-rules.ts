import type { Catalog } from '../catalog/catalog';
import type { Relation } from '../catalog/model';
import type { CheckRequest, CheckResult } from '../coach';
import type { Statement } from '../document/statement';
import type { History } from '../migrations/history';
import { historyNames } from '../migrations/history-names';
import { setsBefore } from '../migrations/settings-of-files';
import type { MigrationPart } from '../migrations/unit';
import type { Finding } from '../rules/finding';
import { optionsOf } from '../rules/run';
import type { FileContext, Note, RegisteredRule, Report } from '../rules/rule';
import { levelOf, toFinding } from './file-findings';
import { display, isNew } from './new-relations';
import type { NotedPart, RuleSet } from '../rules/run';
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
  /** What stands behind the statements of which that was asked, by number. */
  readonly behind: ReadonlyMap<number, string | undefined>;
  readonly history: History | undefined;
  /** Whether earlier files make the settings that were asked for. */
  readonly settings: ReadonlyMap<string, boolean>;
  /** The text behind the last statement, where a rule asked for it. */
  readonly trailing: string | undefined;
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
  if (known !== undefined && known.count === reread.records.length && isSameNoted(noted, known.noted) && isSameCatalog(after, known.after) && isSameCatalog(atEnd, known.atEnd) && isSameAround(reread, known)) {
    return { ...known, after, atEnd, history: reread.request.history };
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

/** Whether the statements that were asked about, what stands behind them, and the files of the history are the same. */
function isSameAround(reread: Reread, known: EndResult): boolean {
  return [...known.asked].every(([number, asked]) => isSameAsked(askedOf(reread, number), asked))
    && [...known.behind].every(([number, text]) => textBehind(reread, number) === text)
    && (known.trailing === undefined || known.trailing === reread.request.document.trailingText)
    && hasSameFiles(reread.request.history, known.history)
    && [...known.settings].every(([name, set]) => setsBefore(reread.request.history, reread.request.file, name) === set);
}

function hasSameFiles(a: History | undefined, b: History | undefined): boolean {
  if (a?.files === b?.files) return true;
  return a?.framework === b?.framework && a?.files.length === b?.files.length && (a?.files ?? []).every((file, place) => {
    const other = b?.files[place];
    return file === other || (file.path === other?.path && directionsOf(file) === directionsOf(other));
  });
}

function directionsOf({ parts }: { readonly parts: readonly MigrationPart[] }): string {
  return ['up', 'down'].filter((each) => parts.some(({ direction }) => direction === each)).join(' ');
}

function runRules(reading: Reading, { start, after, atEnd, noted }: Pick<Parts, 'start' | 'after' | 'atEnd'> & Pick<EndResult, 'noted'>): EndResult {
  const { rules, request: { configuration } } = reading;
  const findings = new Map<number, Finding[]>();
  const crashes: CheckResult['crashes'][number][] = [];
  const asked = new Map<number, Asked | undefined>();
  const behind = new Map<number, string | undefined>();
  const settings = new Map<string, boolean>();
  const asks: { trailing?: string } = {};
  const parts = notedParts(noted);
  const notes = notesByRule(noted);
  let current: RegisteredRule | undefined;
  const report = (number: number, said: Report) => {
    const severity = current === undefined ? undefined : levelOf(current, said, configuration);
    if (current === undefined || severity === undefined) return;
    const place = Math.trunc(number);
    const placed = parts.get(number)?.placed(current, said) ?? said;
    findings.set(place, [...(findings.get(place) ?? []), toFinding(current, placed, severity)]);
  };
  const context = contextOf(reading, { rule: () => current?.id ?? '', start, after, atEnd, asked, behind, settings, asks, parts, notes: () => notes.get(current?.id ?? '') ?? noNotes, report });
  for (const rule of endingRules(rules)) {
    if (configuration.levels.get(rule.id) === 'off') continue;
    current = rule;
    try {
      rule.end(context);
    } catch (error) {
      crashes.push({ rule: rule.id, message: String((error as Error)?.stack ?? error) });
    }
  }
  return { findings, crashes, after, atEnd, asked, behind, settings, trailing: asks.trailing, noted, history: reading.request.history, count: reading.request.document.segments.length };
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
  readonly behind: Map<number, string | undefined>;
  readonly settings: Map<string, boolean>;
  readonly asks: { trailing?: string };
  readonly parts: ReadonlyMap<number, NotedPart>;
  readonly notes: FileContext['notes'];
  readonly report: FileContext['report'];
}

const noNotes: readonly Note[] = [];

/** Parts of a body go by numbers between that of its statement and the next. */
function numberOf(statement: number, part: NotedPart | undefined): number {
  return part === undefined ? statement : statement + (part.index + 1) / partsAtMost;
}

/** More than a body can have whose text can be read. */
const partsAtMost = 2 ** 24;

function notedParts(noted: readonly Noted[]): ReadonlyMap<number, NotedPart> {
  return new Map(noted.flatMap(({ notes, number }) => notes.flatMap(({ part }) => (part === undefined ? [] : [[numberOf(number, part), part] as const]))));
}

/** Sorted once for all rules: a long block has notes of many. */
function notesByRule(noted: readonly Noted[]): ReadonlyMap<string, readonly Note[]> {
  const byRule = new Map<string, Note[]>();
  for (const { notes, around: { transaction, unit, direction }, number } of noted) {
    for (const { rule, value, part } of notes) {
      const note: Note = { transaction, unit, direction, number: numberOf(number, part), value };
      const known = byRule.get(rule);
      if (known === undefined) byRule.set(rule, [note]);
      else known.push(note);
    }
  }
  return byRule;
}

/** For all rules of the file: `notes` and `report` are those of the rule that runs. */
function contextOf(reading: Reading, { rule, start, after, atEnd, asked, behind, settings, asks, parts: bodyParts, notes, report }: Parts): FileContext {
  const { request, around, numbers } = reading;
  const { file, configuration, parts } = request;
  let changed: readonly Relation[] | undefined;
  const ask = (written: number) => {
    const number = Math.trunc(written);
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
    statement: (number) => {
      const whole = ask(number)?.statement;
      return bodyParts.get(number)?.statement ?? whole;
    },
    textBehind: (written) => {
      const number = Math.trunc(written);
      const text = textBehind(reading, number);
      behind.set(number, text);
      return text;
    },
    get trailingText() {
      return (asks.trailing = request.document.trailingText);
    },
    history: request.history && historyNames(request.history),
    isSetEarlier: (name) => {
      const set = setsBefore(request.history, file, name);
      settings.set(name, set);
      return set;
    },
    isNewAt: (number, name) => {
      const origin = after.relation(name)?.origin;
      if (origin?.file === file) ask(origin.statement);
      ask(number);
      return isNew(after, name, numbers.placeOf(Math.trunc(number)) ?? -1, { file, around, numbers });
    },
    directionAt: (number) => ask(number)?.around.direction ?? 'up',
    transactionAt: (number) => ask(number)?.around.transaction ?? 'unknown',
    display: (name) => display(after, name),
    following: (number) => following(reading, Math.trunc(number)),
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

function textBehind({ request: { document: { segments } }, numbers }: Reading, number: number): string | undefined {
  const place = numbers.placeOf(number);
  const [own, next] = place === undefined ? [] : [segments[place], segments[place + 1]];
  return own === undefined || next === undefined ? undefined : own.text.slice(own.span.end) + next.text.slice(0, next.span.start);
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
