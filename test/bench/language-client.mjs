// A small LSP client for measuring: the same for every server.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = createRequire(import.meta.url)('vscode-jsonrpc/node');

/** Starts a server and gives `open`, `change`, `diagnostics`, `memory` and `stop`. */
export async function startServer(command, args, folder) {
  const child = spawn(command, args, { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const waiting = new Map();
  let latest = new Map();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, version, diagnostics }) => {
    latest.set(uri, { version, diagnostics });
    for (const check of waiting.get(uri) ?? []) check();
  });
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
  for (const method of ['client/registerCapability', 'client/unregisterCapability', 'window/workDoneProgress/create', 'workspace/diagnostic/refresh', 'workspace/codeLens/refresh']) connection.onRequest(method, () => null);
  connection.onError(() => {});
  connection.listen();
  const rootUri = `file://${folder}`;
  const { capabilities } = await connection.sendRequest('initialize', {
    processId: process.pid, rootUri, workspaceFolders: [{ uri: rootUri, name: 'bench' }],
    capabilities: {
      general: { positionEncodings: ['utf-16'] },
      textDocument: { diagnostic: { dynamicRegistration: false }, publishDiagnostics: { versionSupport: true }, synchronization: {} },
      workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } },
    },
  });
  await connection.sendNotification('initialized', {});
  const pulls = capabilities.diagnosticProvider !== undefined;

  function published(uri, version) {
    return new Promise((resolve) => {
      const check = () => {
        const found = latest.get(uri);
        if (found === undefined || (found.version !== undefined && found.version !== null && found.version < version)) return;
        waiting.set(uri, (waiting.get(uri) ?? []).filter((other) => other !== check));
        resolve(found.diagnostics);
      };
      waiting.set(uri, [...(waiting.get(uri) ?? []), check]);
      check();
    });
  }

  return {
    pulls,
    async open(uri, text) {
      latest.delete(uri);
      await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'sql', version: 1, text } });
    },
    async change(uri, version, change) {
      // A server that publishes without versions is only known to have answered when something new arrives.
      latest.delete(uri);
      await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [change] });
    },
    async diagnostics(uri, version) {
      if (!pulls) return published(uri, version);
      const report = await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
      return report.items ?? [];
    },
    /** Resident memory of the server and its children, in megabytes; Linux only. */
    memory() {
      return process.platform === 'linux' ? residentMemory(child.pid) : undefined;
    },
    async stop() {
      await Promise.race([connection.sendRequest('shutdown').catch(() => {}), new Promise((resolve) => setTimeout(resolve, 2000))]);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await connection.sendNotification('exit').catch(() => {});
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2000))]);
      child.kill('SIGKILL');
      connection.dispose();
    },
  };
}

function residentMemory(pid) {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return children.reduce((sum, child) => sum + residentMemory(child), own);
  } catch {
    return 0;
  }
}
