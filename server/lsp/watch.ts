import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, type Connection } from 'vscode-languageserver';
import type { Log } from '../core/host';
import type { ClientProfile } from './client-profile';
import type { Diagnostics } from './diagnostics';
import type { Documents } from './documents';
import { fileOf } from './documents';
import type { Settings } from './settings';
import { watchedPatterns, type Workspace } from './workspace';

export interface WatchParts {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly workspace: Workspace;
  readonly diagnostics: Diagnostics;
  readonly settings: Settings;
  readonly profile: ClientProfile;
  readonly log: Log;
}

/** Hears of what changes outside open documents: files on disk, settings, folders. */
export class Watch {
  readonly #parts: WatchParts;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  start(): void {
    const { connection, workspace, settings } = this.#parts;
    workspace.onChanged = () => this.#refresh();
    workspace.onConfiguration = (uri, diagnostics) => void connection.sendDiagnostics({ uri, diagnostics }).catch(() => undefined);
    connection.onDidChangeConfiguration((params) => {
      settings.changed(params.settings);
      workspace.settingsChanged();
      this.#refresh();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => workspace.filesChanged(changes.map(({ uri }) => fileOf(uri))));
    connection.onInitialized(() => this.#register());
  }

  #register(): void {
    const { connection, profile, workspace, log } = this.#parts;
    const failed = (what: string) => (error: unknown) => log.warn(`The editor does not tell about ${what}: ${String(error)}`);
    if (profile.registersConfiguration) {
      connection.client.register(DidChangeConfigurationNotification.type, { section: 'sqlCoach' }).catch(failed('settings'));
    }
    if (profile.registersWatchers) {
      const watchers = watchedPatterns.map((globPattern) => ({ globPattern }));
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(failed('files'));
    }
    if (profile.tellsFolderChanges) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => workspace.foldersChanged(added.map(({ uri }) => uri), removed.map(({ uri }) => uri)));
    }
  }

  #refresh(): void {
    const { connection, diagnostics, profile } = this.#parts;
    diagnostics.refresh();
    if (profile.refreshesCodeLenses && profile.hasCommands) void connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
  }
}
