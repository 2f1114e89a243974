import type { Client, QueryArrayResult, QueryConfig } from 'pg';
import type { DatabaseError, Outcome, QueryResult, Session, Value } from '../../core/database';
import type { Cancel } from '../../core/host';
import { duration, watchDeadline } from '../deadline';
import { builtinTypes } from '../results';
import { statementFailure } from './failures';

export interface ServerSessionOptions {
  readonly secrets: readonly string[];
  readonly statementTimeout: number;
  readonly cancel: Cancel;
  /** A second connection, for cancelling what runs on the first. */
  readonly connectAgain: () => Promise<Outcome<Client>>;
  readonly destroy: () => void;
}

/** The server ends a statement itself; we step in only where it did not. */
const serverGrace = 3000;
/** How long a cancelled statement may take to end before the socket is closed. */
const cancelGrace = 3000;

/** One connection inside one transaction. A failing statement does not end the transaction; everything is rolled back in the end. */
export class ServerSession implements Session {
  version = 0;
  readonly #client: Client;
  readonly #options: ServerSessionOptions;
  readonly #types = new Map(builtinTypes);
  #process = 0;
  #over: DatabaseError | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(client: Client, options: ServerSessionOptions) {
    this.#client = client;
    this.#options = options;
  }

  async begin({ readOnly, settings }: { readonly readOnly: boolean; readonly settings: Readonly<Record<string, number>> }): Promise<Outcome<undefined>> {
    const steps = [
      // Also for what might come after a COMMIT that we did not see.
      `SET default_transaction_read_only = on`,
      `BEGIN ${readOnly ? 'READ ONLY' : 'READ WRITE'}`,
      ...Object.entries(settings).map(([name, value]) => `SET LOCAL ${name} = ${value}`),
    ];
    for (const sql of steps) {
      const outcome = await this.#run({ text: sql });
      if (!outcome.ok) return this.#failBegin(outcome.error);
    }
    const asked = await this.#run({ text: `SELECT current_setting('server_version_num'), pg_backend_pid()` });
    if (!asked.ok) return this.#failBegin(asked.error);
    this.version = Number(asked.value.rows[0]?.[0]);
    this.#process = Number(asked.value.rows[0]?.[1]);
    return { ok: true, value: undefined };
  }

  query(sql: string, parameters: readonly Value[] = []): Promise<Outcome<QueryResult>> {
    const answer = this.#queue.then(() => this.#statement({ text: sql, values: [...parameters] }));
    this.#queue = answer;
    return answer;
  }

  /** Refused: several statements in one string could end the transaction that protects the server and go on after it. */
  async script(): Promise<Outcome<readonly QueryResult[]>> {
    return { ok: false, error: plain('Several statements at once are not sent to a server; send them one by one.') };
  }

  async close(): Promise<void> {
    const alive = this.#over === undefined;
    this.#over ??= { ...plain(closedMessage), stopped: 'lost' };
    if (!alive) {
      this.#options.destroy();
      return;
    }
    // Closing alone rolls back as well, but a pooler keeps the connection.
    await this.#client.query('ROLLBACK').catch(() => undefined);
    await this.#client.end().catch(() => undefined);
  }

  async #failBegin(error: DatabaseError): Promise<Outcome<never>> {
    await this.close();
    return { ok: false, error };
  }

  async #statement(config: QueryConfig): Promise<Outcome<QueryResult>> {
    if (this.#over) return { ok: false, error: this.#over };
    const guard = await this.#run({ text: 'SAVEPOINT sql_coach' });
    if (!guard.ok) return guard;
    const outcome = await this.#watched(config);
    if (this.#over) return { ok: false, error: this.#over };
    if (!outcome.ok && outcome.error.stopped) {
      this.#over = outcome.error;
      return outcome;
    }
    if (!outcome.ok) {
      const back = await this.#run({ text: 'ROLLBACK TO SAVEPOINT sql_coach' });
      if (!back.ok) this.#over = { ...back.error, stopped: 'lost' };
      return outcome;
    }
    if (this.#client.getTransactionStatus() !== 'T') {
      this.#over = { ...plain('The statement ended the transaction, so the session was closed.'), stopped: 'lost' };
      this.#options.destroy();
      return { ok: false, error: this.#over };
    }
    return outcome;
  }

  async #watched(config: QueryConfig): Promise<Outcome<QueryResult>> {
    const { statementTimeout, cancel, destroy } = this.#options;
    let kill: NodeJS.Timeout | undefined;
    const stop = (reason: 'timeout' | 'cancelled'): void => {
      this.#over = { ...plain(reason === 'cancelled' ? 'Cancelled.' : timeoutMessage(statementTimeout)), stopped: reason };
      kill = setTimeout(destroy, cancelGrace);
      void this.#cancelRunning();
    };
    const endWatch = watchDeadline({ milliseconds: statementTimeout + serverGrace, cancel, stop });
    const outcome = await this.#run(config);
    endWatch();
    clearTimeout(kill);
    if (!outcome.ok && outcome.error.code === '57014') {
      return { ok: false, error: { ...outcome.error, message: timeoutMessage(statementTimeout), stopped: 'timeout' } };
    }
    if (!outcome.ok && outcome.error.code === '55P03') {
      return { ok: false, error: { ...outcome.error, hint: 'Another session holds a lock that the statement needs. Try again when it is done.' } };
    }
    return outcome;
  }

  /** By a second connection, and not by a cancel packet: it goes the same way through TLS and poolers as the first. */
  async #cancelRunning(): Promise<void> {
    const second = await this.#options.connectAgain();
    if (!second.ok) {
      this.#options.destroy();
      return;
    }
    await second.value.query('SELECT pg_cancel_backend($1)', [this.#process]).catch(() => this.#options.destroy());
    await second.value.end().catch(() => undefined);
  }

  async #run(config: QueryConfig): Promise<Outcome<QueryResult>> {
    try {
      // The extended protocol takes exactly one statement.
      const result = await this.#client.query<(string | null)[]>({ ...config, rowMode: 'array', queryMode: 'extended', types: asText } as QueryConfig & { rowMode: 'array' });
      return { ok: true, value: await this.#result(result) };
    } catch (error) {
      return { ok: false, error: statementFailure(error, config.text, this.#options.secrets) };
    }
  }

  async #result({ fields, rows, command, rowCount }: QueryArrayResult<(string | null)[]>): Promise<QueryResult> {
    for (const { dataTypeID } of fields) {
      if (this.#types.has(dataTypeID)) continue;
      const found = await this.#client.query<{ typname: string }>('SELECT typname FROM pg_catalog.pg_type WHERE oid = $1', [dataTypeID]);
      this.#types.set(dataTypeID, found.rows[0]?.typname ?? String(dataTypeID));
    }
    const columns = fields.map(({ name, dataTypeID }) => ({ name, type: this.#types.get(dataTypeID) ?? String(dataTypeID) }));
    return { columns, rows, affected: ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command) ? (rowCount ?? undefined) : undefined };
  }
}

const closedMessage = 'The session is closed.';

/** Leaves every value as PostgreSQL wrote it. */
const asText = { getTypeParser: () => (value: string) => value };

function timeoutMessage(milliseconds: number): string {
  return `Stopped after ${duration(milliseconds)}: the statement took too long.`;
}

function plain(message: string): DatabaseError {
  return { message, code: undefined, detail: undefined, hint: undefined, offset: undefined };
}
