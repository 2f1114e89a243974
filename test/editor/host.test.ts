import assert from 'node:assert/strict';
import { projectFolder } from '../workbench/project.mjs';
import { startServer, windowAddress, type VscodeServer } from '../workbench/session.mjs';
import { addResults, prepareHostRun, type HostRun } from './host-run';
import { browser } from './shared';

/** What VS Code itself reports while it runs tests; not ours. */
const noise = /^(?:Resolv|Creating a socket|\[|Updating additional|getaddrinfo|Ignoring|Timed out waiting for auth|%c)/;
const limit = 900_000;

describe('inside VS Code', function () {
  this.timeout(limit + 300_000);
  const lines: string[] = [];
  let host: HostRun;
  let server: VscodeServer | undefined;
  let code: number;

  before(async function () {
    host = await prepareHostRun();
    server = await startServer({ driver: true });
    code = await runTests(server);
    const suite = this.test?.parent;
    assert.ok(suite);
    addResults(suite, host.read());
  });

  after(async () => {
    await server?.close();
    host.remove();
  });

  it('the tests came to an end', () => {
    assert.ok(host.read().length > 0, `No test ran; VS Code ended with ${code}.\n${lines.slice(-60).join('\n')}\n${server?.output()}`);
    assert.equal(code === 0, host.read().every(({ error }) => error === undefined), `VS Code ended with ${code}.\n${lines.slice(-60).join('\n')}`);
  });

  async function runTests(running: VscodeServer): Promise<number> {
    const context = await (await browser()).newContext({ viewport: { width: 1400, height: 900 } });
    try {
      const page = await context.newPage();
      await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
        if (!noise.test(String(args[0]))) lines.push(`${type}: ${args.map(String).join(' ')}`);
      });
      const ended = new Promise<number>((done) => void page.exposeFunction('codeAutomationExit', done));
      const address = windowAddress(running, { folder: host.folder, extensionFolder: projectFolder, tests: host.tests, environment: { HOST_RESULTS: host.results } });
      await page.goto(address, { waitUntil: 'domcontentloaded', timeout: 300_000 });
      const exit = await Promise.race([ended, new Promise<number>((done) => setTimeout(done, limit, 124).unref())]);
      for (const line of lines) if (/activation: \d|first finding after|language server: \d/.test(line)) console.log(`    ${line.replace(/^\w+: /, '')}`);
      return exit;
    } finally {
      await context.close();
    }
  }
});
