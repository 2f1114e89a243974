import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const cliModule = resolve(process.env['SQL_COACH_CLI'] ?? 'dist/cli.js');

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs the built command line (or another copy of it) in a folder. */
export function run(args: readonly string[], options: { readonly folder?: string; readonly input?: string | Uint8Array; readonly module?: string; readonly env?: Readonly<Record<string, string>> } = {}): Promise<Ran> {
  const child = spawn(process.execPath, [options.module ?? cliModule, ...args], { cwd: options.folder, stdio: 'pipe', env: { ...process.env, NO_COLOR: '', ...options.env } });
  const out: Buffer[] = [];
  const error: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => out.push(data));
  child.stderr.on('data', (data: Buffer) => error.push(data));
  // A command that reads no input may be gone before it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (status) => done({ status, out: Buffer.concat(out).toString(), error: Buffer.concat(error).toString() }));
  });
}
