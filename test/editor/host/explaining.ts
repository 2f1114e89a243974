import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, rules, show, until, workspaceFile } from './support';

export function explaining(): void {
  describe('explaining in the editor', () => {
    afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

    it('offers a lens above statements that have a plan', async () => {
      const { document } = await show('queries/lenses.sql', 'select 1;\n\ncreate table made (id int primary key);\n\nselect 2;\n');
      const lenses = await until('the lenses', async () => {
        const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
        return found.some(({ command }) => command?.title === 'Explain') && found;
      });
      assert.deepEqual(lenses.filter(({ command }) => command?.title === 'Explain').map(({ range }) => range.start.line), [0, 4]);
    });

    it('plans a query on the embedded PostgreSQL, with the tables of the migrations', async () => {
      const { shownPlan } = await extension();
      await vscode.window.showTextDocument(workspaceFile('queries/best_sellers.sql'));
      await vscode.commands.executeCommand('sqlCoach.explainStatement');
      const plan = await until(() => `a plan; shown is ${JSON.stringify(shownPlan()).slice(0, 500)}`, () => {
        const shown = shownPlan();
        if (shown.state === 'failed') throw new Error(`${shown.message} ${shown.action}`);
        return shown.state === 'shown' && shown;
      });
      assert.ok(plan.report.verdict.length > 0);
      assert.match(plan.report.source, /embedded/i);
    });

    it('says what is wrong with a statement that has no plan', async () => {
      const { shownPlan } = await extension();
      await show('queries/no_plan.sql', 'select * from no_such_table;\n');
      await vscode.commands.executeCommand('sqlCoach.explainStatement');
      const failure = await until('the failure', () => {
        const shown = shownPlan();
        return shown.state === 'failed' && shown;
      });
      assert.match(failure.message, /no_such_table/);
    });

    it('keeps checking while PostgreSQL is busy', async () => {
      await vscode.window.showTextDocument(workspaceFile('queries/best_sellers.sql'));
      const explained = vscode.commands.executeCommand('sqlCoach.explainStatement');
      const { document } = await show('queries/meanwhile.sql', 'delete from orders;\n');
      await rules(document.uri, 'delete-without-where');
      await explained;
    });
  });
}
