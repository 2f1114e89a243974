import type { Node } from '@pgsql/types';
import type { Catalog } from '../catalog/catalog';
import { applyStatement } from '../catalog/from-ddl';
import type { Observation } from '../catalog/observation';
import type { BodyReader } from '../sql/body-reader';
import { statementBody, type PlacedPart, type StatementBody } from '../sql/body-parts';
import { parametersOf, withoutResult, withVariables, type BodyNames } from '../sql/body-variables';
import { referenceOf } from '../sql/names';
import type { Placeholder, Statement, SyntaxError } from '../document/statement';
import type { FixDraft, NodeTag, RegisteredRule, Report, RuleContext } from '../rules/rule';
import type { RuleConfiguration, RuleCrash, RuleNote, RuleReport, RuleRun, RuleSet } from '../rules/run';
import type { Span } from '../text/span';
import { wordAt } from './engine-reports';

/** How the statement with the body is read. */
export interface BodyReading {
  readonly rules: RuleSet;
  readonly configuration: RuleConfiguration;
  /** What results depend on besides the catalog: where all of it is the same object, they are the same. Absent where nobody asks again. */
  readonly same: readonly unknown[] | undefined;
  readonly catalog: Catalog;
  /** Where what the statement makes comes from. */
  readonly origin: { readonly file: string; readonly statement: number };
  contextOf(statement: Statement, catalog: Catalog): Facts;
}

type Facts = Omit<RuleContext, 'report' | 'note' | 'options'>;
type Said = RuleRun;

/** What rules visit in the body of a routine that is written as SQL of the standard. */
export const standardBodyTags: ReadonlySet<NodeTag> = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'ReturnStmt']);

/** Runs the rules over what stands in the body of a statement; spans are relative to the statement. What they note for the end of the file is kept of blocks: a function does nothing yet. */
export function runBody(statement: Statement, reading: BodyReading): Said {
  const { tree } = statement;
  if (tree !== undefined && 'CreateFunctionStmt' in tree && tree.CreateFunctionStmt.sql_body !== undefined) return runStandardBody(statement, tree, reading);
  const body = statementBody(statement);
  if (body === undefined) return silence;
  const reports: RuleReport[] = [];
  const crashes: RuleCrash[] = [];
  const notes: RuleNote[] = [];
  const syntax = reading.rules.find('syntax-error');
  if (body.error !== undefined && syntax !== undefined) reports.push({ rule: syntax, report: { span: wordAt(statement.text, body.error.offset), message: 'rejected', data: { message: body.error.message } } });
  reading.catalog.attempt((catalog) => {
    const run = new BodyRun(body, reading, catalog);
    for (const [index, part] of body.parts.entries()) {
      const said = run.part(part, index);
      reports.push(...said.reports);
      crashes.push(...said.crashes);
      notes.push(...said.notes);
    }
  });
  return { reports, crashes, notes };
}

/** It is part of the statement's own tree, so every place is right as it is. */
function runStandardBody(statement: Statement, tree: Node, { rules, configuration, catalog, contextOf }: BodyReading): Said {
  if (!('CreateFunctionStmt' in tree) || tree.CreateFunctionStmt.sql_body === undefined) return silence;
  const names = parametersOf(tree.CreateFunctionStmt, 'sql');
  const facts = functionFacts(contextOf(statement, catalog), catalog, 'inside');
  const said = rules.run(replaceNames(tree.CreateFunctionStmt.sql_body, names, catalog), facts, configuration, { body: 'function' });
  return { ...said, notes: [] };
}

/** A function runs when its tables are in use, whenever they were made: only what is temporary is its own. */
function functionFacts(facts: Facts, catalog: Catalog, transaction: Facts['transaction']): Facts {
  return { ...facts, within: 'function', migration: false, transaction, isNew: (name) => catalog.relation(name)?.temporary === true };
}

function replaceNames(tree: Node, names: BodyNames, catalog: Catalog): Node {
  return withVariables(tree, names, (relation, name) => catalog.relation(referenceOf(relation))?.columns.some((column) => column.name === name) === true);
}

/** What a part said last, and what that depended on. */
interface Remembered extends Said {
  readonly key: Key;
  readonly kind: PlacedPart['kind'];
  readonly catalog: Catalog;
  readonly seen: Observation;
  readonly changes: boolean;
  /** The part as rules saw it. */
  readonly statement: Statement;
}

const remembered = new WeakMap<Statement, Remembered>();

/** What all parts of a body have in common. */
type Key = readonly unknown[];

let lastKey: Key = [];

/** The same values are the same object as long as nothing else is asked for. */
function keyOf(values: Key): Key {
  if (values.length !== lastKey.length || values.some((value, index) => value !== lastKey[index])) lastKey = values;
  return lastKey;
}

class BodyRun {
  readonly #body: StatementBody;
  readonly #reading: BodyReading;
  /** What was made before a part is there for it. */
  readonly #catalog: Catalog;
  readonly #key: Key | undefined;
  /** The catalog as it is now, for comparison later; and how catalogs of then differ from it. */
  #now: Catalog | undefined;
  readonly #changes = new Map<Catalog, ReadonlySet<string> | undefined>();

  constructor(body: StatementBody, reading: BodyReading, catalog: Catalog) {
    this.#body = body;
    this.#reading = reading;
    this.#catalog = catalog;
    const names = JSON.stringify([[...body.names.variables], [...body.names.labels], body.runs, body.language, body.layout?.controlsTransaction]);
    this.#key = reading.same === undefined ? undefined : keyOf([...reading.same, names]);
  }

