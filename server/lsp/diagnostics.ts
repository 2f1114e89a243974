import { DocumentDiagnosticReportKind, LSPErrorCodes, ResponseError, type Connection, type DocumentDiagnosticParams, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { never, type Cancel, type Log } from '../core/host';
import type { Checked, Checks } from './checks';
import type { ClientProfile } from './client-profile';
import { toDiagnostic } from './convert';
import type { Documents } from './documents';

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
  readonly #pushing = new Set<string>();

  constructor(parts: DiagnosticParts) {
    this.#parts = parts;
  }

  /** Rejects only to say that the request was cancelled. */
  async pull(params: DocumentDiagnosticParams, cancel: Cancel): Promise<DocumentDiagnosticReport> {
    const { documents, checks, log } = this.#parts;
    const snapshot = documents.get(params.textDocument.uri);
    if (snapshot === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const checked = await checks.run(snapshot, cancel).catch((error: unknown) => {
      log.error(`Checking failed: ${String((error as Error)?.stack ?? error)}`);
      return 'failed' as const;
    });
    if (cancel.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    if (checked === 'failed') return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    if (checked === undefined) throw new ResponseError(LSPErrorCodes.ServerCancelled, 'the document has changed', { retriggerRequest: true });
    if (checked.id === params.previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: checked.id };
    return { kind: DocumentDiagnosticReportKind.Full, resultId: checked.id, items: itemsOf(checked) };
  }

  /** The text of a document is new. */
  changed(uri: string): void {
    if (!this.#parts.profile.pullsDiagnostics) void this.#push(uri);
  }

  closed(uri: string): void {
    if (!this.#parts.profile.pullsDiagnostics) this.#send(uri, []);
  }

  /** Something that findings depend on is new. */
  refresh(): void {
    const { connection, documents, profile } = this.#parts;
    if (!profile.pullsDiagnostics) for (const { uri } of documents.all()) void this.#push(uri);
    else if (profile.refreshesDiagnostics) connection.languages.diagnostics.refresh().catch(() => undefined);
  }

  /** Runs until the newest version is sent; a second call meanwhile only makes sure of that. */
  async #push(uri: string): Promise<void> {
    if (this.#pushing.has(uri)) return;
    this.#pushing.add(uri);
    const { documents, checks, log } = this.#parts;
    try {
      for (;;) {
        const snapshot = documents.get(uri);
        if (snapshot === undefined) return;
        const checked = await checks.run(snapshot, never);
        if (checked === undefined) continue;
        this.#send(uri, itemsOf(checked), snapshot.version);
        if ((await checks.run(snapshot, never)) === checked) return;
      }
    } catch (error) {
      log.error(`Checking failed: ${String((error as Error)?.stack ?? error)}`);
    } finally {
      this.#pushing.delete(uri);
    }
  }

  #send(uri: string, diagnostics: ReturnType<typeof itemsOf>, version?: number): void {
    this.#parts.connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) }).catch(() => undefined);
  }
}

function itemsOf({ result, snapshot }: Checked) {
  return result.findings.map((finding) => toDiagnostic(finding, snapshot.lines));
}
