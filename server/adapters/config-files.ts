import { dirname, join } from 'node:path/posix';
import { configurationName, emptyConfiguration, type ConfigurationFile, type ConfigurationProblem } from '../core/config/configuration';
import { parseConfiguration } from '../core/config/parse-configuration';
import { createResolver, type Resolver } from '../core/config/resolve';
import type { ConfigurableRule } from '../core/config/presets';
import type { Files } from '../core/host';

/** One `sqlcoach.json` as it was read. */
export interface LoadedConfiguration {
  readonly file: ConfigurationFile;
  /** Spans are of `text`. */
  readonly problems: readonly ConfigurationProblem[];
  readonly text: string;
  /** Resolves files of its folder; `pgVersion` is used where the configuration has none. */
  resolver(pgVersion: number): Resolver;
}

/** The configurations of a workspace, each read once until it is forgotten. */
export class ConfigFiles {
  readonly #files: Files;
  readonly #rules: readonly ConfigurableRule[];
  readonly #byFolder = new Map<string, Promise<LoadedConfiguration | undefined>>();
  readonly #none = new Map<string, LoadedConfiguration>();

  constructor(files: Files, rules: readonly ConfigurableRule[]) {
    this.#files = files;
    this.#rules = rules;
  }

  /** The configuration that holds for a file: of its folder or the nearest above; defaults with the folder `root` where there is none. */
  async forFile(path: string, root: string): Promise<LoadedConfiguration> {
    return (await this.#inFolder(dirname(path))) ?? this.defaults(root);
  }

  /** The defaults, as if an empty configuration stood in the folder. */
  defaults(folder: string): LoadedConfiguration {
    const known = this.#none.get(folder);
    if (known !== undefined) return known;
    const created = this.#loaded(join(folder, configurationName), { configuration: emptyConfiguration, problems: [] }, '');
    this.#none.set(folder, created);
    return created;
  }

  /** Reads one configuration by its path; undefined where there is no such file. */
  async load(path: string): Promise<LoadedConfiguration | undefined> {
    try {
      const text = await this.#files.read(path);
      return text === undefined ? undefined : this.#loaded(path, parseConfiguration(text, this.#rules), text);
    } catch (error) {
      const problem = { severity: 'error' as const, message: error instanceof Error ? error.message : String(error), span: { start: 0, end: 0 } };
      return this.#loaded(path, { configuration: emptyConfiguration, problems: [problem] }, '');
    }
  }

  /** Every file is read again when it is next asked for. */
  forget(): void {
    this.#byFolder.clear();
    this.#none.clear();
  }

  #inFolder(folder: string): Promise<LoadedConfiguration | undefined> {
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const parent = dirname(folder);
    const found = this.load(join(folder, configurationName)).then((loaded) => (loaded !== undefined || parent === folder ? loaded : this.#inFolder(parent)));
    this.#byFolder.set(folder, found);
    return found;
  }

  #loaded(path: string, parsed: Pick<LoadedConfiguration, 'problems'> & Pick<ConfigurationFile, 'configuration'>, text: string): LoadedConfiguration {
    const file = { path, folder: dirname(path), configuration: parsed.configuration };
    const resolvers = new Map<number, Resolver>();
    return {
      file,
      problems: parsed.problems,
      text,
      resolver: (pgVersion) => {
        const resolver = resolvers.get(pgVersion) ?? createResolver(file, this.#rules, pgVersion);
        resolvers.set(pgVersion, resolver);
        return resolver;
      },
    };
  }
}
