import type { Catalog } from '../catalog/catalog';
import { applyStatement } from '../catalog/from-ddl';
import { display } from '../check/new-relations';
import { surroundings } from '../check/transaction';
import type { Document, PlacedStatement } from '../document/statement';
import { effectsOf } from '../effects/effects';
import type { History } from '../migrations/history';
import { folderForNew, nextVersions } from '../migrations/next-versions';
import { isDownFile, migrationName, type SourceFile } from '../migrations/source-file';
import type { FrameworkName, MigrationPart, TransactionMode } from '../migrations/unit';
import { adviceFor, reasonAgainstOutside, reasonAgainstSteps, writeMigration, type Desk, type Migration } from '../migrations/write-migration';
import type { Finding } from '../rules/finding';
import type { RuleContext } from '../rules/rule';
import { changesets } from './changesets';
import { changePresent, holdsFirst, lineBreakOf, others, type FileEdits, type Present, type Undoing } from './present';
import { commandsOf, refuse, type Plan, type Recipe, type RecipeRequest, type Refusal, type Step } from './recipe';
import { recipeFor } from './recipes';
import { mentions } from './same-statement';
import { tellSteps } from './tell-steps';

export interface RewriteRequest {
  readonly file: string;
  readonly document: Document;
  /** Of the document as it is. */
  readonly finding: Finding;
  readonly history: History;
  readonly framework: FrameworkName;
  readonly parts: readonly MigrationPart[];
  /** How statements outside of any part are run. */
  readonly transaction: TransactionMode;
  readonly pgVersion: number;
  /** Milliseconds since 1970: new names of files may have the time in them. */
  readonly now: number;
  readonly open: (text: string) => Document;
}

/** A rewrite of one statement as several migrations. Plain data; nothing is written yet. */
export interface Rewrite {
  readonly ok: true;
  readonly recipe: string;
  readonly title: string;
  /** New files, those that run first in front. */
  readonly files: readonly NewFile[];
  readonly edits: readonly FileEdits[];
  /** What the first step does where it stands in the present file; undefined where the statement only goes away. */
  readonly present: string | undefined;
  /** What must be done or known beside, as sentences. */
  readonly advice: readonly string[];
}

export interface NewFile extends SourceFile {
  /** What its step does, and what it locks, as sentences. */
  readonly does: readonly string[];
}

/** A statement of the history where it stands, and what was known before it. */
interface Found {
  readonly present: Present;
  readonly plan: Plan;
  readonly catalog: Catalog;
}

/** The rewrite that repairs a finding; undefined where there is none for its rule, a refusal where there is one that cannot be done here. */
export function planRewrite(request: RewriteRequest): Rewrite | Refusal | undefined {
  const recipe = recipeFor(request.finding.rule);
  const placed = recipe && placedAt(request);
  if (recipe === undefined || placed === undefined || !request.history.has(request.file)) return undefined;
  const found = find(request, recipe, placed);
  if (found === undefined || !('plan' in found)) return found;
  const reason = reasonAgainst(request, found);
  if (reason !== undefined) return refuse(reason);
  const whole = withRest(request, found);
  return 'plan' in whole ? compose(request, recipe, whole) : whole;
}

function placedAt({ document, finding }: RewriteRequest): PlacedStatement | undefined {
  return document.statements.find(({ span }) => finding.span.start >= span.start && finding.span.start < span.end);
}

function find(request: RewriteRequest, recipe: Recipe, placed: PlacedStatement): Found | Refusal | undefined {
  const { document, parts, transaction, file, history, finding, framework, pgVersion } = request;
  const index = document.statements.indexOf(placed);
  const around = surroundings(document, parts, transaction);
  const here = around[index];
  if (here === undefined || here.direction === 'down') return undefined;
  const catalog = history.before(file);
  document.statements.slice(0, index).forEach(({ statement }, place) => {
    if (around[place]?.direction !== 'down') applyStatement(catalog, statement, { file, statement: place });
  });
  const effects = () => effectsOf(placed.statement, catalog, { pgVersion });
  const context: RuleContext = {
    statement: placed.statement, catalog, pgVersion, transaction: here.transaction, migration: true, direction: 'up', within: undefined,
    isNew: () => false, relation: (name) => catalog.relation(name), effects, display: (name) => display(catalog, name), report: () => undefined, note: () => undefined,
    options: () => { throw new TypeError('A rewrite has no options'); },
  };
  const commands = commandsOf(context);
  const at = finding.span.start - placed.span.start;
  const command = commands.find(({ span }) => at >= span.start && at < span.end) ?? (commands.length === 1 ? commands[0] : undefined);
  const recipeRequest: RecipeRequest = { rule: finding.rule, context, catalog, command };
  if (placed.statement.placeholders.length > 0 || placed.statement.tree === undefined) return undefined;
  const plan = recipe.plan(recipeRequest);
  if (plan === undefined || !plan.ok) return plan;
  if (command !== undefined && command.text === undefined) return refuse('The parts of the statement cannot be told apart.');
  if (/^alter table if exists\b/i.test(command?.text?.head ?? '')) return refuse('IF EXISTS leaves open whether the table is there.');
  const part = parts.find(({ start, end }) => placed.span.start >= start && placed.span.start < end) ?? { direction: 'up', start: 0, end: document.length, transaction };
  return { plan, catalog, present: { path: file, document, framework, parts, part, placed, command, undoing: undoingOf(request), moved: [] } };
}

