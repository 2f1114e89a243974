import { readdirSync } from 'node:fs';
import { openSession } from './session.mjs';
import { Workbench } from './workbench';

/**
 * Opens every SQL file of a folder in VS Code with the package installed, until a finding of ours is shown.
 * @returns one line that says what was seen. Rejects with the reason and the place of a screenshot.
 */
export async function checkSample(folder: string, vsix: string): Promise<string> {
  const started = Date.now();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.sql')).map((name) => name.replaceAll('\\', '/')).toSorted();
  if (files.length === 0) throw new Error(`There is no SQL file in ${folder}.`);
  const session = await openSession({ folder, vsix });
  const workbench = new Workbench(session);
  try {
    await workbench.ready();
    const row = (await workbench.problems()).filter({ hasText: 'sql-coach' }).first();
    // The newest migration comes first: it is the one that is still to be corrected.
    for (const file of files.toReversed()) {
      await workbench.openFile(file);
      if (await row.waitFor({ timeout: file === files[0] ? 300_000 : 15_000 }).then(() => true, () => false)) break;
    }
    const finding = (await row.innerText()).replaceAll(/\s+/g, ' ').trim();
    return `SQL Coach is active in VS Code; it shows in ${await workbench.activeTab()}: ${finding} (${Math.round((Date.now() - started) / 1000)} s)`;
  } catch (error) {
    const picture = await workbench.screenshot('check').catch(() => 'none');
    const log = session.server.logs().filter(({ name }) => /SQL Coach|remoteexthost/.test(name)).map(({ name, text }) => `${name}:\n${text.slice(-1500)}`).join('\n');
    throw new Error(`${error instanceof Error ? error.message : String(error)}\nScreenshot: ${picture}\n${log}`, { cause: error });
  } finally {
    await session.close();
  }
}
