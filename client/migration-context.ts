import { commands, Uri, workspace, type Disposable } from 'vscode';
import type { Requester } from './requester';

/** Tells VS Code which open files are migrations, so that menus can ask for it. */
export class MigrationContext implements Disposable {
  readonly #migrations = new Set<string>();
  readonly #subscriptions: readonly Disposable[];

  constructor(server: Requester) {
    this.#subscriptions = [
      server.onNotification('sqlCoach/status', ({ uri, migration }) => this.#set(Uri.parse(uri), migration)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#set(uri, false)),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** By path: in a remote window the workbench knows the same file by another scheme. */
  #set({ fsPath }: Uri, migration: boolean): void {
    if (this.#migrations.has(fsPath) === migration) return;
    if (migration) this.#migrations.add(fsPath);
    else this.#migrations.delete(fsPath);
    void commands.executeCommand('setContext', 'sqlCoach.migrations', [...this.#migrations]);
  }
}
