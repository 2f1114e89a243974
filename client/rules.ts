import { commands, env, l10n, languages, Uri, window, workspace, type CodeAction, type Diagnostic, type TextEditor } from 'vscode';

const source = 'sql-coach';
const web = 'https://github.com/sql-coach/sql-coach/blob/main/docs/rules';

/** Opens the page of a rule: the one asked for, the one of the finding at the cursor, or one that the user picks. */
export async function openRule(extensionUri: Uri, rule: unknown): Promise<void> {
  const folder = Uri.joinPath(extensionUri, 'docs', 'rules');
  const known = await rulesIn(folder);
  const id = typeof rule === 'string' ? rule : await chooseRule(known);
  // It becomes a part of a path.
  if (id === undefined || !/^[a-z0-9-]+$/.test(id)) return;
  if (known.includes(id)) await commands.executeCommand('markdown.showPreviewToSide', Uri.joinPath(folder, `${id}.md`));
  else await env.openExternal(Uri.parse(`${web}/${id}.md`));
}

/** Lists the ways to ignore the findings at the cursor, and applies the chosen one. */
export async function ignoreFinding(): Promise<void> {
  const editor = window.activeTextEditor;
  const actions = editor ? await ignoresAt(editor) : [];
  if (actions.length === 0) {
    await window.showInformationMessage(l10n.t('Put the cursor on a finding of SQL Coach that can be ignored.'));
    return;
  }
  const choice = await window.showQuickPick(actions.map((action) => ({ label: action.title, action })), { title: l10n.t('Ignore Finding') });
  if (choice?.action.edit) await workspace.applyEdit(choice.action.edit);
}

async function ignoresAt(editor: TextEditor): Promise<readonly CodeAction[]> {
  const finding = findingsAt(editor)[0];
  if (!finding) return [];
  const found = await commands.executeCommand<readonly CodeAction[] | undefined>('vscode.executeCodeActionProvider', editor.document.uri, finding.range, 'quickfix');
  // By title: the command leaves out which diagnostics an action belongs to.
  return (found ?? []).filter(({ title }) => title.startsWith(`Ignore ${codeOf(finding)} `));
}

async function rulesIn(folder: Uri): Promise<readonly string[]> {
  try {
    const files = await workspace.fs.readDirectory(folder);
    return files.flatMap(([name]) => (/^[a-z0-9-]+\.md$/.test(name) ? [name.slice(0, -'.md'.length)] : []));
  } catch {
    return [];
  }
}

async function chooseRule(known: readonly string[]): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const here = [...new Set((editor ? findingsAt(editor) : []).map(codeOf).filter((code) => code !== undefined))];
  if (here.length === 1) return here[0];
  return await window.showQuickPick([...here, ...known.filter((id) => !here.includes(id))], { title: l10n.t('Open Rule Documentation'), placeHolder: l10n.t('Name of a rule') });
}

function findingsAt(editor: TextEditor): readonly Diagnostic[] {
  const { active } = editor.selection;
  return languages.getDiagnostics(editor.document.uri).filter((diagnostic) => diagnostic.source === source && diagnostic.range.contains(active));
}

function codeOf({ code }: Diagnostic): string | undefined {
  const value = typeof code === 'object' ? code.value : code;
  return typeof value === 'string' ? value : undefined;
}
