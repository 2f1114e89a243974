import { commands, l10n, Range, window, workspace, type CodeAction } from 'vscode';
import { isCoached } from './documents';

/** As the language server names its action; it stands in users' settings for what is done on save. */
const fixAllKind = 'source.fixAll.sql-coach';

/** Makes all safe fixes in the file of the editor, and tells where there is none. The server must run before its actions can be asked for. */
export async function fixAll(server: { start(): Promise<void> }): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !isCoached(document)) {
    void window.showInformationMessage(l10n.t('Open a SQL file first.'));
    return;
  }
  await server.start();
  const whole = new Range(document.positionAt(0), document.positionAt(document.getText().length));
  const found = await commands.executeCommand<readonly CodeAction[] | undefined>('vscode.executeCodeActionProvider', document.uri, whole, fixAllKind);
  const edit = found?.find(({ kind }) => kind?.value === fixAllKind)?.edit;
  if (edit !== undefined) await workspace.applyEdit(edit);
  else void window.showInformationMessage(l10n.t('Nothing in this file can be fixed safely. Suggestions are offered one by one, at each finding.'));
}
