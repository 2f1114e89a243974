import type { Client, ClientConfig } from 'pg';
import type { Database, DatabaseError, OpenOptions, Outcome, Session } from '../../core/database';
import type { Cancel } from '../../core/host';
import { watchDeadline } from '../deadline';
import { parseAddress } from './address';
import type { Address } from './address';
import { connectFailure } from './failures';
import { ServerSession } from './server-session';

/** Oldest server that is supported, as `server_version_num` has it. */
const oldestVersion = 130_000;
const connectTimeout = 10_000;
/** How long a statement may wait for a lock, and an open transaction for us, in milliseconds. */
const lockTimeout = 1000;
const idleTimeout = 30_000;

/**
 * A PostgreSQL server. Every session is a connection of its own inside one transaction that is always rolled back and, unless
 * `access` says otherwise, read only. Messages never contain the password or the connection string.
 */
export function serverDatabase(connectionString: string): Database {
  const parsed = parseAddress(connectionString);
  return {
    name: parsed.ok ? parsed.address.name : 'a server',
    kind: 'server',
    open: async (options, cancel) => {
      if (!parsed.ok) return { ok: false, error: failed(parsed.message) };
      options.progress?.(`connecting to ${parsed.address.name}`);
      const connected = await connect(parsed.address, cancel);
      return connected.ok ? begin(connected.value, { address: parsed.address, options, cancel }) : connected;
    },
  };
}

interface Opening {
  readonly address: Address;
  readonly options: OpenOptions;
  readonly cancel: Cancel;
}

async function connect(address: Address, cancel: Cancel): Promise<Outcome<Client>> {
  const { Client: PgClient } = await import('pg');
  const config: ClientConfig = { ...address.config, application_name: 'sql-coach', connectionTimeoutMillis: connectTimeout, keepAlive: true };
  let client: Client;
  try {
    client = new PgClient(config);
  } catch (error) {
    return { ok: false, error: connectFailure(error, address.name, address.secrets) };
  }
  // A connection that breaks between two statements; the next statement reports it.
  client.on('error', () => {});
  let cancelled = false;
  const endWatch = watchDeadline({
    milliseconds: connectTimeout * 2,
    cancel,
    stop: (reason) => {
      cancelled = reason === 'cancelled';
      destroy(client);
    },
  });
  try {
    await client.connect();
    return { ok: true, value: client };
  } catch (error) {
    destroy(client);
    return { ok: false, error: cancelled ? { ...failed('Cancelled.'), stopped: 'cancelled' } : connectFailure(error, address.name, address.secrets) };
  } finally {
    endWatch();
  }
}

async function begin(client: Client, { address, options, cancel }: Opening): Promise<Outcome<Session>> {
  const session = new ServerSession(client, {
    secrets: address.secrets,
    statementTimeout: options.statementTimeout,
    cancel,
    connectAgain: () => connect(address, { isCancellationRequested: false }),
    destroy: () => destroy(client),
  });
  const begun = await session.begin({
    readOnly: options.access !== 'rehearse',
    settings: { statement_timeout: options.statementTimeout, lock_timeout: lockTimeout, idle_in_transaction_session_timeout: Math.max(idleTimeout, options.statementTimeout) },
  });
  if (begun.ok && session.version < oldestVersion) {
    await session.close();
    return { ok: false, error: failed(`${address.name} runs PostgreSQL ${Math.floor(session.version / 10_000)}; version 13 or newer is needed.`) };
  }
  return begun.ok ? { ok: true, value: session } : begun;
}

/** Closes the socket without a word; the typings of `pg` do not show it. */
function destroy(client: Client): void {
  (client as unknown as { readonly connection: { readonly stream: { destroy(): void } } }).connection.stream.destroy();
}

function failed(message: string): DatabaseError {
  return { message, code: undefined, detail: undefined, hint: undefined, offset: undefined, stopped: 'lost' };
}
