import { LSPErrorCodes, ResponseError, WorkDoneProgress, type CancellationToken } from 'vscode-languageserver';
import type { Addresses } from '../adapters/secrets';
import type { PlacedStatement } from '../core/document/statement';
import type { ExplainOutcome, ExplainRequest } from '../core/explain/request';
import type { Cancel } from '../core/host';
import type { RehearsalOutcome } from '../core/trace/rehearse';
import { offsetAt } from '../core/text/line-index';
import type { Failure, Reply, RequestName, Requests } from '../protocol';
import { toRange } from './convert';
import type { FeatureParts } from './features';
import { rehearseDocument, type RehearsalTask } from './rehearsal';

export interface Connected {
  /** Id of the connection; only for messages to the user. */
  readonly connection: string;
  readonly address: string;
}

export interface ExplainTask {
  readonly request: Omit<ExplainRequest, 'database' | 'lessonFor'>;
  /** undefined: the embedded PostgreSQL. */
  readonly server: Connected | undefined;
  readonly progress: (message: string) => void;
}

type Params<K extends RequestName> = Requests[K]['params'];
type Result<K extends RequestName> = Requests[K]['result'];

/** What takes a database or the lessons. */
export interface LongTasks {
  explain(task: ExplainTask, cancel: Cancel): Promise<ExplainOutcome>;
  rehearse(task: RehearsalTask, cancel: Cancel): Promise<RehearsalOutcome>;
  testConnection(server: Connected, cancel: Cancel): Promise<Result<'sqlCoach/testConnection'>>;
  lessons(): Promise<Result<'sqlCoach/lessons'>>;
  lesson(id: string): Promise<Result<'sqlCoach/lesson'>>;
  answer(params: Params<'sqlCoach/answer'>): Promise<Result<'sqlCoach/answer'>>;
  exercise(params: Params<'sqlCoach/exercise'>, progress: (message: string) => void, cancel: Cancel): Promise<Result<'sqlCoach/exercise'>>;
}

export interface RequestParts extends FeatureParts {
  readonly addresses: Addresses;
  readonly tasks: () => Promise<LongTasks>;
}

