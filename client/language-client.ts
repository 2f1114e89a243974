import { fork, type ChildProcess } from 'node:child_process';
import { CancellationError, EventEmitter, l10n, window, type CancellationToken, type Disposable, type LogOutputChannel } from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State, WorkDoneProgress, type LanguageClientOptions } from 'vscode-languageclient/node';
import type { AddressMessage, Notifications, RequestName, Requests } from '../server/protocol';
import { documentSelector } from './documents';
import type { NotificationName, Requester } from './requester';
import { restartPolicy } from './restart-policy';

export type { Requester } from './requester';


export type ServerState = 'stopped' | 'starting' | 'running' | 'failed';

const restarts = 4;
const restartPeriod = 3 * 60_000;
/** How long a server that was asked to stop may take before it is killed, in milliseconds. */
const stopPatience = 2_000;

/** JSON-RPC error codes that are no failures of ours: https://microsoft.github.io/language-server-protocol/specifications/base/0.9/specification/ */
const requestCancelled = -32800;
const pendingResponseRejected = -32097;

/** The language server as the extension sees it: started on first use, started again when it dies, told the addresses of connections. */
export class LanguageServer implements Requester, Disposable {
  readonly #module: string;
  readonly #log: LogOutputChannel;
  readonly #policy = restartPolicy(restarts, restartPeriod, () => Date.now());
  readonly #states = new EventEmitter<ServerState>();
  readonly #handlers = new Map<NotificationName, Set<(params: never) => void>>();
  #client: LanguageClient | undefined;
  #started: Promise<void> | undefined;
  #process: ChildProcess | undefined;
  #addresses: Readonly<Record<string, string>> = {};
  #state: ServerState = 'stopped';

  readonly onDidChangeState = this.#states.event;

