import type { FrameworkName, TransactionMode } from '../migrations/unit';
import type { Span } from '../text/span';
import type { Level, PresetName } from './schema';

/** `sqlcoach.json` as it was understood. */
export interface Configuration {
  readonly extends: readonly PresetName[];
  readonly pgVersion: number | undefined;
  readonly migrations: MigrationsConfiguration;
  /** By rule id, and for a whole group by `group/*`. */
  readonly rules: ReadonlyMap<string, Level>;
  /** Of rules whose options were given, with the defaults of the others filled in. */
  readonly options: ReadonlyMap<string, object>;
  readonly overrides: readonly Override[];
  /** The file of known findings, relative to the folder of the configuration, and where it is named in there. */
  readonly baseline: { readonly path: string; readonly span: Span } | undefined;
  /** undefined: everything. */
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[];
}

export interface MigrationsConfiguration {
  /** undefined: found out from the folders. */
  readonly globs: readonly string[] | undefined;
  readonly framework: FrameworkName | undefined;
  readonly transaction: TransactionMode | undefined;
}

export interface Override {
  readonly files: readonly string[];
  readonly pgVersion: number | undefined;
  readonly rules: ReadonlyMap<string, Level>;
  readonly options: ReadonlyMap<string, object>;
}

/** `error`: the value is not used. `warning`: it is used as far as possible. The span is of the configuration's text. */
export interface ConfigurationProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly span: Span;
}

/** A configuration and the folder that its globs are relative to: absolute, with `/`, without one at the end. */
export interface ConfigurationFile {
  readonly path: string;
  readonly folder: string;
  readonly configuration: Configuration;
}

export const configurationName = 'sqlcoach.json';

export const emptyConfiguration: Configuration = {
  extends: ['recommended'],
  pgVersion: undefined,
  migrations: { globs: undefined, framework: undefined, transaction: undefined },
  rules: new Map(),
  options: new Map(),
  overrides: [],
  baseline: undefined,
  include: undefined,
  exclude: [],
};
