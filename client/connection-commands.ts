import { CancellationError, commands, l10n, window, workspace, type QuickPickItem } from 'vscode';
import { addressProblem, nameProblem, type Connection } from './connection-list';
import { embedded, targetOf, type Connections, type Target } from './connections';
import type { Requester } from './requester';
import { withWork } from './work';

/** Asks for name and address, tries them, and offers to use the connection here. */
export async function addConnection(connections: Connections, server: Requester): Promise<Connection | undefined> {
  if (!(await isTrusted())) return undefined;
  const name = await window.showInputBox({
    title: l10n.t('Add Connection (1/2)'), prompt: l10n.t('A name for lists, for example staging'), ignoreFocusOut: true,
    validateInput: (value) => nameProblem(value, connections.list()),
  });
  if (name === undefined) return undefined;
  const address = await askAddress(l10n.t('Add Connection (2/2)'));
  if (address === undefined) return undefined;
  const connection = await connections.add(name, address);
  const worked = await tryConnection(connection, connections, server);
  if (worked === 'forget') {
    await connections.remove(connection);
    return undefined;
  }
  if (worked !== 'cancelled') await connections.choose(connection);
  return connection;
}

export async function removeConnection(connections: Connections): Promise<void> {
  const connection = await pick(connections, l10n.t('Remove which connection?'));
  if (!connection) return;
  await connections.remove(connection);
}

export async function testConnection(connections: Connections, server: Requester): Promise<void> {
  if (!(await isTrusted())) return;
  const connection = await pick(connections, l10n.t('Test which connection?'));
  if (connection && (await haveAddress(connection, connections))) await tryConnection(connection, connections, server);
}

type TargetItem = QuickPickItem & { readonly target?: Target };

/** Lets the user pick where plans are made; undefined when they left. New connections can be added on the way. */
export async function pickTarget(connections: Connections, server: Requester, title: string): Promise<Target | undefined> {
  const items: readonly TargetItem[] = [
    { label: l10n.t('Embedded PostgreSQL'), description: l10n.t('empty tables of your migrations; nothing leaves this machine'), target: embedded },
    ...connections.list().map((connection) => ({ label: connection.name, target: targetOf(connection) })),
    { label: l10n.t('$(add) Add Connection…') },
  ];
  const choice = await window.showQuickPick(items, { title, placeHolder: l10n.t('Where PostgreSQL makes the plan') });
  if (!choice) return undefined;
  if (choice.target) return choice.target;
  const added = await addConnection(connections, server);
  return added && targetOf(added);
}

export async function chooseConnection(connections: Connections, server: Requester): Promise<void> {
  const target = await pickTarget(connections, server, l10n.t('Choose Connection'));
  if (target) await connections.choose(target.connection);
}

/** Whether the address is on this machine; asks for it where it is not, rather than failing. */
export async function haveAddress(connection: Connection, connections: Connections): Promise<boolean> {
  if (await connections.hasAddress(connection)) return true;
  const address = await askAddress(l10n.t('The address of {0} is not on this machine', connection.name));
  if (address === undefined) return false;
  await connections.setAddress(connection, address);
  return true;
}

/** Servers are reached only from folders that the user trusts. Says so, with the way to change it. */
export async function isTrusted(): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const manage = l10n.t('Manage Workspace Trust');
  const choice = await window.showWarningMessage(
    l10n.t('SQL Coach connects to servers only in folders that you trust. Checks and the embedded PostgreSQL work without that.'), manage,
  );
  if (choice === manage) await commands.executeCommand('workbench.trust.manage');
  return workspace.isTrusted;
}

async function askAddress(title: string): Promise<string | undefined> {
  return await window.showInputBox({
    title, password: true, ignoreFocusOut: true,
    prompt: l10n.t('postgresql://user:password@host:5432/database, or host=… dbname=… user=…. Kept in the secret store of VS Code, never in settings or logs.'),
    validateInput: addressProblem,
  });
}

type Trial = 'worked' | 'kept' | 'forget' | 'cancelled';

/** Says whether the connection works; where it does not, the user decides what becomes of it. */
async function tryConnection(connection: Connection, connections: Connections, server: Requester): Promise<Trial> {
  const failure = await attempt(connection, connections, server);
  if (failure === 'cancelled' || failure === 'worked') return failure;
  const [again, keep, forget] = [l10n.t('Change Address'), l10n.t('Keep'), l10n.t('Remove')];
  const choice = await window.showErrorMessage(l10n.t('{0}: {1}', connection.name, failure.message), again, keep, forget);
  if (choice === forget) return 'forget';
  if (choice !== again) return 'kept';
  const address = await askAddress(l10n.t('Address of {0}', connection.name));
  if (address === undefined) return 'kept';
  await connections.setAddress(connection, address);
  return await tryConnection(connection, connections, server);
}

async function attempt(connection: Connection, connections: Connections, server: Requester): Promise<'worked' | 'cancelled' | { readonly message: string }> {
  try {
    await connections.publish();
    const reply = await withWork(server, l10n.t('Connecting to {0}', connection.name), (token) => server.request('sqlCoach/testConnection', { connection: connection.id }, token));
    if (!reply.ok) return { message: connections.clean([reply.failure.message, reply.failure.action].filter(Boolean).join(' ')) };
    void window.showInformationMessage(l10n.t('{0} works: database {1}, PostgreSQL {2}.', connection.name, reply.value.database, reply.value.version));
    return 'worked';
  } catch (error) {
    if (error instanceof CancellationError) return 'cancelled';
    return { message: connections.clean(error instanceof Error ? error.message : String(error)) };
  }
}

async function pick(connections: Connections, title: string): Promise<Connection | undefined> {
  const known = connections.list();
  if (known.length === 0) {
    void window.showInformationMessage(l10n.t('There are no connections yet. Add one with “SQL Coach: Add Connection…”.'));
    return undefined;
  }
  return (await window.showQuickPick(known.map((connection) => ({ label: connection.name, connection })), { title }))?.connection;
}
