import { DocumentDiagnosticReportKind, LSPErrorCodes, ResponseError, type Connection, type Diagnostic, type DocumentDiagnosticParams, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { never, type Cancel, type Log } from '../core/host';
import type { Checked, Checks } from './checks';
import type { ClientProfile } from './client-profile';
import { DiagnosticLists, type DiagnosticList } from './diagnostic-lists';
import type { Documents, Snapshot } from './documents';
import { EarlyFindings } from './early-findings';

export interface DiagnosticParts {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly checks: Checks;
  readonly profile: ClientProfile;
  readonly log: Log;
}

/** Answers pulls, or pushes to clients that cannot pull. Never both for one client. */
export class Diagnostics {
  readonly #parts: DiagnosticParts;
  readonly #lists = new DiagnosticLists();
  readonly #early: EarlyFindings;
  readonly #pushing = new Set<string>();
  /** Checks that began before they were asked for, by URI: what is asked for meanwhile takes them over. */
  readonly #ahead = new Map<string, { isCancellationRequested: boolean }>();

  constructor(parts: DiagnosticParts) {
    this.#parts = parts;
    this.#early = new EarlyFindings(parts.checks);
  }

  /** Rejects only to say that the request was cancelled. */
  async pull(params: DocumentDiagnosticParams, cancel: Cancel): Promise<DocumentDiagnosticReport> {
    const { documents, checks } = this.#parts;
    const snapshot = documents.get(params.textDocument.uri);
    if (snapshot === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const complete = checks.run(snapshot, cancel).catch((error: unknown) => this.#failed(error));
    this.#handOver(params.textDocument.uri);
    const early = this.#mayRefresh ? await this.#early.before(complete, snapshot) : undefined;
    if (early !== undefined) {
      void this.#early.more(complete, snapshot).then(() => this.refresh());
      return reportOf(this.#lists.of(snapshot, early), params);
    }
    const checked = await complete;
    if (cancel.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    if (checked === 'failed') return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    if (checked === undefined) throw new ResponseError(LSPErrorCodes.ServerCancelled, 'the document has changed', { retriggerRequest: true });
    return reportOf(this.#lists.of(snapshot, checked.result), params);
  }

  /** The text of a document is new. */
  changed(uri: string): void {
    if (!this.#parts.profile.pullsDiagnostics) void this.#push(uri);
    else if (this.#lists.has(uri)) void this.#checkAhead(uri);
  }

  closed(uri: string): void {
    this.#ahead.delete(uri);
    this.#lists.release(uri);
    this.#early.release(uri);
    if (!this.#parts.profile.pullsDiagnostics) this.#send(uri, []);
  }

  /** Something that findings depend on is new. */
  refresh(): void {
    const { connection, documents, profile } = this.#parts;
    if (!profile.pullsDiagnostics) for (const { uri } of documents.all()) void this.#push(uri);
    else if (profile.refreshesDiagnostics) connection.languages.diagnostics.refresh().catch(() => undefined);
  }

  get #mayRefresh(): boolean {
    const { pullsDiagnostics, refreshesDiagnostics } = this.#parts.profile;
    return !pullsDiagnostics || refreshesDiagnostics;
  }

  /** The client has asked for the text before, so it will ask for this one: while its question is on its way the answer is made. */
  async #checkAhead(uri: string): Promise<void> {
    const snapshot = this.#parts.documents.get(uri);
    if (snapshot === undefined) return;
    const wish = { isCancellationRequested: false };
    this.#ahead.set(uri, wish);
    const checked = await this.#parts.checks.run(snapshot, wish).catch((error: unknown) => this.#failed(error));
    if (this.#ahead.get(uri) === wish) this.#ahead.delete(uri);
    if (checked !== undefined && checked !== 'failed') this.#lists.of(snapshot, checked.result);
  }

  /** From now on only those who asked decide whether the check goes on. */
  #handOver(uri: string): void {
    const wish = this.#ahead.get(uri);
    if (wish !== undefined) wish.isCancellationRequested = true;
    this.#ahead.delete(uri);
  }

  /** Runs until the newest version is sent; a second call meanwhile only makes sure of that. */
  async #push(uri: string): Promise<void> {
    if (this.#pushing.has(uri)) return;
    this.#pushing.add(uri);
    const { documents, checks } = this.#parts;
    try {
      for (;;) {
        const snapshot = documents.get(uri);
        if (snapshot === undefined) return;
        const checked = await this.#pushEarly(snapshot, checks.run(snapshot, never));
        if (checked === undefined) continue;
        this.#send(uri, this.#lists.of(snapshot, checked.result).items, snapshot.version);
        if ((await checks.run(snapshot, never)) === checked) return;
      }
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#pushing.delete(uri);
    }
  }

  async #pushEarly(snapshot: Snapshot, complete: Promise<Checked | undefined>): Promise<Checked | undefined> {
    for (;;) {
      const early = await this.#early.before(complete, snapshot);
      if (early === undefined) return complete;
      this.#send(snapshot.uri, this.#lists.of(snapshot, early).items, snapshot.version);
      await this.#early.more(complete, snapshot);
    }
  }

  #failed(error: unknown): 'failed' {
    this.#parts.log.error(`Checking failed: ${String((error as Error)?.stack ?? error)}`);
    return 'failed';
  }

  #send(uri: string, diagnostics: readonly Diagnostic[], version?: number): void {
    this.#parts.connection.sendDiagnostics({ uri, diagnostics: [...diagnostics], ...(version === undefined ? {} : { version }) }).catch(() => undefined);
  }
}

function reportOf({ id, items }: DiagnosticList, { previousResultId }: DocumentDiagnosticParams): DocumentDiagnosticReport {
  if (id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
  return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: [...items] };
}
