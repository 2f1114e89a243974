import { TextDocumentSyncKind, type Connection, type InitializeParams, type InitializeResult } from 'vscode-languageserver';
import type { Coach } from '../core/coach';
import type { ExpectedTokens, Files } from '../core/host';
import type { Addresses } from '../adapters/secrets';
import { Checks } from './checks';
import { profileOf, type ClientProfile } from './client-profile';
import { codeActionKinds } from './code-actions';
import { remoteLog } from './console-log';
import { Diagnostics } from './diagnostics';
import { Documents } from './documents';
import { registerFeatures } from './features';
import { registerRequests, type LongTasks } from './requests';
import { Settings } from './settings';
import { Watch } from './watch';
import { Workspace } from './workspace';

/** What the process gives to the server. */
export interface ServerPorts {
  readonly version: string;
  readonly files: Files;
  readonly addresses: Addresses;
  readonly expectedTokens: ExpectedTokens;
  /** Loaded on first use: databases and lessons are large. */
  readonly tasks: () => Promise<LongTasks>;
}

/**
 * Connects the coach with an editor. Resolves nothing and throws nothing; the connection decides when it ends.
 * @param onReady called once the editor may be served
 */
export function startServer(connection: Connection, coach: Coach, ports: ServerPorts, onReady?: () => void): void {
  connection.onInitialize((params) => {
    const profile = profileOf(params, ports.addresses.fromExtension);
    serve({ connection, coach, ports, params, profile });
    onReady?.();
    return answer(profile, ports.version);
  });
}

interface Session {
  readonly connection: Connection;
  readonly coach: Coach;
  readonly ports: ServerPorts;
  readonly params: InitializeParams;
  readonly profile: ClientProfile;
}

function serve({ connection, coach, ports, params, profile }: Session): void {
  const log = remoteLog(connection.console);
  const documents = new Documents(coach);
  // What is still under way tells of open documents only, and the editor listens no more.
  connection.onShutdown(() => documents.closeAll());
  const settings = new Settings(connection, profile, params.initializationOptions);
  const workspace = new Workspace({ coach, documents, settings, files: ports.files, log, folders: foldersOf(params) });
  const checks = new Checks({ coach, documents, workspace, log });
  const diagnostics = new Diagnostics({ connection, documents, checks, profile, log });
  const features = { connection, coach, documents, workspace, checks, diagnostics, settings, profile, log, expectedTokens: ports.expectedTokens, files: ports.files };
  registerFeatures(features);
  registerRequests({ ...features, addresses: ports.addresses, tasks: ports.tasks });
  const watch = new Watch({ connection, documents, workspace, diagnostics, settings, profile, log });
  watch.start();
}

function answer(profile: ClientProfile, version: string): InitializeResult {
  return {
    serverInfo: { name: 'SQL Coach', version },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds, resolveProvider: profile.resolvesActionEdits },
      ...(profile.pullsDiagnostics ? { diagnosticProvider: { identifier: 'sql-coach', interFileDependencies: false, workspaceDiagnostics: false } } : {}),
      ...(profile.hasCommands ? { codeLensProvider: { resolveProvider: true } } : {}),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  const folders = workspaceFolders?.map(({ uri }) => uri) ?? [];
  return folders.length === 0 && typeof rootUri === 'string' ? [rootUri] : folders;
}
