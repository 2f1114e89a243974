import type { RemoteConsole } from 'vscode-languageserver';
import type { Log } from '../core/host';

/** Writes to the client's output channel. */
export function remoteLog(console: RemoteConsole): Log {
  return {
    info: (message) => console.info(message),
    warn: (message) => console.warn(message),
    error: (message) => console.error(message),
  };
}
