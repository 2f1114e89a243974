import type { FileConfiguration } from '../coach';
import type { Configuration, ConfigurationFile } from './configuration';
import { matchGlobs, type PathMatcher } from './globs';
import { presetLevel, type ConfigurableRule } from './presets';
import { groupEntry } from './rule-settings';
import type { Level } from './schema';

export interface Resolver {
  /** What the configuration says of a file, by its absolute path with `/`. The same answer is the same object, so results can be remembered by it. */
  resolve(path: string): FileConfiguration;
  /** False where `include` or `exclude` leave the file out. */
  includes(path: string): boolean;
  /** Whether the configuration names the file as a migration; undefined where it says nothing of migrations. */
  isMigration(path: string): boolean | undefined;
}

/** Packages bring SQL of their own that nobody here can change. */
const alwaysExcluded = ['**/node_modules/**'];

/** `pgVersion` is used where the configuration has none. */
export function createResolver({ configuration, folder }: ConfigurationFile, rules: readonly ConfigurableRule[], pgVersion: number): Resolver {
  const overrides = configuration.overrides.map((override) => ({ ...override, matches: matchGlobs(override.files) }));
  const include = configuration.include === undefined ? undefined : matchGlobs(configuration.include);
  const exclude = matchGlobs([...alwaysExcluded, ...configuration.exclude]);
  const migrations = configuration.migrations.globs === undefined ? undefined : matchGlobs(configuration.migrations.globs);
  const base = baseLevels(configuration, rules);
  const known = new Map<string, FileConfiguration>();
  return {
    resolve(path) {
      const fitting = overrides.filter(({ matches }) => inside(folder, path, matches));
      const key = fitting.map((override) => overrides.indexOf(override)).join(' ');
      const found = known.get(key);
      if (found !== undefined) return found;
      const levels = fitting.reduce((all, override) => withEntries(all, override.rules, rules), base);
      const options = fitting.reduce((all, override) => (override.options.size === 0 ? all : new Map([...all, ...override.options])), configuration.options);
      const resolved = { pgVersion: fitting.findLast((override) => override.pgVersion !== undefined)?.pgVersion ?? configuration.pgVersion ?? pgVersion, levels, options };
      known.set(key, resolved);
      return resolved;
    },
    includes: (path) => (include === undefined || inside(folder, path, include)) && !inside(folder, path, exclude),
    isMigration: (path) => (migrations === undefined ? undefined : inside(folder, path, migrations)),
  };
}

/** A later preset in `extends` wins over an earlier one, groups win over both, and single rules over all. */
function baseLevels(configuration: Configuration, rules: readonly ConfigurableRule[]): ReadonlyMap<string, Level> {
  const levels = new Map<string, Level>();
  for (const preset of configuration.extends) {
    for (const rule of rules) levels.set(rule.id, presetLevel(preset, rule));
  }
  return withEntries(levels, configuration.rules, rules);
}

/** A group's level is for those of its rules that are on. A rule that was switched off, or is off by default, is asked for by its own name. */
function withEntries(before: ReadonlyMap<string, Level>, entries: ReadonlyMap<string, Level>, rules: readonly ConfigurableRule[]): ReadonlyMap<string, Level> {
  const levels = new Map(before);
  for (const { id, group } of rules) {
    const level = group === undefined ? undefined : entries.get(groupEntry(group));
    if (level !== undefined && levels.get(id) !== 'off') levels.set(id, level);
  }
  for (const [id, level] of entries) if (!id.endsWith('/*')) levels.set(id, level);
  return levels;
}

function inside(folder: string, path: string, matches: PathMatcher): boolean {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) && matches(path.slice(prefix.length));
}
