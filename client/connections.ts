import { randomUUID } from 'node:crypto';
import { EventEmitter, l10n, workspace, type Disposable, type ExtensionContext, type LogOutputChannel, type Uri } from 'vscode';
import { embeddedName, readConnections, withoutSecrets, type Connection } from './connection-list';

const listKey = 'sqlCoach.connections';
const choiceKey = 'sqlCoach.connection';

/** Where a plan is made. `connection` is null for the embedded PostgreSQL. */
export interface Target {
  readonly connection: Connection | null;
  /** For sentences: `embedded PostgreSQL`, or the name of the connection. */
  readonly name: string;
}

export const embedded: Target = { connection: null, name: 'embedded PostgreSQL' };

/** What the user knows as connections: names in the memento, addresses in VS Code's secret store and in the memory of the server, nowhere else. */
export class Connections implements Disposable {
  readonly #context: ExtensionContext;
  readonly #send: (addresses: Readonly<Record<string, string>>) => Promise<void>;
  readonly #log: LogOutputChannel;
  readonly #changes = new EventEmitter<void>();
  readonly #subscriptions: readonly Disposable[];
  #known: readonly string[] = [];

  readonly onDidChange = this.#changes.event;

  /** @param send hands all addresses to the server, by id of the connection */
  constructor(context: ExtensionContext, send: (addresses: Readonly<Record<string, string>>) => Promise<void>, log: LogOutputChannel) {
    this.#context = context;
    this.#send = send;
    this.#log = log;
    this.#subscriptions = [
      context.secrets.onDidChange(() => this.#changes.fire()),
      workspace.onDidGrantWorkspaceTrust(() => this.#changes.fire()),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('sqlCoach.explain.database') && this.#changes.fire()),
    ];
  }

  list(): readonly Connection[] {
    return readConnections(this.#context.globalState.get(listKey));
  }

  async add(name: string, address: string): Promise<Connection> {
    const connection: Connection = { id: randomUUID(), name: name.trim() };
    await this.setAddress(connection, address);
    await this.#context.globalState.update(listKey, [...this.list(), connection]);
    this.#changes.fire();
    return connection;
  }

  async remove(connection: Connection): Promise<void> {
    await this.#context.globalState.update(listKey, this.list().filter(({ id }) => id !== connection.id));
    await this.#context.secrets.delete(secretKey(connection));
    if (this.#context.workspaceState.get(choiceKey) === connection.id) await this.#context.workspaceState.update(choiceKey, undefined);
    this.#changes.fire();
    await this.publish();
  }

  async setAddress(connection: Connection, address: string): Promise<void> {
    await this.#context.secrets.store(secretKey(connection), address.trim());
  }

  /** Secrets do not travel with the settings: a new machine or container knows the name only. */
  async hasAddress(connection: Connection): Promise<boolean> {
    return (await this.#context.secrets.get(secretKey(connection))) !== undefined;
  }

  /** The choice in this workspace. */
  async choose(connection: Connection | null): Promise<void> {
    await this.#context.workspaceState.update(choiceKey, connection?.id ?? embeddedName);
    this.#changes.fire();
  }

  /** Where plans of a document are made: the choice in this workspace, else the setting, else the embedded PostgreSQL. Fails with a message for the user. */
  target(resource: Uri | undefined): Target | { readonly problem: string } {
    const choice = this.#context.workspaceState.get<string>(choiceKey);
    if (choice === embeddedName) return embedded;
    const chosen = choice === undefined ? undefined : this.byId(choice);
    if (chosen) return targetOf(chosen);
    const setting = workspace.getConfiguration('sqlCoach', resource).get<unknown>('explain.database', embeddedName);
    if (setting === embeddedName || typeof setting !== 'string' || setting === '') return embedded;
    const named = this.list().find(({ name }) => name === setting);
    return named ? targetOf(named) : { problem: l10n.t('The setting sqlCoach.explain.database names the connection “{0}”, which is not known here.', setting) };
  }

  byId(id: string): Connection | undefined {
    return this.list().find((connection) => connection.id === id);
  }

  /** Before a request that uses a connection. In a workspace that is not trusted the server learns no address. */
  async publish(): Promise<void> {
    const addresses: Record<string, string> = {};
    if (workspace.isTrusted) {
      for (const connection of this.list()) {
        const address = await this.#context.secrets.get(secretKey(connection));
        if (address === undefined) this.#log.info(`The address of connection “${connection.name}” is not on this machine.`);
        else addresses[connection.id] = address;
      }
    }
    this.#known = Object.values(addresses);
    await this.#send(addresses);
  }

  /** A text for the user or the log, in which no address and no password of a known connection stands. */
  clean(text: string): string {
    return withoutSecrets(text, this.#known);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changes.dispose();
  }
}

export function targetOf(connection: Connection | null): Target {
  return connection ? { connection, name: connection.name } : embedded;
}

function secretKey({ id }: Connection): string {
  return `sqlCoach.connection.${id}`;
}
