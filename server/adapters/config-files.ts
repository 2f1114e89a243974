import { dirname, join, relative } from 'node:path/posix';
import { knownCounts, parseBaseline, type Baseline, type KnownCounts } from '../core/config/baseline';
import { configurationName, emptyConfiguration, type Configuration, type ConfigurationFile, type ConfigurationProblem } from '../core/config/configuration';
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
  /** The file of known findings; undefined where the configuration names none, or it cannot be read. */
  readonly baseline: LoadedBaseline | undefined;
  /** What is known of a file, by its absolute path with `/`. */
  known(path: string): KnownCounts | undefined;
  /** Resolves files of its folder; `pgVersion` is used where the configuration has none. */
  resolver(pgVersion: number): Resolver;
}

/** Known findings as they were read. */
export interface LoadedBaseline {
  readonly path: string;
  /** undefined: there is no such file yet. */
  readonly text: string | undefined;
  readonly entries: Baseline;
  /** Spans are of `text`. */
  readonly problems: readonly ConfigurationProblem[];
}

/** The path of a file as a baseline has it. */
export function pathInBaseline(folder: string, path: string): string {
  return relative(folder, path);
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
    const created = this.#loaded(join(folder, configurationName), { configuration: emptyConfiguration, problems: [] }, { text: '', baseline: undefined });
    this.#none.set(folder, created);
    return created;
  }

  /** Reads one configuration by its path; undefined where there is no such file. */
  async load(path: string): Promise<LoadedConfiguration | undefined> {
    try {
      const text = await this.#files.read(path);
      if (text === undefined) return undefined;
      const { configuration, problems } = parseConfiguration(text, this.#rules);
      const { baseline, problem } = await this.#baseline(dirname(path), configuration);
      return this.#loaded(path, { configuration, problems: [...problems, ...problem] }, { text, baseline });
    } catch (error) {
      const problem = { severity: 'error' as const, message: error instanceof Error ? error.message : String(error), span: { start: 0, end: 0 } };
      return this.#loaded(path, { configuration: emptyConfiguration, problems: [problem] }, { text: '', baseline: undefined });
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

  /** What goes wrong with the file is told where the configuration names it; what is wrong in the file, there. */
  async #baseline(folder: string, { baseline }: Configuration): Promise<{ readonly baseline: LoadedBaseline | undefined; readonly problem: readonly ConfigurationProblem[] }> {
    if (baseline === undefined) return { baseline: undefined, problem: [] };
    const path = join(folder, baseline.path);
    try {
      const text = await this.#files.read(path);
      if (text !== undefined) {
        const { baseline: entries, problems } = parseBaseline(text);
        return { baseline: { path, text, entries, problems }, problem: [] };
      }
      const missing = { severity: 'warning' as const, message: `There is no file "${baseline.path}" yet, so no finding is known; \`sql-coach check --write-baseline\` writes it.`, span: baseline.span };
      return { baseline: { path, text: undefined, entries: new Map(), problems: [] }, problem: [missing] };
    } catch (error) {
      return { baseline: undefined, problem: [{ severity: 'error', message: error instanceof Error ? error.message : String(error), span: baseline.span }] };
    }
  }

  #loaded(path: string, parsed: Pick<LoadedConfiguration, 'problems'> & Pick<ConfigurationFile, 'configuration'>, { text, baseline }: Pick<LoadedConfiguration, 'text' | 'baseline'>): LoadedConfiguration {
    const file = { path, folder: dirname(path), configuration: parsed.configuration };
    const resolvers = new Map<number, Resolver>();
    const counts = new Map<string, KnownCounts | undefined>();
    return {
      file,
      problems: parsed.problems,
      text,
      baseline,
      known(wanted) {
        if (baseline === undefined || baseline.entries.size === 0) return undefined;
        // The same answer is the same object, so that a host sees that nothing has changed.
        if (!counts.has(wanted)) counts.set(wanted, knownCounts(baseline.entries.get(pathInBaseline(file.folder, wanted))));
        return counts.get(wanted);
      },
      resolver: (pgVersion) => {
        const resolver = resolvers.get(pgVersion) ?? createResolver(file, this.#rules, pgVersion);
        resolvers.set(pgVersion, resolver);
        return resolver;
      },
    };
  }
}
