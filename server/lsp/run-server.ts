import { createConnection, type Connection } from 'vscode-languageserver/node';
import { createExpectedTokens } from '../adapters/expected-tokens';
import { createParser } from '../adapters/libpg-query';
import { nodeFiles } from '../adapters/node-files';
import { receiveAddresses } from '../adapters/secrets';
import { createCoach } from '../core/coach';
import { version } from '../version';
import { remoteLog } from './console-log';
import { StreamReader, StreamWriter } from './message-streams';
import { startServer, type ServerPorts } from './server';
import { warmUp } from './warm-up';

/** Starts the language server on standard input and output (`--stdio`) or on the channel to the parent process (`--node-ipc`). */
export async function runServer(args: readonly string[]): Promise<void> {
  const addresses = receiveAddresses(process);
  const connection = connect(args);
  if (connection === undefined) {
    process.stderr.write('Usage: node server.js --stdio\nThe language server of SQL Coach; an editor starts it.\n');
    process.exitCode = 2;
    return;
  }
  // A server that nobody hears would run for ever.
  process.on('disconnect', () => process.exit(0));
  if (args.includes('--stdio')) for (const event of ['end', 'close']) process.stdin.on(event, () => process.exit(1));
  process.stdout.on('error', () => process.exit(1));
  process.on('uncaughtException', (error) => connection.console.error(`Internal error: ${error.stack ?? error.message}`));
  process.on('unhandledRejection', (reason) => connection.console.error(`Internal error: ${String((reason as Error)?.stack ?? reason)}`));
  const coach = createCoach({ parser: await createParser(), clock: Date.now });
  const tasks = once(async () => {
    const { createTasks } = await import('./tasks');
    return createTasks({ coach, folder: __dirname.replaceAll('\\', '/'), log: remoteLog(connection.console) });
  });
  const ports: ServerPorts = { version, files: nodeFiles, addresses, expectedTokens: createExpectedTokens(), tasks };
  let heard = -Infinity;
  startServer(connection, coach, ports, () => void warmUp(coach, ports, () => heard).catch((error: unknown) => connection.console.warn(`Warming up failed: ${String(error)}`)));
  connection.listen();
  // After the connection listens: a stream that is read loses what nobody takes.
  (args.includes('--stdio') ? process.stdin : process).on(args.includes('--stdio') ? 'data' : 'message', () => (heard = performance.now()));
}

function connect(args: readonly string[]): Connection | undefined {
  if (args.includes('--node-ipc') && process.send !== undefined) return createConnection();
  if (!args.includes('--stdio')) return undefined;
  return createConnection(new StreamReader(process.stdin), new StreamWriter(process.stdout));
}

function once<T>(create: () => Promise<T>): () => Promise<T> {
  let created: Promise<T> | undefined;
  return () => {
    created ??= create();
    // A failed start is tried again at the next request.
    created.catch(() => (created = undefined));
    return created;
  };
}
