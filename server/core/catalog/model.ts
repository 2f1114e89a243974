import type { IndexElem, Node } from '@pgsql/types';
import type { Span } from '../text/span';

/** Names are as the catalog stores them: folded, unquoted. */
export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}

/** The statement that made something: file, index of the statement in it, and the part that says it, relative to the statement. */
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
    | { readonly kind: 'foreign'; readonly columns: readonly string[]; readonly references: QualifiedName; readonly referencedColumns: readonly string[]; readonly validated: boolean }
    | { readonly kind: 'check'; readonly expression: Node | undefined; readonly validated: boolean }
    | { readonly kind: 'not-null'; readonly columns: readonly string[]; readonly validated: boolean }
    | { readonly kind: 'exclusion' }
  );

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
  /** The column that a sequence goes with: serial, identity, or OWNED BY. */
  readonly ownedBy?: QualifiedName & { readonly column: string };
  /** Set where no statement of the history made it: it was first named by an ALTER TABLE or CREATE INDEX, so it existed before. `origin` is that statement. */
  readonly assumed?: true;
  /** The partition for rows that no other takes: `PARTITION OF … DEFAULT`. */
  readonly defaultPartition?: true;
  /** Whether row level security is on; absent where no statement said. */
  readonly rowSecurity?: boolean;
  /** True once a statement of the migration that made it wrote rows into it. */
  readonly filled: boolean;
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
  /** Set where CREATE OR REPLACE found one with as many arguments: its rights and owner stayed. */
  readonly replaced?: true;
  readonly origin: Origin;
}

/** What is known of the database before a statement. Read only; names given without schema are looked up along the search path. */
export interface CatalogView {
  /** undefined: never seen in the history (it may exist all the same unless `complete`). */
  relation(name: Reference): Relation | undefined;
  type(name: Reference): UserType | undefined;
  routines(name: Reference): readonly Routine[];
  /** An index by its name, with the relation that has it. */
  index(name: Reference): { readonly relation: Relation; readonly index: Index } | undefined;
  /** Relations in a stable order. */
  relations(): Iterable<Relation>;
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
