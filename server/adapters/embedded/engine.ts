import { protocol } from '@electric-sql/pglite';
import type { PGlite } from '@electric-sql/pglite';
import type { Outcome, QueryResult, Value } from '../../core/database';
import { affectedRows, builtinTypes, databaseError, emptyResult } from '../results';

const { serialize, messages } = protocol;

type Message = Awaited<ReturnType<PGlite['execProtocol']>>['messages'][number];

/** Status of the exception with which PostgreSQL's error handling leaves the loop; PGlite calls it POSTGRES_MAIN_LONGJMP. */
const longjmp = 100;

function crashMessage(error: unknown): string {
  if (error instanceof RangeError) return 'the statement needs more stack than there is (a recursion without end, or very deep nesting)';
  return error instanceof Error ? error.message : String(error);
}

/** The wire protocol on top of PGlite, so that values are PostgreSQL's own text. One call at a time. Throws where the engine itself broke. */
export class Engine {
  readonly #database: PGlite;
  readonly #types = new Map(builtinTypes);

  /** What broke the engine during the call; PGlite itself goes on as if nothing had happened. */
  #crash: unknown;

  constructor(database: PGlite) {
    this.#database = database;
    const { Module } = database;
    const loopOnce = Module._PostgresMainLoopOnce;
    Module._PostgresMainLoopOnce = () => {
      try {
        loopOnce();
      } catch (error) {
        if ((error as { readonly status?: unknown } | null)?.status !== longjmp) this.#crash = error;
        throw error;
      }
    };
  }

  /** One statement by the extended protocol, which refuses several. */
  async query(sql: string, parameters: readonly Value[]): Promise<Outcome<readonly QueryResult[]>> {
    const request = [
      serialize.parse({ text: sql }),
      serialize.bind({ values: [...parameters] }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
      serialize.sync(),
    ];
    return this.#run(sql, Buffer.concat(request));
  }

  async script(sql: string): Promise<Outcome<readonly QueryResult[]>> {
    return this.#run(sql, serialize.query(sql));
  }

  async #run(sql: string, request: Uint8Array): Promise<Outcome<readonly QueryResult[]>> {
    const answer = await this.#database.execProtocol(request, { throwOnError: false });
    if (this.#crash !== undefined) throw new Error(crashMessage(this.#crash));
    const failure = answer.messages.find((message) => message instanceof messages.DatabaseError);
    if (failure) return { ok: false, error: databaseError(sql, failure) };
    return { ok: true, value: await this.#results(answer.messages) };
  }

  async #results(answer: readonly Message[]): Promise<readonly QueryResult[]> {
    const results: QueryResult[] = [];
    let columns: QueryResult['columns'] = [];
    let rows: (readonly Value[])[] = [];
    for (const message of answer) {
      if (message instanceof messages.RowDescriptionMessage) columns = await this.#columns(message);
      else if (message instanceof messages.DataRowMessage) rows.push(message.fields);
      else if (message instanceof messages.CommandCompleteMessage) {
        results.push({ columns, rows, affected: affectedRows(message.text) });
        columns = [];
        rows = [];
      } else if (message.name === 'emptyQuery') results.push(emptyResult);
    }
    return results;
  }

  async #columns({ fields }: InstanceType<typeof messages.RowDescriptionMessage>): Promise<QueryResult['columns']> {
    for (const { dataTypeID } of fields) if (!this.#types.has(dataTypeID)) await this.#learnType(dataTypeID);
    return fields.map(({ name, dataTypeID }) => ({ name, type: this.#types.get(dataTypeID) ?? String(dataTypeID) }));
  }

  async #learnType(oid: number): Promise<void> {
    const answer = await this.#database.execProtocol(serialize.query(`SELECT typname FROM pg_catalog.pg_type WHERE oid = ${oid}`), { throwOnError: false });
    const row = answer.messages.find((message) => message instanceof messages.DataRowMessage);
    this.#types.set(oid, row?.fields[0] ?? String(oid));
  }
}
