import type { Node } from '@pgsql/types';
import type { CatalogView, QualifiedName, Reference, Relation } from '../catalog/model';
import type { Statement } from '../document/statement';
import type { Edit, Span } from '../text/span';
import type { Effects } from '../effects/effects';
import type { FixKind, Severity } from './finding';
import type { Options, OptionsSchema } from './options';

export type RuleGroup = 'safety' | 'performance' | 'correctness' | 'schema' | 'security' | 'syntax';

type UnionKeys<T> = T extends unknown ? keyof T : never;
/** The name of a node of PostgreSQL's syntax tree, such as `IndexStmt`. */
export type NodeTag = UnionKeys<Node>;
export type NodeOf<K extends NodeTag> = Extract<Node, Record<K, unknown>>[K];

/** Called for every node of its kind in a statement, parents before children. */
export type Visitors = { readonly [K in NodeTag]?: (node: NodeOf<K>, context: RuleContext, ancestors: readonly Ancestor[]) => void };

export interface Ancestor {
  readonly tag: NodeTag;
  readonly node: object;
}

/**
 * A fix in offsets relative to the statement. A statement to follow is inserted at the end of the text
 * (before its semicolon) as `;\n\nNEXT STATEMENT`, one to go before at 0 as `FIRST STATEMENT;\n\n`.
 */
export interface FixDraft {
  readonly title: string;
  readonly kind: FixKind;
  readonly edits: readonly Edit[];
}

export interface Report {
  /** Relative to the statement's text. */
  readonly span: Span;
  /** A key of the rule's `messages`. */
  readonly message: string;
  /** Fills `{name}` in the message and in fix titles. */
  readonly data?: Readonly<Record<string, string>>;
  readonly fixes?: readonly FixDraft[];
  /** Only to lower the rule's own severity (small constants are `info`). The configuration still wins. */
  readonly severity?: Severity;
}

/** How the statement will be run. */
export type TransactionState =
  /** Inside BEGIN … COMMIT, a wrapping framework, or a file that is sent as one string. */
  | 'inside'
  | 'outside'
  /** Nobody told us. */
  | 'unknown';

export interface RuleContext {
  readonly statement: Statement;
  /** The catalog before this statement, as far as the migration history and this file tell. */
  readonly catalog: CatalogView;
  readonly pgVersion: number;
  readonly transaction: TransactionState;
  /** True where the file belongs to a migration history; false for application queries. */
  readonly migration: boolean;
  /** `down`: the statement undoes a migration, so what it makes was there before. */
  readonly direction: 'up' | 'down';
  /** Set for what stands in the body of a routine or a DO block: `block` runs with its statement, `function` is only defined. */
  readonly within: 'block' | 'function' | undefined;
  /** True where the relation was created earlier in the same migration unit (and not dropped since): nobody else can be blocked by a lock on it. Temporary tables too. */
  isNew(name: Reference): boolean;
  relation(name: Reference): Relation | undefined;
  /** What the statement locks, writes anew, scans, creates and drops; worked out when first asked for. */
  effects(): Effects;
  /** The name for a message: schema only where it is not the default one. */
  display(name: Reference | QualifiedName): string;
  /** The rule's own options, as they were configured or by default. */
  options<S extends OptionsSchema>(schema: S): Options<S>;
  report(report: Report): void;
  /** Keeps something about this statement for the rule's own `end`. It is made anew only when the statement, or what was read for it, is another one. */
  note(value: object): void;
}

/** What a rule noted of a statement, and what surrounds that. */
export interface Note<T = object> {
  readonly number: number;
  readonly value: T;
  readonly transaction: TransactionState;
  /** Statements of the same number are one migration unit. */
  readonly unit: number;
  readonly direction: 'up' | 'down';
}

/**
 * What a rule sees once, after all statements of a file. It runs again only where a catalog, or a statement that it asked about, is
 * another one. Statements go by the number that an `Origin` of this file names; spans of reports are relative to the statement.
 */