/** The statements that undo the same migration: in a section of the file, or in the file beside it. */
function undoingOf({ file, document, parts, history, framework }: RewriteRequest): Undoing | undefined {
  const downs = parts.filter(({ direction }) => direction === 'down');
  const here = document.statements.filter(({ span, statement }) => statement.tree !== undefined && downs.some(({ start, end }) => span.start >= start && span.start < end));
  if (here.length > 0) return { path: file, document, statements: here };
  const beside = history.files.find(({ path }) => path !== file && isDownFile(path) && versionPart(path, framework) === versionPart(file, framework));
  return beside === undefined ? undefined : { path: beside.path, document: beside.document, statements: beside.document.statements.filter(({ statement }) => statement.tree !== undefined) };
}

/** What a migration and the file that undoes it have in common. */
function versionPart(path: string, framework: FrameworkName): string {
  const name = migrationName(path).replace(/\.(?:up|down|undo|rollback|revert)?\.?sql$/i, '');
  return `${folderForNew(path)}/${framework === 'flyway' ? name.replace(/^[VU]/, '').replace(/__.*/, '') : name}`;
}

/** What stands against doing it here; undefined where nothing does. */
function reasonAgainst({ framework, history, file, pgVersion }: RewriteRequest, found: Found): string | undefined {
  const { plan } = found;
  const steps = reasonAgainstSteps(framework) ?? (plan.steps.some(({ outside }) => outside) ? reasonAgainstOutside(framework) : undefined);
  if (steps !== undefined) return steps;
  const names = namesIn(found, pgVersion);
  const position = history.files.findIndex(({ path }) => path === file);
  const own = versionPart(file, framework);
  const later = history.files.slice(position + 1).find(({ path, document }) => versionPart(path, framework) !== own && mentions(document.text, names));
  return later === undefined ? undefined : `${migrationName(later.path)} comes after this migration and uses ${names[0] ?? 'the table'}; the new files would come after both.`;
}

/** Relations that the statement locks, makes or drops, by their names. */
function namesIn({ present, catalog }: Found, pgVersion: number): readonly string[] {
  const { locks, creates, drops } = effectsOf(present.placed.statement, catalog, { pgVersion });
  return [...new Set([...locks.map(({ relation }) => relation), ...drops, ...creates].map(({ name }) => name))];
}

/** Where something behind the statement counts on what it does, all that stands behind it becomes the last step. */
function withRest({ pgVersion, history, file, framework }: RewriteRequest, found: Found): Found | Refusal {
  const { present, plan } = found;
  const behind = others(present).filter(({ span }) => span.start > present.placed.span.start);
  const names = namesIn(found, pgVersion);
  if (plan.keepsMeaning === true || !behind.some(({ statement }) => mentions(statement.text, names))) return found;
  const own = versionPart(file, framework);
  const position = history.files.findIndex(({ path }) => path === file);
  const last = history.files.slice(position + 1).every(({ path }) => versionPart(path, framework) === own);
  const parted = last && present.undoing === undefined && others(present).every(({ statement: { tree, kind } }) => kind === 'sql' && tree !== undefined && !('TransactionStmt' in tree));
  if (!parted) return refuse('A later statement of this file uses the same table: put it into a migration of its own first.');
  const { text } = present.document;
  const rest: Step = {
    name: `finish ${migrationName(file).replace(/\.sql$/i, '').replace(/^[vV]?[\d._-]*/, '')}`, down: [],
    does: `What stood behind the statement in ${migrationName(file)}.`, up: behind.map(({ full, span }) => text.slice(full.start, span.end).trim().replaceAll('\r\n', '\n')),
  };
  return { ...found, plan: { ...plan, steps: [...plan.steps, rest] }, present: { ...present, moved: behind } };
}

function compose(request: RewriteRequest, recipe: Recipe, { present, plan, catalog }: Found): Rewrite | Refusal {
  const { framework, file, document, history, now } = request;
  const holds = holdsFirst(present, plan);
  const told = tellSteps(plan.steps, catalog, request);
  const rest = plan.steps.slice(holds ? 1 : 0);
  const migrations = told.slice(holds ? 1 : 0).map(({ comments, timeout }, index): Migration => {
    const step = rest[index] as Step;
    const setting = timeout && step.outside !== true ? [`SET ${framework === 'plain' ? '' : 'LOCAL '}lock_timeout = '2s'`] : [];
    return { name: step.name, comments, up: [...setting, ...step.up], down: step.down, outside: step.outside === true };
  });
  const changed = changePresent(present, plan, told[0]?.comments ?? []);
  if (!changed.ok) return changed;
  const outside = plan.steps.some((step) => step.outside);
  const result = { ok: true as const, recipe: recipe.id, title: plan.title, present: holds ? told[0]?.comments.join(' ') : undefined, advice: adviceFor(framework, outside) };
  const beside = changed.files.map((each): NewFile => ({ ...each, does: ['Says that the migration runs outside a transaction.'] }));
  if (framework === 'liquibase') {
    const added = changesets(present, migrations, plan);
    if (!('edit' in added)) return added;
    const edits = changed.edits.map((each) => (each.path === file ? { ...each, edits: [...each.edits, added.edit] } : each));
    return { ...result, files: [], edits };
  }
  const next = nextVersions(framework, history.files.map(({ path }) => path), { count: migrations.length, now });
  if (next === undefined) return refuse('The names of the migrations begin with no number, so it is not known how the next one is called.');
  const pairs = history.files.some(({ path }) => /\.down\.sql$/i.test(path) || (framework === 'flyway' && isDownFile(path)));
  const desk: Desk = { framework, folder: folderForNew(file), next, pairs, lineBreak: lineBreakOf(document) };
  const files = migrations.flatMap((migration, index) => writeMigration(desk, migration, next.versions[index] ?? '').map((each): NewFile => ({ ...each, does: migration.comments })));
  const known = new Set(history.files.map(({ path }) => path));
  const double = files.find(({ path }) => known.has(path));
  return double === undefined ? { ...result, files: [...beside, ...files], edits: changed.edits } : refuse(`${double.path} is there already.`);
}
