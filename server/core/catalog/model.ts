import type { IndexElem, Node } from '@pgsql/types';
import type { Span } from '../text/span';

/** Names are as the catalog stores them: folded, unquoted. */
export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}

/** The statement that made something: file, number of the statement in it (its place, until statements come and go before it), and the part that says it, relative to the statement. */
export interface Origin {
  readonly file: string;
  readonly statement: number;
  readonly span: Span;
}

export interface ColumnType {
  /** `int4`, `text`, `varchar`, or the name of a type of the user; as the parser names it, without `pg_catalog`. `unknown` where it comes from a query and could not be derived. */
  readonly name: string;
  /** Set for a type of the user that the catalog knows, or that was written with a schema. */
  readonly schema: string | undefined;
  readonly modifiers: readonly number[];
  readonly array: boolean;
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly notNull: boolean;
  /** The default expression, or the expression of a stored or virtual column; undefined where there is none. Identity and serial columns have `generated` instead. */
  readonly defaultExpression: Node | undefined;
  readonly generated: 'identity' | 'serial' | 'stored' | 'virtual' | undefined;
  readonly collation: string | undefined;
  /** The statement that added the column; survives renames and type changes. */
  readonly origin: Origin;
}

export type Constraint = ConstraintBase &
  (
    | { readonly kind: 'primary' | 'unique'; readonly columns: readonly string[] }
    | { readonly kind: 'foreign'; readonly columns: readonly string[]; readonly references: QualifiedName; readonly referencedColumns: readonly string[]; readonly validated: boolean; readonly deferred?: true; readonly onDelete?: ForeignKeyAction; readonly onUpdate?: ForeignKeyAction }
    | { readonly kind: 'check'; readonly expression: Node | undefined; readonly validated: boolean; readonly noInherit?: true }
    | { readonly kind: 'not-null'; readonly columns: readonly string[]; readonly validated: boolean }
    | { readonly kind: 'exclusion' }
  );

/** What happens to the rows that refer to one that goes or changes; absent where that is an error. */
export type ForeignKeyAction = 'cascade' | 'set-null' | 'set-default';

export interface ConstraintBase {
  readonly name: string;
  readonly origin: Origin;
}

export interface Index {
  readonly name: string;
  readonly method: string;
  readonly unique: boolean;
  /** Leading key columns by name; an expression is `undefined` at its place. INCLUDE columns are not in it. */
  readonly columns: readonly (string | undefined)[];
  /** The key as written: operator class, order and expressions. As long as `columns`. */
  readonly elements: readonly IndexElem[];
  readonly include: readonly string[];
  readonly where: Node | undefined;
  /** The constraint that owns it, if any. */
  readonly constraint: string | undefined;
  /** Made ON ONLY a partitioned table: only those indexes of its partitions belong to it that were attached. */
  readonly onOnly?: true;
  /** Attached to an index that was made ON ONLY. */
  readonly attached?: true;
  readonly origin: Origin;
}

export type RelationKind = 'table' | 'partitioned' | 'partition' | 'view' | 'materialized-view' | 'foreign-table' | 'sequence';

/** Immutable: a change makes a new record, so identity says whether anything changed. */
export interface Relation extends QualifiedName {
  readonly kind: RelationKind;
  readonly columns: readonly Column[];
  /** False where columns came from something we could not read (`CREATE TABLE AS`, `LIKE` of an unknown table): never claim that a column is missing. */
  readonly columnsKnown: boolean;
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  /** What it inherits from, or is a partition of. */
  readonly parents: readonly QualifiedName[];
  /** Relations that the query of a view reads; empty for everything else. */
  readonly reads: readonly QualifiedName[];
  readonly temporary: boolean;
  readonly unlogged: boolean;
  /** Triggers of the user, sorted by name as they fire; those that PostgreSQL makes for foreign keys are not in it. */
  readonly triggers: readonly Trigger[];
  /** Without the rule that a view is. */
  readonly rules: readonly Rule[];
  readonly policies: readonly Policy[];
  readonly rowSecurity: RowSecurity;
  /** Extended statistics. */
  readonly statistics: readonly Statistics[];
  /** The query of a view or materialized view. */
  readonly query: Node | undefined;
  /** Columns that say into which partition a row goes, expressions are `undefined` at their place; set for partitioned tables only. */
  readonly partitionKey?: readonly (string | undefined)[];
  /** The column that a sequence goes with: serial, identity, or OWNED BY. */
  readonly ownedBy?: QualifiedName & { readonly column: string };
  /** Set where no statement of the history made it: it was first named by an ALTER TABLE or CREATE INDEX, so it existed before. `origin` is that statement. */
  readonly assumed?: true;
  /** Set where dynamic SQL may have made partitions of it that nobody could read. */
  readonly partitionsUnknown?: true;
  /** The partition for rows that no other takes: `PARTITION OF … DEFAULT`. */
  readonly defaultPartition?: true;
  /** What tells its rows apart for logical replication, where that was said; without it the primary key does. */
  readonly replicaIdentity?: 'full' | 'index' | 'nothing';
  /** True once a statement of the migration that made it wrote rows into it. */
  readonly filled: boolean;
  readonly origin: Origin;
}

