import { l10n, languages, LanguageStatusSeverity, window, workspace, type Disposable, type LanguageStatusItem } from 'vscode';
import type { Notifications } from '../server/protocol';
import type { Connections } from './connections';
import { documentSelector } from './documents';
import type { LanguageServer } from './language-client';

type DocumentStatus = Notifications['sqlCoach/status'];

/** The one item of SQL Coach in the language status: what was found in the document of the active editor, or why nothing is checked. */
export class Status implements Disposable {
  readonly #item: LanguageStatusItem;
  readonly #server: LanguageServer;
  readonly #connections: Connections;
  readonly #documents = new Map<string, DocumentStatus>();
  readonly #subscriptions: readonly Disposable[];

  constructor(server: LanguageServer, connections: Connections) {
    this.#server = server;
    this.#connections = connections;
    this.#item = languages.createLanguageStatusItem('sqlCoach.status', documentSelector);
    this.#item.name = 'SQL Coach';
    this.#subscriptions = [
      this.#item,
      server.onDidChangeState(() => this.#show()),
      server.onNotification('sqlCoach/status', (status) => {
        this.#documents.set(status.uri, status);
        this.#show();
      }),
      connections.onDidChange(() => this.#show()),
      window.onDidChangeActiveTextEditor(() => this.#show()),
      workspace.onDidCloseTextDocument(({ uri }) => this.#documents.delete(uri.toString())),
    ];
    this.#show();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #show(): void {
    const item = this.#item;
    item.busy = this.#server.state === 'starting';
    if (this.#server.state === 'failed') {
      item.text = l10n.t('SQL Coach stopped');
      item.detail = l10n.t('The language server is not running.');
      item.severity = LanguageStatusSeverity.Error;
      item.command = { command: 'sqlCoach.restartServer', title: l10n.t('Restart') };
      return;
    }
    const resource = window.activeTextEditor?.document.uri;
    const status = resource && this.#documents.get(resource.toString());
    const target = this.#connections.target(resource);
    item.text = status?.text ?? 'PostgreSQL';
    item.detail = [status?.detail, 'problem' in target ? target.problem : l10n.t('plans from {0}', target.name)].filter(Boolean).join(' · ');
    item.severity = 'problem' in target ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
    item.command = { command: 'sqlCoach.chooseConnection', title: l10n.t('Choose Connection…') };
  }
}
