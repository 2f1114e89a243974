import { performance } from 'node:perf_hooks';
import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type Message } from 'vscode-languageserver/node';
import type { Coach } from '../core/coach';
import { StreamReader, StreamWriter } from './message-streams';
import { startServer, type ServerPorts } from './server';

/** Of many kinds, some with something to find; what is typed is typed at the mark. */
const statements = [
  "CREATE TABLE account (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  name varchar(40) NOT NULL DEFAULT 'n|',\n  balance numeric(12, 2) CHECK (balance >= 0),\n  parent_id int REFERENCES account (id),\n  created_at timestamp DEFAULT now()\n);",
  'CREATE INDEX account_name|_idx ON account (name);',
  'ALTER TABLE account ADD COLUMN note| text NOT NULL, ALTER COLUMN name TYPE text;',
  "INSERT INTO account (name, balance) VALUES ('a|', 1), ('b', 2);",
  'CREATE FUNCTION total(account_id bigint) RETURNS numeric LANGUAGE sql STABLE AS $$\n  SELECT coalesce(sum(balance), 0) FROM account WHERE id = account_id AND name <> \'t|\';\n$$;',
  "SELECT * FROM account AS a WHERE a.name LIKE '%open|' AND a.id = 42 ORDER BY a.created_at DESC, a.id LIMIT 20;",
  "SELECT a.id, count(*) FROM account a LEFT JOIN account p ON p.id = a.parent_id WHERE a.id NOT IN (SELECT parent_id FROM account) AND p.name = 'x|' GROUP BY a.id HAVING count(*) > 1;",
  "WITH rich AS (SELECT id FROM account WHERE balance > 100) SELECT r.id FROM rich r JOIN account a USING (id) WHERE a.name = 'r|' OR a.name IS NULL;",
  "UPDATE account SET name = 'u|' WHERE id = 7;",
  "DELETE FROM account WHERE name = 'd|';",
  'SELECT id FROM WHERE name = |;',
];

/** How often a letter is typed into each statement and deleted again. */
const allRounds = 24;
/** While the event loop works for more than this share of so many milliseconds, it is not idle. */
const idleShare = 0.25;
const idleTime = 10;
/** Who sent a message may be typing: so many milliseconds must be over since the last one. */
const silence = 150;
/** What is opened with the start of the server comes first, in milliseconds: while its surroundings are read there seems to be nothing to do. */
const head = 400;

/**
 * Types into a document of its own, through streams of its own, as long as there is nothing else to do: the engine compiles what
 * often runs, so that the first letters which a user types are answered as fast as all others.
 * @param heard when the editor sent something last, by `performance.now()`
 */
export async function warmUp(coach: Coach, ports: ServerPorts, heard: () => number = () => -Infinity, rounds = allRounds): Promise<void> {
  await pause(head, undefined, { ref: false });
  await untilIdle(heard);
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(new StreamReader(toServer), new StreamWriter(toClient));
  startServer(connection, coach, ports);
  connection.listen();
  const client = new Client(new StreamReader(toClient), new StreamWriter(toServer));
  await client.ask('initialize', { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } });
  for (let round = 0; round < rounds; round++) {
    for (const [number, statement] of statements.entries()) {
      await untilIdle(heard);
      await client.type(`untitled:warm-up-${number}`, statement);
    }
  }
  connection.dispose();
}

async function untilIdle(heard: () => number): Promise<void> {
  for (;;) {
    const before = performance.eventLoopUtilization();
    await pause(idleTime, undefined, { ref: false });
    if (performance.eventLoopUtilization(before).utilization < idleShare && performance.now() - heard() > silence) return;
  }
}

class Client {
  readonly #writer: StreamWriter;
  readonly #waiting = new Map<unknown, (message: Message) => void>();
  readonly #versions = new Map<string, number>();
  #count = 0;

  constructor(reader: StreamReader, writer: StreamWriter) {
    this.#writer = writer;
    reader.listen((message) => 'id' in message && this.#waiting.get(message.id)?.(message));
  }

  /** Resolves with the answer, whatever it is. */
  ask(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#count;
    const answer = new Promise((resolve) => this.#waiting.set(id, resolve)).finally(() => this.#waiting.delete(id));
    this.#send({ id, method, params });
    return answer;
  }

  async type(uri: string, marked: string): Promise<void> {
    const before = marked.slice(0, marked.indexOf('|'));
    const place = { line: before.split('\n').length - 1, character: before.length - before.lastIndexOf('\n') - 1 };
    if (!this.#versions.has(uri)) await this.#open(uri, marked.replace('|', ''));
    await this.#change(uri, { range: { start: place, end: place }, text: 'x' });
    await this.#change(uri, { range: { start: place, end: { ...place, character: place.character + 1 } }, text: '' });
  }

  async #open(uri: string, text: string): Promise<void> {
    this.#versions.set(uri, 1);
    this.#send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'sql', version: 1, text } } });
    await this.ask('textDocument/diagnostic', { textDocument: { uri } });
  }

  async #change(uri: string, change: unknown): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    this.#send({ method: 'textDocument/didChange', params: { textDocument: { uri, version }, contentChanges: [change] } });
    await this.ask('textDocument/diagnostic', { textDocument: { uri } });
  }

  #send(message: object): void {
    void this.#writer.write({ jsonrpc: '2.0', ...message }).catch(() => undefined);
  }
}
