import { Console } from 'node:console';

/** Sends everything that is printed to standard error, so that standard output carries nothing but messages. */
export function redirectConsole(): void {
  globalThis.console = new Console({ stdout: process.stderr, stderr: process.stderr });
}
