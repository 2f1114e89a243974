import { fork, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-jsonrpc/node';
import type { CodeAction, CodeActionContext, Diagnostic, DocumentDiagnosticReport, InitializeParams, InitializeResult, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { applyEdits } from '../../server/core/text/span';
import { indexLines, offsetAt } from '../../server/core/text/line-index';

/** Longest time of a test, in milliseconds: only a machine that does much else comes near it. */
export const busyMachine = 240_000;

export const serverModule = resolve(process.env['SQL_COACH_SERVER'] ?? 'dist/server.js');

export interface ClientOptions {
  /** Absolute paths of workspace folders. */
  readonly folders?: readonly string[];
  /** false: the client only takes pushed diagnostics. */
  readonly pull?: boolean;
  /** true: as our extension, with a process channel beside standard input and output. */
  readonly extension?: boolean;
  readonly settings?: Record<string, unknown>;
  readonly initializationOptions?: unknown;
  readonly capabilities?: InitializeParams['capabilities'];
}

interface OpenText {
  version: number;
  text: string;
}

/** A language client for tests: drives the built server over standard input and output, and keeps what it says. */
export class Client {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  readonly notifications: { readonly method: string; readonly params: unknown }[] = [];
  readonly errors: string[] = [];
  readonly published = new Map<string, { readonly version: number | undefined; readonly diagnostics: readonly Diagnostic[] }>();
  readonly registered: string[] = [];
  refreshes = 0;
  lensRefreshes = 0;
  settings: Record<string, unknown>;
  result: InitializeResult = { capabilities: {} };
  readonly #texts = new Map<string, OpenText>();
  readonly #waiting = new Set<() => void>();

  private constructor(options: ClientOptions) {
    const args = [serverModule, '--stdio'];
    this.settings = options.settings ?? {};
    this.process = options.extension === true ? fork(serverModule, ['--stdio'], { silent: true, execArgv: [] }) : spawn(process.execPath, args, { stdio: 'pipe' });
    const { stdin, stdout, stderr } = this.process;
    if (stdin === null || stdout === null || stderr === null) throw new Error('The server has no pipes');
    stderr.on('data', (data: Buffer) => this.errors.push(data.toString()));
    this.connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#listen();
  }

  static async start(options: ClientOptions = {}): Promise<Client> {
    const client = new Client(options);
    if (options.extension === true) await client.sendAddresses({});
    client.connection.listen();
    const folders = options.folders ?? [];
    const params: InitializeParams = {
      processId: process.pid,
      rootUri: folders[0] === undefined ? null : uriOf(folders[0]),
      workspaceFolders: folders.map((folder) => ({ uri: uriOf(folder), name: folder })),
      initializationOptions: options.initializationOptions,
      capabilities: options.capabilities ?? capabilities(options.pull !== false),
    };
    client.result = await client.connection.sendRequest('initialize', params);
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  sendAddresses(addresses: Record<string, string>): Promise<void> {
    return new Promise((done, fail) => {
      this.process.send?.({ sqlCoach: 'addresses', addresses }, (error: Error | null) => (error === null ? done() : fail(error)));
    });
  }

  async open(uri: string, text: string): Promise<void> {
    this.#texts.set(uri, { version: 1, text });
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'sql', version: 1, text } });
  }

  async close(uri: string): Promise<void> {
    this.#texts.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  text(uri: string): string {
    return this.#textOf(uri).text;
  }

  /** Replaces the first occurrence of `search`, as typing does: one change with a range. */
  async edit(uri: string, search: string, replacement: string): Promise<void> {
    const { text } = this.#textOf(uri);
    const start = text.indexOf(search);
    if (start < 0) throw new Error(`${JSON.stringify(search)} is not in the text`);
    await this.change(uri, [{ range: rangeOf(text, start, start + search.length), newText: replacement }]);
  }

  /** Edits of one document that all mean its present text. */
  async change(uri: string, edits: readonly TextEdit[]): Promise<void> {
    const open = this.#textOf(uri);
    const lines = indexLines(open.text);
    const spans = edits.map(({ range, newText }) => ({ start: offsetAt(lines, range.start), end: offsetAt(lines, range.end), text: newText }));
    open.text = applyEdits(open.text, spans);
    open.version += 1;
    const ordered = edits.toSorted((a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character);
    const contentChanges = ordered.map(({ range, newText }) => ({ range, text: newText }));
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: open.version }, contentChanges });
  }

  /** Pulls, again where the server says that it was too early. */
  async pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    for (;;) {
      try {
        return await this.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) });
      } catch (error) {
        if ((error as { code?: number }).code !== -32802) throw error;
      }
    }
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error('A full report was expected');
    return report.items;
  }

  async rules(uri: string): Promise<readonly unknown[]> {
    return (await this.diagnostics(uri)).map(({ code }) => code);
  }

  async actions(uri: string, diagnostics: readonly Diagnostic[], only?: string): Promise<readonly CodeAction[]> {
    const range: Range = diagnostics[0]?.range ?? rangeOf(this.text(uri), 0, this.text(uri).length);
    const context: CodeActionContext = { diagnostics: [...diagnostics], ...(only === undefined ? {} : { only: [only] }) };
    return (await this.connection.sendRequest<CodeAction[] | null>('textDocument/codeAction', { textDocument: { uri }, range, context })) ?? [];
  }

  /** Applies a workspace edit of one document, as the editor would. Snippets are written with their placeholder. */
  async apply(uri: string, edit: WorkspaceEdit | undefined): Promise<void> {
    const changes = edit?.documentChanges?.flatMap((change) => ('edits' in change ? change.edits : [])) ?? edit?.changes?.[uri] ?? [];
    await this.change(uri, changes.map((change) => ('snippet' in change ? { range: change.range, newText: change.snippet.value.replaceAll(/\$\{1:([^}]*)\}/g, '$1') } : change)));
  }

  /** Waits until the condition holds; looked at after every message of the server. */
  async until(condition: () => boolean, what: string): Promise<void> {
    const limit = busyMachine / 2;
    const started = Date.now();
    while (!condition()) {
      await new Promise<void>((done, fail) => {
        const timer = setTimeout(() => fail(new Error(`Waited ${limit} ms for ${what}. ${this.errors.join('')}`)), limit - (Date.now() - started));
        const wake = () => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          done();
        };
        this.#waiting.add(wake);
      });
    }
  }

  news<T>(method: string): readonly T[] {
    return this.notifications.filter((notification) => notification.method === method).map(({ params }) => params as T);
  }

  /** Ends the server as an editor does, and gives its exit code. */
  async stop(): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const ended = new Promise<number | null>((done) => this.process.once('exit', done));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const code = await ended;
    this.connection.dispose();
    return code;
  }

  kill(): Promise<void> {
    this.connection.dispose();
    return new Promise((done) => {
      if (this.process.exitCode !== null || this.process.signalCode !== null) done();
      else {
        this.process.once('exit', () => done());
        this.process.kill('SIGKILL');
      }
    });
  }

  #textOf(uri: string): OpenText {
    const open = this.#texts.get(uri);
    if (open === undefined) throw new Error(`${uri} is not open`);
    return open;
  }

  #listen(): void {
    this.connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) => items.map(() => this.settings));
    this.connection.onRequest('client/registerCapability', ({ registrations }: { registrations: readonly { method: string }[] }) => {
      this.registered.push(...registrations.map(({ method }) => method));
      this.#wake();
      return null;
    });
    this.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes += 1;
      this.#wake();
      return null;
    });
    this.connection.onRequest('workspace/codeLens/refresh', () => {
      this.lensRefreshes += 1;
      this.#wake();
      return null;
    });
    this.connection.onNotification((method, params) => {
      if (method === 'textDocument/publishDiagnostics') {
        const { uri, version, diagnostics } = params as unknown as { uri: string; version?: number; diagnostics: Diagnostic[] };
        this.published.set(uri, { version, diagnostics });
      }
      this.notifications.push({ method, params });
      this.#wake();
    });
    this.connection.onUnhandledProgress(({ token, value }) => {
      this.notifications.push({ method: `progress ${token}`, params: value });
      this.#wake();
    });
    this.connection.onError(([error]) => this.errors.push(error.message));
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }
}

export function capabilities(pull: boolean): InitializeParams['capabilities'] {
  return {
    textDocument: { ...(pull ? { diagnostic: { relatedDocumentSupport: false } } : {}), hover: { contentFormat: ['markdown', 'plaintext'] }, codeAction: {}, publishDiagnostics: {} },
    workspace: {
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
      diagnostics: { refreshSupport: true },
      workspaceEdit: { documentChanges: true },
    },
    window: { workDoneProgress: true },
  };
}

export function rangeOf(text: string, start: number, end: number): Range {
  const at = (offset: number) => {
    const before = text.slice(0, offset).split(/\r\n|\r|\n/);
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
  return { start: at(start), end: at(end) };
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** A folder with files for one test. */
export class Project {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'sql-coach-')));

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  path(path: string): string {
    return join(this.folder, path);
  }

  uri(path: string): string {
    return uriOf(this.path(path));
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), content);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
