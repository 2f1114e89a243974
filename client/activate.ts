import { l10n, Uri, window, workspace, type ExtensionContext } from 'vscode';
import { activateClassroom, type ClassroomExports } from './classroom';
import { registerCommands } from './commands';
import { addConnection, chooseConnection, removeConnection, testConnection } from './connection-commands';
import { Connections } from './connections';
import { isCoached } from './documents';
import { Explain } from './explain';
import { fixAll } from './fix-all';
import { LanguageServer } from './language-client';
import { Rehearse, showEffects } from './rehearse';
import { ignoreFinding, openRule } from './rules';
import { MigrationContext } from './migration-context';
import { Status } from './status';

/** What the editor tests see of the running extension. */
export interface Exports extends Pick<ClassroomExports, 'shownLesson' | 'shownToday'> {
  /** Starts the language server if it does not run. */
  readonly start: () => Promise<void>;
  readonly serverProcess: () => number | undefined;
  readonly shownPlan: () => Explain['shown'];
  readonly shownRehearsal: () => Rehearse['shown'];
  /** Ends the language server; resolves when it is gone. */
  readonly stop: () => Promise<void>;
}

/** Puts the parts together. Does nothing that takes long: the server starts with the first SQL document or the first command that needs it. */
export function activateExtension(context: ExtensionContext): Exports {
  const log = window.createOutputChannel('SQL Coach', { log: true });
  const server = new LanguageServer(Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath, log);
  const connections = new Connections(context, (addresses) => server.setAddresses(addresses), log);
  const explain = new Explain(context, connections, server, log);
  const rehearse = new Rehearse(context, server, log);
  const start = () => void server.start().catch(() => undefined);
  context.subscriptions.push(
    log, server, connections, explain, rehearse, new Status(server, connections), new MigrationContext(server),
    ...registerCommands({
      'sqlCoach.explainStatement': () => explain.statement(),
      'sqlCoach.explainWith': () => explain.with(),
      'sqlCoach.measureStatement': () => explain.statement(undefined, undefined, true),
      'sqlCoach.explainAt': (uri, position) => explain.statement(uri, position),
      'sqlCoach.rehearseMigration': (uri, position) => rehearse.migration(uri, position),
      'sqlCoach.showEffects': (uri, position) => showEffects(uri, position),
      'sqlCoach.chooseConnection': () => chooseConnection(connections, server),
      'sqlCoach.addConnection': () => addConnection(connections, server),
      'sqlCoach.removeConnection': () => removeConnection(connections),
      'sqlCoach.testConnection': () => testConnection(connections, server),
      'sqlCoach.fixAll': () => fixAll(server),
      'sqlCoach.ignoreFinding': () => ignoreFinding(),
      'sqlCoach.openRule': (rule) => openRule(context.extensionUri, rule),
      'sqlCoach.restartServer': () => restart(server),
      'sqlCoach.showOutput': () => log.show(),
    }),
    workspace.onDidOpenTextDocument((document) => isCoached(document) && start()),
  );
  const { shownLesson, shownToday } = activateClassroom(context, server, log);
  // After activation: making a process would hold up the extensions that activate next.
  if (workspace.textDocuments.some(isCoached)) setImmediate(start);
  return { shownLesson, shownToday, start: () => server.start(), serverProcess: () => server.processId, shownPlan: () => explain.shown, shownRehearsal: () => rehearse.shown, stop: () => server.stop() };
}

async function restart(server: LanguageServer): Promise<void> {
  try {
    await server.restart();
    window.setStatusBarMessage(l10n.t('The SQL Coach language server was restarted.'), 5_000);
  } catch (error) {
    await window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}
