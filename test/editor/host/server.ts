import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { extension, rules, show, until } from './support';

const deleteAll = 'delete from orders;\n';

export function server(): void {
  describe('the language server in the editor', () => {
    afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

    it('is started again by command, with its findings', async () => {
      const { document } = await show('queries/restarted.sql', deleteAll);
      await rules(document.uri, 'delete-without-where');
      const before = (await extension()).serverProcess();
      assert.ok(before);
      await vscode.commands.executeCommand('sqlCoach.restartServer');
      await replaced(before);
      const other = await show('queries/after_restart.sql', deleteAll);
      await rules(other.document.uri, 'delete-without-where');
      await rules(document.uri, 'delete-without-where');
    });

    it('takes at most 120 MB while it only checks', async function () {
      if (!existsSync('/proc/self/status')) return this.skip();
      const { serverProcess } = await extension();
      const before = serverProcess();
      // A fresh one: what the embedded PostgreSQL took in the tests before is not what checking takes.
      await vscode.commands.executeCommand('sqlCoach.restartServer');
      const current = await replaced(before);
      const { document } = await show('queries/measured.sql', deleteAll);
      await rules(document.uri, 'delete-without-where');
      const megabytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${current}/status`, 'utf8'))?.[1]) / 1024;
      console.log(`language server: ${Math.round(megabytes)} MB`);
      assert.ok(megabytes <= 120, `${Math.round(megabytes)} MB`);
    });

    it('comes back by itself after it was killed', async () => {
      const { document } = await show('queries/killed.sql', deleteAll);
      await rules(document.uri, 'delete-without-where');
      const killed = (await extension()).serverProcess();
      assert.ok(killed);
      process.kill(killed, 'SIGKILL');
      await replaced(killed);
      const other = await show('queries/after_kill.sql', `${deleteAll}update orders set status = 'open';\n`);
      await rules(other.document.uri, 'delete-without-where', 'update-without-where');
      await vscode.window.showTextDocument(document);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(1, 0), "update orders set status = 'open';\n");
      await vscode.workspace.applyEdit(edit);
      await rules(document.uri, 'delete-without-where', 'update-without-where');
      await vscode.commands.executeCommand('workbench.action.files.revert');
    });
  });
}

/** Waits for another server process than `before`. */
async function replaced(before: number | undefined): Promise<number> {
  const { serverProcess } = await extension();
  return until(`another process than ${before}`, () => {
    const now = serverProcess();
    return now !== undefined && now !== before && now;
  });
}
