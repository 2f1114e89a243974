import { checkFile } from './check/check-file';
import { checkInOrder } from './check/check-in-order';
import { fileEffects, type FileEffects } from './check/file-effects';
import type { FindingGroup } from './check/finding-groups';
import type { CheckMemory, LastCheck } from './check/reread-changed';
import type { KnownCounts } from './config/baseline';
import { editDocument, openDocument, type OpenDocument } from './document/document';
import type { Document } from './document/statement';
import { createStatementCache, type CacheLimits } from './document/statement-cache';
import type { SqlParser } from './host';
import type { History } from './migrations/history';
import type { MigrationPart, TransactionMode } from './migrations/unit';
import type { Finding, Severity } from './rules/finding';
import { rules } from './rules/index';
import type { RegisteredRule } from './rules/rule';
import { createRuleSet } from './rules/run';
import type { Edit } from './text/span';

/** What the configuration says of one file, resolved: presets, rules, overrides. */
export interface FileConfiguration {
  readonly pgVersion: number;
  /** Every rule id to its level. A rule that is missing here has its own severity. */
  readonly levels: ReadonlyMap<string, Severity | 'off'>;
  /** Options by rule id, whole. A rule that is missing here has its defaults. */
  readonly options?: ReadonlyMap<string, object>;
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
  /** Findings that a baseline knows, which are not reported. */
  readonly known?: KnownCounts | undefined;
  /** Kept by the host for each open document: the next check then costs what was edited. */
  readonly memory?: CheckMemory;
}

export interface CheckResult {
  /** Sorted by place; made when first asked for, which costs time for each. */
  readonly findings: readonly Finding[];
  /** The same findings by statement, for a host that remembers what it made of them. */
  readonly groups: readonly FindingGroup[];
  /** What the baseline knows and nothing was found of. */
  readonly unmatched?: KnownCounts;
  /** Rules that threw, once each; the others went on. */
  readonly crashes: readonly { readonly rule: string; readonly message: string }[];
}

export interface Coach {
  readonly rules: readonly RegisteredRule[];
  open(text: string): OpenDocument;
  /** The document after one edit, or with another text; costs what changed, not what is there. */
  edit(document: OpenDocument, change: string | Edit): OpenDocument;
  /** Yields between statements, so that the host can breathe and stop; findings are sorted by place. */
  check(request: CheckRequest): Generator<undefined, CheckResult>;
  /** Checks all files of a project at once, for hosts without a user who types meanwhile; in the order of their history this costs least. */
  checkAll(requests: readonly CheckRequest[]): readonly CheckResult[];
  /** What the statements of a document do that was just checked with this memory; undefined where another check came after it. */
  effects(checked: Pick<CheckRequest, 'document' | 'memory'>): FileEffects | undefined;
}

export interface CoachPorts {
  readonly parser: SqlParser;
  readonly rules?: readonly RegisteredRule[];
  readonly limits?: Partial<CacheLimits>;
  /** Milliseconds since 1970: what day it is for a function that names a partition by the date. Without it such names are not known. */
  readonly clock?: () => number;
}

/** The door to the core. One per process: statements are remembered by their text across files. */
export function createCoach(ports: CoachPorts): Coach {
  const cache = createStatementCache(ports.parser, ports.limits, ports.clock);
  const ruleSet = createRuleSet(ports.rules ?? rules);
  const effects = new WeakMap<LastCheck, FileEffects>();
  return {
    rules: ruleSet.rules,
    open: (text) => openDocument(text, cache),
    edit: (document, change) => editDocument(document, change, cache),
    check: (request) => checkFile(request, ruleSet),
    checkAll: (requests) => checkInOrder(requests, ruleSet),
    effects({ document, memory }) {
      const last = memory?.last;
      if (last?.end === undefined || last.request.document !== document) return undefined;
      const known = effects.get(last) ?? fileEffects(last);
      effects.set(last, known);
      return known;
    },
  };
}

/** Runs a check to its end at once; for hosts without a user who types meanwhile. */
export function drain<T>(generator: Generator<undefined, T>): T {
  for (;;) {
    const step = generator.next();
    if (step.done) return step.value;
  }
}