  part(part: PlacedPart, index: number): Said {
    const said = this.#said(part);
    if (said.changes) {
      applyStatement(this.#catalog, part.statement, this.#reading.origin);
      this.#now = undefined;
      this.#changes.clear();
    }
    if (said.reports.length === 0 && said.notes.length === 0) return said;
    const { statement } = said;
    const placedAs = (rule: RegisteredRule, report: Report) => placedReport(rule, report, part);
    return {
      crashes: said.crashes,
      reports: said.reports.map(({ rule, report }) => ({ rule, report: placedAs(rule, report) })),
      notes: this.#body.runs === 'function' ? [] : said.notes.map((note) => ({ ...note, part: { statement, index, placed: placedAs } })),
    };
  }

  #said(part: PlacedPart): Seen {
    const { statement, kind } = part;
    if (this.#key === undefined) return this.#run(part);
    const known = remembered.get(statement);
    this.#now ??= this.#catalog.fork();
    if (known !== undefined && known.key === this.#key && known.kind === kind && this.#isSame(known)) {
      this.#catalog.include(known.seen);
      return known;
    }
    let said: Seen = { ...silence, changes: false, statement };
    const seen = this.#catalog.observe(() => (said = this.#run(part)));
    this.#catalog.include(seen);
    const now: Remembered = { ...said, key: this.#key, kind, catalog: this.#now, seen };
    remembered.set(statement, now);
    return now;
  }

  #isSame({ catalog, seen }: Remembered): boolean {
    if (catalog === this.#now || this.#now === undefined) return true;
    if (!this.#changes.has(catalog)) this.#changes.set(catalog, this.#now.changedFrom(catalog));
    const changed = this.#changes.get(catalog);
    return changed !== undefined && !seen.dependsOn(changed);
  }

  #run(part: PlacedPart): Seen {
    const { tree } = part.statement;
    if (tree === undefined) return { ...silence, changes: false, statement: part.statement };
    const { rules, configuration, contextOf } = this.#reading;
    const { runs, names } = this.#body;
    const read = part.kind === 'perform' ? withoutResult(tree) : tree;
    const seen = part.kind === 'command' ? read : replaceNames(read, names, this.#catalog);
    const statement = seen === tree ? part.statement : new PartStatement(part.statement, seen);
    const facts = contextOf(statement, this.#catalog);
    const transaction = this.#body.layout?.controlsTransaction === true ? 'unknown' : 'inside';
    const said = rules.run(seen, runs === 'block' ? { ...facts, within: runs, transaction } : functionFacts(facts, this.#catalog, transaction), configuration, { body: runs });
    return { ...said, statement, changes: (part.kind === 'statement' || part.kind === 'command') && changesCatalog(tree) };
  }
}

type Seen = Pick<Remembered, 'reports' | 'crashes' | 'notes' | 'changes' | 'statement'>;

const silence: Said = { reports: [], crashes: [], notes: [] };

/** Statements that only change rows leave everything as it is that rules ask for. */
function changesCatalog(tree: Node): boolean {
  return !('InsertStmt' in tree || 'UpdateStmt' in tree || 'DeleteStmt' in tree || 'MergeStmt' in tree || 'CallStmt' in tree || 'DoStmt' in tree || ('SelectStmt' in tree && tree.SelectStmt.intoClause === undefined));
}

/** A part as rules see it: variables are parameters. */
class PartStatement implements Statement {
  readonly kind = 'sql';
  readonly tree: Node;
  readonly text: string;
  readonly masked: string;
  readonly placeholders: readonly Placeholder[];
  readonly error: SyntaxError | undefined = undefined;
  readonly reader?: BodyReader;

  constructor({ text, masked, placeholders, reader }: Statement, tree: Node) {
    this.tree = tree;
    this.text = text;
    this.masked = masked;
    this.placeholders = placeholders;
    if (reader !== undefined) this.reader = reader;
  }
}

function placedReport(rule: RegisteredRule, report: Report, part: PlacedPart): Report {
  const { start, end } = report.span;
  const inside = end > part.before ? { start: Math.max(start, part.before), end } : { start: part.before, end: part.statement.text.length };
  const { fixes, ...rest } = report;
  // What makes a lock short is mostly another transaction, which a block is not.
  const kept = rule.group === 'safety' ? [] : (fixes ?? []).flatMap((fix) => placedFix(fix, part) ?? []);
  return { ...rest, span: placedSpan(inside, part), ...(kept.length > 0 ? { fixes: kept } : {}) };
}

function placedSpan({ start, end }: Span, { placeOf }: PlacedPart): Span {
  return { start: placeOf(start), end: placeOf(end) };
}

/** A fix that changes only what stands in the file as the rule saw it. Another statement in front or behind would not always be one of the body. */
function placedFix(fix: FixDraft, part: PlacedPart): FixDraft | undefined {
  const { fixed } = part;
  const possible = fix.edits.every((edit) => part.takes(edit, edit.text) && !edit.text.includes(';') && (fixed === undefined || edit.end < fixed.start || edit.start > fixed.end));
  return possible ? { ...fix, edits: fix.edits.map((edit) => ({ ...placedSpan(edit, part), text: edit.text })) } : undefined;
}