export interface FileContext {
  readonly file: string;
  readonly pgVersion: number;
  readonly migration: boolean;
  /** After the last statement of this file. */
  readonly catalogAfter: CatalogView;
  /** What the file made or changed, as it is after the file; in no particular order. Costs what was changed. */
  changedRelations(): readonly Relation[];
  /** After the last file of the known history. Equal to `catalogAfter` for a file outside a history. */
  readonly catalogAtEnd: CatalogView;
  statement(number: number): Statement | undefined;
  /** Whether a migration before this one sets a parameter such as `lock_timeout`, for itself or for the database. */
  isSetEarlier(name: string): boolean;
  /** What stands between a statement and the one behind it, from the end of its text: a fix that knows it can reach into the next one. undefined behind the last. */
  textBehind(number: number): string | undefined;
  /** What stands behind the last statement of the file: comments. */
  readonly trailingText: string;
  /** The files that the file stands among, in their order, and what runs them. undefined where there is no history. */
  readonly history: HistoryNames | undefined;
  /** Numbers of the statements behind one, in order, to the end of the file. */
  following(number: number): readonly number[];
  /** What the rule noted, in the order of the statements. */
  notes(): readonly Note[];
  /** Whether the relation was created in the migration unit that the statement is part of. */
  isNewAt(number: number, name: Reference): boolean;
  transactionAt(number: number): TransactionState;
  directionAt(number: number): 'up' | 'down';
  display(name: Reference | QualifiedName): string;
  /** The rule's own options, as they were configured or by default. */
  options<S extends OptionsSchema>(schema: S): Options<S>;
  report(number: number, report: Report): void;
}

/** The files of a history by name. */
export interface HistoryNames {
  readonly files: readonly {
    readonly path: string;
    /** The name that orders it: its file's, or its folder's where every migration is a folder. */
    readonly name: string;
    /** Whether it is run on the way up. */
    readonly up: boolean;
  }[];
  /** What runs them, such as `flyway`, where that is known. */
  readonly framework: string | undefined;
}

export interface Alike {
  readonly squawk?: string;
  readonly postgresLanguageServer?: string;
  readonly strongMigrations?: string;
  readonly eugene?: string;
  readonly sqlfluff?: string;
}

/** Tools that have a check for the same pattern, as far as their rule lists tell; by the name that a table can show. */
export const peers = [
  'Squawk', 'Postgres Language Server', 'strong_migrations', 'online_migrations', 'eugene', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic',
  'eslint-plugin-postgresql', 'SQLFluff', 'Atlas', 'Bytebase', 'diesel-guard', 'splinter', 'pg-index-health', 'active_record_doctor', 'pgvet', 'sqlcheck', 'pgspot', 'squabble',
] as const;
export type Peer = (typeof peers)[number];

/** `always`: in functions, which are only defined, too. `run`: only in DO blocks, which run with their statement. */
export type InBodies = 'always' | 'run' | 'never';

/** What a query does is told wherever it stands; what a statement locks, makes or grants, where it runs. */
export const usualInBodies: Readonly<Record<RuleGroup, InBodies>> = {
  correctness: 'always', performance: 'always', safety: 'run', schema: 'run', security: 'run', syntax: 'never',
};

export interface Rule {
  /** File name, diagnostic code, comment name, documentation address. Never changes. */
  readonly id: string;
  readonly severity: Severity;
  readonly since: string;
  readonly fix: FixKind | 'none';
  /** Id of the lesson that teaches it. */
  readonly lesson?: string;
  readonly alike?: Alike;
  /** Tools with a check for the same pattern; empty or absent where nobody else has it. */
  readonly peers?: readonly Peer[];
  /** Only the preset `all` switches it on. */
  readonly optional?: boolean;
  /** Where in bodies of routines and blocks it looks; absent: what is usual for its group (`usualInBodies`). */
  readonly bodies?: InBodies;
  /** What the configuration may say of it, beside its level; `context.options` gives it. */
  readonly options?: OptionsSchema;
  /** The editor fades what is found. */
  readonly unnecessary?: boolean;
  /** The Markdown beside the rule: first line the sentence for tables, first paragraph the why, then `## Instead`, `## Bad`, `## Good`, `## When not to use it`, `## Details`. */
  readonly doc: string;
  readonly messages: Readonly<Record<string, string>>;
  readonly visit?: Visitors;
  readonly end?: (context: FileContext) => void;
}

/** Keeps the literal types of a rule while checking its shape. */
export function defineRule<const R extends Rule>(rule: R): R {
  return rule;
}

/** A rule with the folder it stands in. */
export interface RegisteredRule extends Rule {
  readonly group: RuleGroup;
}
