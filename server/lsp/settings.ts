import type { Connection } from 'vscode-languageserver';
import { defaultSettings, readSettings, type ResourceSettings } from '../core/settings';
import type { ClientProfile } from './client-profile';

/** The user's settings for each document, asked once and forgotten as a whole when any of them changes. */
export class Settings {
  readonly #connection: Connection;
  readonly #profile: ClientProfile;
  readonly #byUri = new Map<string, Promise<ResourceSettings>>();
  /** What a client that cannot be asked has sent. */
  #pushed: ResourceSettings = defaultSettings;

  constructor(connection: Connection, profile: ClientProfile, initializationOptions: unknown) {
    this.#connection = connection;
    this.#profile = profile;
    this.#pushed = readSettings(sectionOf(initializationOptions));
  }

  /** Never rejects: where the client does not answer, the defaults hold. */
  forUri(uri: string): Promise<ResourceSettings> {
    if (!this.#profile.answersConfiguration) return Promise.resolve(this.#pushed);
    const known = this.#byUri.get(uri);
    if (known !== undefined) return known;
    const asked = this.#connection.workspace.getConfiguration({ scopeUri: uri, section: 'sqlCoach' }).then(readSettings, () => defaultSettings);
    this.#byUri.set(uri, asked);
    return asked;
  }

  release(uri: string): void {
    this.#byUri.delete(uri);
  }

  /** @param settings what came with `workspace/didChangeConfiguration`; null from clients that want to be asked */
  changed(settings: unknown): void {
    this.#byUri.clear();
    if (settings !== null && settings !== undefined) this.#pushed = readSettings(sectionOf(settings));
  }
}

function sectionOf(settings: unknown): unknown {
  return typeof settings === 'object' && settings !== null && 'sqlCoach' in settings ? settings.sqlCoach : settings;
}
