import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { pathInBaseline, type LoadedBaseline, type LoadedConfiguration } from '../adapters/config-files';
import { keyedFindings } from '../core/check/fingerprints';
import type { CheckResult } from '../core/coach';
import { keyOf, renderBaseline, type KnownCounts, type KnownFinding } from '../core/config/baseline';
import type { CheckedFile } from './arrange';
import { UsageError } from './usage-error';

/** A file and what a check of it said. */
export interface CheckedResult {
  readonly file: Pick<CheckedFile, 'path' | 'loaded'>;
  readonly result: CheckResult;
}

interface Project extends LoadedConfiguration {
  readonly baseline: LoadedBaseline;
}

/** Writes what was found into the baselines of the configurations. What they know of files that were not checked stays, as long as those are there. */
export function writeBaselines(checked: readonly CheckedResult[]): void {
  for (const { file } of checked) {
    if (file.loaded.baseline === undefined) throw new UsageError(`${file.loaded.file.path}: name the file to write first: "baseline": "sqlcoach-baseline.json"`);
  }
  for (const [project, files] of byProject(checked)) {
    const { folder } = project.file;
    const own = new Map(files.map(({ file, result }) => [pathInBaseline(folder, file.path), knownFindings(result)]));
    const others = [...project.baseline.entries].filter(([path]) => !own.has(path) && existsSync(join(folder, path)));
    const entries = new Map([...others, ...own]);
    try {
      writeFileSync(project.baseline.path, renderBaseline(entries));
    } catch (error) {
      throw new UsageError(`${project.baseline.path}: cannot be written: ${error instanceof Error ? error.message : String(error)}`);
    }
    const count = [...own.values()].flat().reduce((sum, known) => sum + known.count, 0);
    process.stderr.write(`sql-coach: wrote ${counted(count, 'finding')} of ${counted(files.length, 'file')} to ${project.baseline.path}\n`);
  }
}

/** Tells what the baselines know and nobody found any more: in the files that were checked, and of files that are gone. */
export function tellUnmatched(checked: readonly CheckedResult[]): void {
  for (const [project, files] of byProject(checked)) {
    const { entries, path } = project.baseline;
    const { folder } = project.file;
    const unmatched = files.flatMap(({ file, result }) => describe(pathInBaseline(folder, file.path), result.unmatched ?? new Map()));
    const isChecked = new Set(files.map(({ file }) => pathInBaseline(folder, file.path)));
    const gone = [...entries].filter(([name]) => !isChecked.has(name) && !existsSync(join(folder, name))).flatMap(([name, known]) => known.map(({ rule }) => `${name}: ${rule}`));
    const all = [...unmatched, ...gone];
    if (all.length === 0) continue;
    const more = all.length > mostNamed ? `, and ${all.length - mostNamed} more` : '';
    process.stderr.write(`sql-coach: info: ${path}: ${counted(all.length, 'entry', 'entries')} match nothing any more (${all.slice(0, mostNamed).join(', ')}${more}); \`sql-coach check --write-baseline\` removes them\n`);
  }
}

const mostNamed = 5;

function describe(path: string, unmatched: KnownCounts): readonly string[] {
  return [...unmatched.keys()].map((key) => `${path}: ${key.split(' ', 1)[0] ?? ''}`);
}

/** The files of each configuration that names a baseline. */
function byProject(checked: readonly CheckedResult[]): ReadonlyMap<Project, readonly CheckedResult[]> {
  const projects = new Map<Project, CheckedResult[]>();
  for (const each of checked) {
    const { loaded } = each.file;
    if (loaded.baseline === undefined) continue;
    const project = loaded as Project;
    projects.set(project, [...(projects.get(project) ?? []), each]);
  }
  return projects;
}

function knownFindings({ groups }: CheckResult): readonly KnownFinding[] {
  const known = new Map<string, KnownFinding>();
  for (const { finding: { rule }, statement, starts, occurrence } of keyedFindings(groups)) known.set(keyOf(rule, statement), { rule, statement, count: occurrence, starts });
  return [...known.values()];
}

function counted(count: number, word: string, words = `${word}s`): string {
  return `${count} ${count === 1 ? word : words}`;
}