  /** @param module absolute path of the server bundle */
  constructor(module: string, log: LogOutputChannel) {
    this.#module = module;
    this.#log = log;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Process id of the running server. */
  get processId(): number | undefined {
    return this.#process?.pid;
  }

  /** Starts the server unless it runs. Rejects with a message for the user when it cannot be started. */
  start(): Promise<void> {
    this.#started ??= this.#launch();
    return this.#started;
  }

  async restart(): Promise<void> {
    this.#policy.forgive();
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    const [client, child] = [this.#client, this.#process];
    this.#client = undefined;
    this.#started = undefined;
    this.#process = undefined;
    await client?.dispose(stopPatience).catch((error: unknown) => this.#log.warn(`Stopping the language server: ${String(error)}`));
    if (child?.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    this.#become('stopped');
  }

  async request<K extends RequestName>(name: K, params: Requests[K]['params'], token?: CancellationToken): Promise<Requests[K]['result']> {
    await this.start();
    if (!this.#client) throw new Error(notRunning());
    try {
      // An absent token must not be passed on: the library would take it for a second parameter of the request.
      return await (token ? this.#client.sendRequest<Requests[K]['result']>(name, params, token) : this.#client.sendRequest<Requests[K]['result']>(name, params));
    } catch (error) {
      throw forUser(error, token);
    }
  }

  onNotification<K extends NotificationName>(name: K, handler: (params: Notifications[K]) => void): Disposable {
    const handlers = this.#handlers.get(name) ?? new Set();
    if (!this.#handlers.has(name)) {
      this.#handlers.set(name, handlers);
      if (this.#client) this.#listen(this.#client, name);
    }
    handlers.add(handler);
    return { dispose: () => handlers.delete(handler) };
  }

  onProgress(workDoneToken: string, report: (message: string) => void): Disposable {
    // Makes the client exist; if it cannot start, the request that follows says so.
    this.start().catch(() => undefined);
    const disposable = this.#client?.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      const message = value.kind === 'end' ? undefined : value.message ?? (value.kind === 'begin' ? value.title : undefined);
      if (message !== undefined) report(message);
    });
    return { dispose: () => disposable?.dispose() };
  }

  /** Tells the server where connections point to. Goes beside LSP, because LSP traffic may be traced into the output channel. */
  async setAddresses(addresses: Readonly<Record<string, string>>): Promise<void> {
    this.#addresses = addresses;
    if (this.#process) await this.#sendAddresses(this.#process);
  }

  dispose(): void {
    void this.stop();
    this.#states.dispose();
  }

  async #launch(): Promise<void> {
    const client = new LanguageClient('sqlCoach', 'SQL Coach', () => this.#fork(), this.#options());
    this.#client = client;
    for (const name of this.#handlers.keys()) this.#listen(client, name);
    client.onDidChangeState(({ newState }) => {
      if (client !== this.#client) return;
      if (newState === State.Starting) this.#become('starting');
      if (newState === State.Running) this.#become('running');
    });
    try {
      await client.start();
    } catch (error) {
      this.#log.error(`The language server did not start: ${String(error)}`);
      // A client whose start failed cannot be started again; the next attempt makes a new one.
      this.#client = undefined;
      this.#started = undefined;
      this.#become('failed');
      throw new Error(notRunning(), { cause: error });
    }
  }

  #fork(): Promise<ChildProcess> {
    const child = fork(this.#module, ['--stdio', `--clientProcessId=${process.pid}`], {
      silent: true,
      // V8's optimising compiler takes half a gigabyte for the WebAssembly of PostgreSQL's parser, and more time than it saves.
      execArgv: ['--liftoff-only'],
      // The desktop's extension host runs on Electron's binary; with these it behaves as plain Node.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' },
    });
    child.on('error', (error) => this.#log.error(`Language server process: ${error.message}`));
    child.on('exit', (code, signal) => this.#log.info(`Language server process ${child.pid} ended (${signal ?? `code ${code}`}).`));
    this.#process = child;
    this.#log.info(`Language server process ${child.pid} started.`);
    return this.#sendAddresses(child).then(() => child);
  }

  #sendAddresses(child: ChildProcess): Promise<void> {
    const message: AddressMessage = { sqlCoach: 'addresses', addresses: this.#addresses };
    return new Promise((done) => {
      if (!child.connected) return done();
      child.send(message, (error) => {
        // A child that is gone gets the addresses when it is started again.
        if (error) this.#log.warn('The addresses of connections did not reach the language server.');
        done();
      });
    });
  }

  #options(): LanguageClientOptions {
    return {
      documentSelector,
      // Lenses and quick fixes of the server may name commands of `ClientCommands`.
      initializationOptions: { commands: true },
      // Links in hovers may run these commands and no others.
      markdown: { isTrusted: { enabledCommands: ['sqlCoach.openLesson', 'sqlCoach.rehearseMigration'] } },
      outputChannel: this.#log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticPullOptions: { onChange: true, onSave: false },
      textSynchronization: { delayOpenNotifications: true },
      initializationFailedHandler: (error) => {
        this.#log.error(`The language server refused to start: ${String(error)}`);
        return false;
      },
      errorHandler: {
        error: (error) => {
          this.#log.error(`Connection to the language server: ${error.message}`);
          return { action: ErrorAction.Continue, handled: true };
        },
        closed: () => this.#closed(),
      },
    };
  }

  #closed(): { action: CloseAction; handled: boolean } {
    if (this.#policy.died()) return { action: CloseAction.Restart, handled: true };
    this.#client = undefined;
    this.#started = undefined;
    this.#process = undefined;
    this.#become('failed');
    void this.#offerRestart();
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  async #offerRestart(): Promise<void> {
    const [restart, output] = [l10n.t('Restart'), l10n.t('Show Output')];
    const choice = await window.showErrorMessage(
      l10n.t('The SQL Coach language server stopped {0} times in a few minutes and was not started again.', restarts + 1), restart, output,
    );
    if (choice === restart) await this.restart().catch(() => undefined);
    if (choice === output) this.#log.show();
  }

  #listen(client: LanguageClient, name: NotificationName): void {
    client.onNotification(name, (params: unknown) => {
      for (const handler of this.#handlers.get(name) ?? []) handler(params as never);
    });
  }

  #become(state: ServerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#states.fire(state);
  }
}

function notRunning(): string {
  return l10n.t('The SQL Coach language server is not running. Use “SQL Coach: Restart Language Server”; the output channel says why it stopped.');
}

function forUser(error: unknown, token: CancellationToken | undefined): Error {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (token?.isCancellationRequested || code === requestCancelled) return new CancellationError();
  if (code === pendingResponseRejected) return new Error(l10n.t('The SQL Coach language server stopped while it worked on this and was started again. Try once more.'));
  return error instanceof Error ? error : new Error(String(error));
}
