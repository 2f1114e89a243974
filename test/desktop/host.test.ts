import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { addResults, prepareHostRun, type HostRun } from '../editor/host-run';
import { removeFolder } from '../editor/remove';
import { projectFolder } from '../workbench/project.mjs';

/** The suites of the editor tests, in the desktop's VS Code: the one at VSCODE_PATH, else one that is downloaded. */
describe('inside the desktop\'s VS Code', function () {
  this.timeout(900_000);
  let host: HostRun | undefined;
  let profile: string;
  let problem: unknown;

  before(async function () {
    const program = await desktop();
    host = await prepareHostRun();
    // Short: the path of a socket in it may not be longer than 103 characters.
    profile = mkdtempSync(join(tmpdir(), 'sqlc-'));
    await runTests({
      vscodeExecutablePath: program, extensionDevelopmentPath: projectFolder, extensionTestsPath: host.tests, extensionTestsEnv: { HOST_RESULTS: host.results },
      launchArgs: [host.folder, '--disable-extensions', '--disable-workspace-trust', '--user-data-dir', profile, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    }).catch((error: unknown) => { problem = error; });
    const suite = this.test?.parent;
    assert.ok(suite);
    addResults(suite, host.read());
  });

  after(() => {
    host?.remove();
    removeFolder(profile);
  });

  it('the tests came to an end', () => {
    assert.ok(host && host.read().length > 0, `No test ran: ${String(problem)}`);
  });
});

async function desktop(): Promise<string> {
  const { VSCODE_PATH } = process.env;
  if (VSCODE_PATH !== undefined && VSCODE_PATH !== '') {
    if (!existsSync(VSCODE_PATH)) throw new Error(`VSCODE_PATH names ${VSCODE_PATH}, which does not exist.`);
    return VSCODE_PATH;
  }
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: join(projectFolder, '.cache', 'vscode-desktop') });
  } catch (error) {
    throw new Error(`VS Code for the desktop cannot be downloaded here (${error instanceof Error ? error.message : String(error)}). Name an installed one in VSCODE_PATH; \`npm test editor\` runs the same suites in the browser workbench.`, { cause: error });
  }
}
