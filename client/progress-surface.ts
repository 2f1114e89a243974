import { l10n, Uri, window, workspace } from 'vscode';
import type { ProgressSurface } from './progress-commands';

const filters = { 'SQL Coach progress': ['jsonl'] };

/** The dialogs of VS Code. */
export const progressSurface: ProgressSurface = {
  async save(text) {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const name = 'sql-coach-progress.jsonl';
    const target = await window.showSaveDialog({ filters, title: l10n.t('Export Progress'), ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}) });
    if (target === undefined) return false;
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
    return true;
  },
  async open() {
    const [chosen] = (await window.showOpenDialog({ filters, title: l10n.t('Import Progress'), canSelectMany: false })) ?? [];
    return chosen && new TextDecoder().decode(await workspace.fs.readFile(chosen));
  },
  async confirm(message, detail, action) {
    return (await window.showWarningMessage(message, { modal: true, detail }, action)) === action;
  },
  inform: (message) => void window.showInformationMessage(message),
  fail: (message) => void window.showErrorMessage(message),
};