/** Registers our own requests. A failure is a reply with its reason; only a cancelled request rejects. */
export function registerRequests(parts: RequestParts): void {
  const { tasks } = parts;
  const running = new Map<string | number, () => void>();
  parts.connection.onNotification('window/workDoneProgress/cancel', ({ token }: { token: string | number }) => running.get(token)?.());
  const handle = <K extends RequestName>(name: K, run: (params: Params<K>, work: Work) => Promise<Result<K>>, failed: (message: string) => Result<K>) => {
    parts.connection.onRequest<unknown, void>(name, async (params: Params<K>, token: CancellationToken): Promise<unknown> => {
      const work = new Work(parts, titles[name] ?? '', 'workDoneToken' in params ? params.workDoneToken : undefined, token);
      if (work.token !== undefined) running.set(work.token, () => work.stop());
      try {
        const result = await run(params, work);
        if (work.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
        return result;
      } catch (error) {
        if (work.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
        // Only the kind: the message may quote SQL or an address.
        parts.log.error(`${name} failed: ${error instanceof Error ? error.name : 'unknown reason'}`);
        return failed(error instanceof Error ? error.message : String(error));
      } finally {
        if (work.token !== undefined) running.delete(work.token);
        work.end();
      }
    });
  };
  handle('sqlCoach/explain', (params, work) => explain(parts, params, work), (message) => failure(message, 'The output channel of SQL Coach may say more.'));
  handle('sqlCoach/rehearse', (params, work) => rehearseDocument(parts, params, work), noReply);
  handle('sqlCoach/testConnection', (params, work) => testConnection(parts, params, work), noReply);
  handle('sqlCoach/lessons', async () => (await tasks()).lessons(), (message) => ({ lessons: [], problems: [message] }));
  handle('sqlCoach/lesson', async ({ id }) => (await tasks()).lesson(id), noReply);
  handle('sqlCoach/answer', async (params) => (await tasks()).answer(params), noReply);
  handle('sqlCoach/exercise', async (params, work) => (await tasks()).exercise(params, (message) => work.report(message), work), noReply);
}

function noReply(message: string): Reply<never> {
  return { ok: false, failure: { message } };
}

const titles: Partial<Record<RequestName, string>> = { 'sqlCoach/explain': 'Explain', 'sqlCoach/rehearse': 'Rehearse', 'sqlCoach/exercise': 'Exercise' };

/** A request in progress: tells what it waits for and hears when it is cancelled, either way. */
class Work implements Cancel {
  readonly token: string | number | undefined;
  readonly #parts: RequestParts;
  readonly #title: string;
  readonly #request: CancellationToken;
  #stopped = false;
  #begun = false;

  constructor(parts: RequestParts, title: string, token: string | number | undefined, request: CancellationToken) {
    this.#parts = parts;
    this.#title = title;
    this.token = token;
    this.#request = request;
  }

  get isCancellationRequested(): boolean {
    return this.#stopped || this.#request.isCancellationRequested;
  }

  stop(): void {
    this.#stopped = true;
  }

  report(message: string): void {
    if (this.token === undefined) return;
    const value = this.#begun ? { kind: 'report' as const, message } : { kind: 'begin' as const, title: this.#title, message, cancellable: true };
    this.#begun = true;
    void this.#parts.connection.sendProgress(WorkDoneProgress.type, this.token, value);
  }

  end(): void {
    if (this.token !== undefined && this.#begun) void this.#parts.connection.sendProgress(WorkDoneProgress.type, this.token, { kind: 'end' });
  }
}

function failure(message: string, action: string) {
  return { ok: false as const, failure: { message, action, span: undefined }, range: null };
}

async function explain(parts: RequestParts, { uri, position, connection, analyze }: Params<'sqlCoach/explain'>, work: Work): Promise<Result<'sqlCoach/explain'>> {
  const snapshot = parts.documents.get(uri);
  if (snapshot === undefined) return failure('The document is not open in the editor.', 'Open it and try again.');
  const placed = statementNear(snapshot.document.statements, offsetAt(snapshot.lines, position));
  if (placed === undefined) return failure('There is no SQL statement at this place.', 'Put the cursor into a statement.');
  const lookup = connection === undefined ? undefined : connected(parts, connection);
  if (lookup?.ok === false) return failure(lookup.failure.message, lookup.failure.action ?? '');
  const range = toRange(snapshot.lines, placed.span);
  const { explainStatementTimeout: timeout } = await parts.settings.forUri(uri);
  work.report('reading migrations');
  const history = (await parts.workspace.migrationsOf(snapshot))?.history;
  const { statements } = snapshot.document;
  const request = { placed, path: snapshot.file, before: statements.slice(0, statements.indexOf(placed)), history, analyze: analyze === true, timeout };
  const tasks = await parts.tasks();
  return { ...(await tasks.explain({ request, server: lookup?.server, progress: (message) => work.report(message) }, work)), range };
}

async function testConnection(parts: RequestParts, { connection }: Params<'sqlCoach/testConnection'>, work: Work): Promise<Result<'sqlCoach/testConnection'>> {
  const server = connected(parts, connection);
  return server.ok ? (await parts.tasks()).testConnection(server.server, work) : server;
}

type Lookup = { readonly ok: true; readonly server: Connected } | { readonly ok: false; readonly failure: Failure };

function connected({ addresses }: RequestParts, connection: string): Lookup {
  const address = addresses.get(connection);
  if (address !== undefined) return { ok: true, server: { connection, address } };
  return { ok: false, failure: { message: 'The address of this connection is not known to the server.', action: 'Choose the connection again, or add it anew.' } };
}

/** The statement around the offset, else the nearest one after it on the way to the end, else the last before it. */
function statementNear(statements: readonly PlacedStatement[], offset: number): PlacedStatement | undefined {
  return statements.find(({ full, statement }) => statement.kind === 'sql' && offset <= full.end) ?? statements.findLast(({ statement }) => statement.kind === 'sql');
}
