import type { Document } from './document/statement';
import type { History } from './migrations/history';
import type { MigrationPart, TransactionMode } from './migrations/unit';
import type { Finding, Severity } from './rules/finding';
import type { Edit } from './text/span';

/** What the configuration says of one file, resolved: presets, rules, overrides. */
export interface FileConfiguration {
  readonly pgVersion: number;
  /** Every rule id to its level. A rule that is missing here has its own severity. */
  readonly levels: ReadonlyMap<string, Severity | 'off'>;
}

export interface CheckRequest {
  /** Absolute path with `/`, or the URI of an unsaved document. */
  readonly file: string;
  readonly document: Document;
  readonly configuration: FileConfiguration;
  /** The history that the file belongs to, or that application queries are read against; undefined where there is none. */
  readonly history: History | undefined;
  /** Set where the file is a migration: its sections. undefined for application queries. */
  readonly parts: readonly MigrationPart[] | undefined;
  /** How statements outside of any part are run. */
  readonly transaction: TransactionMode;
}

export interface CheckResult {
  readonly findings: readonly Finding[];
  /** Rules that threw, once each; the others went on. */
  readonly crashes: readonly { readonly rule: string; readonly message: string }[];
}

export interface Coach {
  open(text: string): Document;
  edit(document: Document, edits: readonly Edit[]): Document;
  /** Yields between statements, so that the host can breathe and stop; findings are sorted by place. */
  check(request: CheckRequest): Generator<undefined, CheckResult>;
}
