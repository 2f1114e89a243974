import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { activate } from '../../../client/extension';

type Exports = ReturnType<typeof activate>;

const limit = 240_000;

/** The extension, active. */
export async function extension(): Promise<Exports> {
  const found = vscode.extensions.getExtension<Exports>('sql-coach.sql-coach');
  assert.ok(found, 'SQL Coach is installed');
  return found.activate();
}

/** Waits for a state. */
export async function until<T>(what: string | (() => string), check: () => T | Promise<T>): Promise<Exclude<T, undefined | null | false>> {
  const end = Date.now() + limit;
  for (;;) {
    const value = await check();
    if (value !== undefined && value !== null && value !== false) return value as Exclude<T, undefined | null | false>;
    if (Date.now() > end) throw new Error(`Not within ${limit / 1000} s: ${typeof what === 'string' ? what : what()}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

export function workspaceFile(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Writes a file of the workspace and shows it. */
export async function show(path: string, text: string): Promise<vscode.TextEditor> {
  const uri = workspaceFile(path);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

export function findings(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'sql-coach');
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits until the findings of a document are of exactly these rules, in order of place. */
export async function rules(uri: vscode.Uri, ...expected: readonly string[]): Promise<readonly vscode.Diagnostic[]> {
  const shown = () => findings(uri).toSorted((one, other) => one.range.start.compareTo(other.range.start));
  await until(() => `findings ${expected.join(', ') || 'none'}; shown are ${shown().map(ruleOf).join(', ') || 'none'}`, () => shown().map(ruleOf).join() === expected.join());
  return shown();
}