/** `forced`: the owner of the table is held to its policies too, once they are enabled. A superuser never is. */
export interface RowSecurity {
  readonly enabled: boolean;
  readonly forced: boolean;
}

export type TriggerEvent = 'insert' | 'update' | 'delete' | 'truncate';

export interface Trigger {
  readonly name: string;
  readonly function: QualifiedName;
  readonly timing: 'before' | 'after' | 'instead';
  readonly events: readonly TriggerEvent[];
  /** `UPDATE OF`; empty for every column. */
  readonly columns: readonly string[];
  readonly level: 'row' | 'statement';
  readonly when: Node | undefined;
  readonly arguments: readonly string[];
  /** `deferred`: it fires at the end of the transaction. */
  readonly constraint: 'immediate' | 'deferred' | undefined;
  readonly enabled: 'origin' | 'replica' | 'always' | 'disabled';
  /** A copy of the trigger of the partitioned table above. */
  readonly inherited: boolean;
  readonly origin: Origin;
}

export interface Rule {
  readonly name: string;
  readonly event: 'select' | 'insert' | 'update' | 'delete';
  readonly instead: boolean;
  readonly where: Node | undefined;
  readonly actions: readonly Node[];
  readonly enabled: Trigger['enabled'];
  /** Relations that its condition and actions name. */
  readonly reads: readonly QualifiedName[];
  readonly origin: Origin;
}

export interface Policy {
  readonly name: string;
  readonly command: 'all' | 'select' | 'insert' | 'update' | 'delete';
  readonly permissive: boolean;
  readonly roles: readonly string[];
  readonly using: Node | undefined;
  readonly check: Node | undefined;
  readonly reads: readonly QualifiedName[];
  readonly origin: Origin;
}

export interface Statistics extends QualifiedName {
  /** Columns alone or in expressions. */
  readonly columns: readonly string[];
  readonly origin: Origin;
}

export interface UserType extends QualifiedName {
  readonly kind: 'enum' | 'domain' | 'composite' | 'range';
  readonly labels: readonly string[];
  readonly base: ColumnType | undefined;
  /** A domain with CHECK or NOT NULL. */
  readonly constrained: boolean;
  readonly origin: Origin;
}

export interface Routine extends QualifiedName {
  readonly volatility: 'immutable' | 'stable' | 'volatile';
  /** Input arguments, those with a default included. */
  readonly argumentCount: number;
  readonly kind: 'function' | 'procedure';
  /** Lower case. */
  readonly language: string;
  /** Input arguments. */
  readonly parameters: readonly Parameter[];
  /** The type it returns as written, `trigger` for what a trigger calls; undefined for a procedure and for `RETURNS TABLE`. */
  readonly returns: string | undefined;
  readonly returnsSet: boolean;
  /** The text between the quotes; undefined where it is a body in standard SQL, in C, or unknown. */
  readonly body: string | undefined;
  /** `BEGIN ATOMIC …` or `RETURN …`. */
  readonly sqlBody: Node | undefined;
  /** The statement that made it, as it was given to the parser: what PL/pgSQL is read from. */
  readonly definition: string;
  /** `SET search_path` of the function. */
  readonly searchPath: string | undefined;
  /** Set where CREATE OR REPLACE found one with the same arguments: its rights and owner stayed. */
  readonly replaced?: true;
  readonly origin: Origin;
}

export interface Parameter {
  readonly name: string | undefined;
  /** The last part of the name of its type, `[]` after it for an array. */
  readonly type: string;
  readonly variadic: boolean;
  readonly defaultExpression: Node | undefined;
}

/** What is known of the database before a statement. Read only; names given without schema are looked up along the search path. */
export interface CatalogView {
  /** undefined: never seen in the history (it may exist all the same unless `complete`). */
  relation(name: Reference): Relation | undefined;
  type(name: Reference): UserType | undefined;
  routines(name: Reference): readonly Routine[];
  /** An index by its name, with the relation that has it. */
  index(name: Reference): { readonly relation: Relation; readonly index: Index } | undefined;
  /** Relations in a stable order. What asks for all of them is asked again after every change of any. */
  relations(): Iterable<Relation>;
  /** Direct partitions and inheriting tables. */
  children(parent: QualifiedName): readonly Relation[];
  /** Relations that point at one: children, views that read it, tables with a foreign key to it, sequences that it owns. */
  dependents(target: QualifiedName): readonly Relation[];
  /** The name as it would be created or found now: explicit schema, else where it is found on the search path, else its first schema. */
  resolve(name: Reference): QualifiedName;
  readonly searchPath: readonly string[];
  /** A session setting that a statement of this file or history has set (`lock_timeout`, `TimeZone`); lower-case name. */
  setting(name: string): string | undefined;
}

/** A name as written, folded. Fits `RangeVar` after `referenceOf`. */
export interface Reference {
  readonly schema?: string | undefined;
  readonly name: string;
}
