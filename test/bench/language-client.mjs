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
  const resultIds = new Map();
  const lists = new Map();
  let news = 0;
  let heard = () => {};
  const hear = () => {
    news += 1;
    heard();
  };
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, version, diagnostics }) => {
    latest.set(uri, { version, diagnostics });
    hear();
    for (const check of waiting.get(uri) ?? []) check();
  });
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
  for (const method of ['client/registerCapability', 'client/unregisterCapability', 'window/workDoneProgress/create', 'workspace/codeLens/refresh']) connection.onRequest(method, () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => {
    hear();
    return null;
  });
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
    /** The next list that the server gives of this version; a list that has not changed is named by its id, as in every editor. */
    async diagnostics(uri, version) {
      if (!pulls) return published(uri, version);
      const previousResultId = resultIds.get(uri);
      const report = await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) });
      resultIds.set(uri, report.resultId);
      if (report.kind !== 'unchanged') lists.set(uri, report.items);
      return lists.get(uri) ?? [];
    },
    /**
     * Opens a document. `first`: milliseconds until the first list with anything in it; `all`: until the list that stayed, because for
     * `quiet` milliseconds after it the server said nothing more. Asks again whenever the server wishes it.
     */
    async openAndWait(uri, text, quiet) {
      const opened = performance.now();
      await this.open(uri, text);
      let first, all, count = -1;
      for (;;) {
        const before = news;
        const list = await within(this.diagnostics(uri, 1), 120_000);
        if (list === undefined) break;
        if (list.length > 0) first ??= performance.now() - opened;
        if (list.length !== count) all = performance.now() - opened;
        count = list.length;
        if (news === before || !pulls) await new Promise((resolve) => {
          const timer = setTimeout(resolve, quiet);
          heard = () => { clearTimeout(timer); resolve(); };
        });
        heard = () => {};
        if (news === before) break;
      }
      return { first, all, count };
    },
    /** Resident memory of the server and its children, in megabytes; Linux only. */
    memory() {
      return process.platform === 'linux' ? residentMemory(child.pid) : undefined;
    },
    /** User and system time of the server and its children so far, in milliseconds; Linux only. */
    cpu() {
      return process.platform === 'linux' ? cpuTime(child.pid) : undefined;
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

/** undefined when the time is over; no timer stays behind, which would keep the bench from ending. */
async function within(answer, milliseconds) {
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(resolve, milliseconds); });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

function cpuTime(pid) {
  try {
    // Fields 14 and 15 in ticks of 10 ms; the name of the program in parentheses may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return childrenOf(pid).reduce((sum, child) => sum + cpuTime(child), 10 * (Number(fields[11]) + Number(fields[12])));
  } catch {
    return 0;
  }
}

function childrenOf(pid) {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
}

function residentMemory(pid) {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    return childrenOf(pid).reduce((sum, child) => sum + residentMemory(child), own);
  } catch {
    return 0;
  }
}
