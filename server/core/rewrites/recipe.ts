import type { Catalog } from '../catalog/catalog';
import type { Relation } from '../catalog/model';
import type { RuleContext } from '../rules/rule';
import { allAlterCommands, type AlterCommand } from '../sql/alter-command';
import { formatName, quoteIdentifier, truncateIdentifier } from '../sql/names';

/** One migration of a rewrite. Statements are without their semicolon. */
export interface Step {
  /** Words for the name of its migration. */
  readonly name: string;
  /** What it does, as a sentence. */
  readonly does: string;
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** Its one statement must run outside a transaction. */
  readonly outside?: true;
  /** What must have happened before it is deployed, as a sentence. */
  readonly before?: string;
  /** What a block runs again and again, where its effects are those of one of its statements. */
  readonly runs?: readonly string[];
}

/** What replaces a statement, or one subcommand of it. */
export interface Plan {
  readonly ok: true;
  /** For a menu, without the number of steps. */
  readonly title: string;
  readonly steps: readonly Step[];
  /** Statements that undo the original. */
  readonly undo: readonly string[];
  /** True where what follows in the same file and in later ones works the same after the first step: only the look at the rows comes later. */
  readonly keepsMeaning?: true;
}

export interface Refusal {
  readonly ok: false;
  readonly reason: string;
}

export interface RecipeRequest {
  readonly rule: string;
  readonly context: RuleContext;
  readonly catalog: Catalog;
  /** The subcommand of ALTER TABLE that is replaced; undefined where it is the whole statement. */
  readonly command: AlterCommand | undefined;
}

export interface Recipe {
  readonly id: string;
  /** Findings that it repairs. */
  readonly rules: readonly string[];
  /** undefined where the statement is nothing for it. */
  readonly plan: (request: RecipeRequest) => Plan | Refusal | undefined;
}

export function refuse(reason: string): Refusal {
  return { ok: false, reason };
}

/** The table that a rewrite changes, as its statements write it. */
export interface Target {
  /** Quoted, with its schema where a session with the usual search path needs it. */
  readonly name: string;
  /** In front of the name of something that is made beside the table: its schema and a point, or nothing. */
  readonly beside: string;
  /** `ALTER TABLE name`. */
  readonly alter: string;
  /** Stored name without schema. */
  readonly plain: string;
  readonly schema: string;
  readonly relation: Relation | undefined;
  readonly context: RuleContext;
  readonly catalog: Catalog;
}

export function targetOf({ context, catalog }: RecipeRequest, table: { readonly schema?: string | undefined; readonly name: string }): Target {
  const resolved = catalog.resolve(table);
  const qualified = table.schema !== undefined || resolved.schema !== 'public';
  const name = formatName(qualified ? resolved : { name: resolved.name });
  return {
    name, beside: qualified ? `${quoteIdentifier(resolved.schema)}.` : '', alter: `ALTER TABLE ${name}`, plain: resolved.name, schema: resolved.schema,
    relation: catalog.relation(resolved), context, catalog,
  };
}

/** The name that PostgreSQL gives a constraint or index of the table, as it is stored: numbered where it is taken. */
export function chosenName(target: Target, parts: readonly string[], label: string): string {
  for (let number = 0; ; number++) {
    const ending = number === 0 ? label : `${label}${number}`;
    const name = fitting(parts, ending);
    if (!isTaken(target, name)) return name;
  }
}

function isTaken({ catalog, relation, schema }: Target, name: string): boolean {
  const taken = { schema, name };
  return catalog.isRelationNameTaken(taken) || catalog.isConstraintNameTaken(taken) || relation?.constraints.some((constraint) => constraint.name === name) === true;
}

function fitting(parts: readonly string[], label: string): string {
  const whole = [...parts, label].join('_');
  if (truncateIdentifier(whole) === whole) return whole;
  const room = truncateIdentifier(`${'x'.repeat(label.length + 1)}${parts.join('_')}`).slice(label.length + 1);
  return `${room}_${label}`;
}

/** Commands in the text of `context.statement`, and the reason where none can be rewritten. */
export function commandsOf(context: RuleContext): readonly AlterCommand[] {
  const { tree } = context.statement;
  return tree !== undefined && 'AlterTableStmt' in tree ? allAlterCommands(tree.AlterTableStmt, context) : [];
}

export function isPartOfTree({ relation, catalog }: Target): boolean {
  return relation !== undefined && (relation.kind === 'partitioned' || relation.parents.length > 0 || catalog.children(relation).length > 0);
}

/** A statement with a finding that is meant, and why. */
export function accepting(rule: string, reason: string, statement: string): string {
  return `-- sql-coach-ignore ${rule}: ${reason}\n${statement}`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
