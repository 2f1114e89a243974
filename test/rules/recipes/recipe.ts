import { readdirSync, readFileSync } from 'node:fs';
import { drain, type CheckResult, type Coach } from '../../../server/core/coach';
import { presetLevel } from '../../../server/core/config/presets';
import { createHistory } from '../../../server/core/migrations/history';
import type { TransactionMode } from '../../../server/core/migrations/unit';
import { rules } from '../../../server/core/rules/index';
import { wholeFile } from '../fixture';

/** One file of a recipe: a migration, or a query of the application. */
export interface RecipeFile {
  readonly name: string;
  readonly query: boolean;
  /** How its framework runs it: all in one transaction, or each statement by itself. */
  readonly transaction: TransactionMode;
  readonly sql: string;
  readonly expectations: readonly RecipeFinding[];
}

export interface RecipeFinding {
  readonly rule: string;
  /** The text under the squiggle. */
  readonly range: string;
}

export interface Recipe {
  readonly path: string;
  readonly pgVersion: number;
  readonly files: readonly RecipeFile[];
}

const begins = /^-- (file|query): (\S+?)(, each)?$/;
const sharedTables = /^-- tables: (\w+)$/;
const expectation = /^\s*-- expect: ([\w-]+) "(.*)"$/;
const folder = 'test/rules/recipes';
const levels = new Map(rules.map((rule) => [rule.id, presetLevel('recommended', rule)]));

export function readRecipes(kind: 'safe' | 'dangerous'): readonly Recipe[] {
  return readdirSync(`${folder}/${kind}`).toSorted().map((name) => readRecipe(`${folder}/${kind}/${name}`));
}

/**
 * A recipe is a file of its own with the files of a project in it: `-- file: NAME` begins a migration that runs in one transaction,
 * `-- file: NAME, each` one whose statements run by themselves, `-- query: NAME` a file of the application.
 * `-- tables: NAME` stands for a first migration, which many recipes have: `tables/NAME.sql`.
 * `-- expect: rule "text"` behind a statement names a finding of the file; nothing else may be found. `-- pg-version: N` stands first.
 */
function readRecipe(path: string): Recipe {
  const files: (RecipeFile & { readonly lines: string[]; readonly expectations: RecipeFinding[] })[] = [];
  let pgVersion = 18;
  for (const line of readFileSync(path, 'utf8').trimEnd().split('\n')) {
    const [, kind, name = '', each] = begins.exec(line) ?? [];
    const [, rule, range = ''] = expectation.exec(line) ?? [];
    const [, tables] = sharedTables.exec(line) ?? [];
    const file = files.at(-1);
    if (kind !== undefined) files.push({ name, query: kind === 'query', transaction: each === undefined ? 'one' : 'each', sql: '', lines: [], expectations: [] });
    else if (tables !== undefined) files.push({ name: '001_tables.sql', query: false, transaction: 'one', sql: '', lines: readFileSync(`${folder}/tables/${tables}.sql`, 'utf8').trimEnd().split('\n'), expectations: [] });
    else if (line.startsWith('-- pg-version: ')) pgVersion = Number(line.slice(15));
    else if (file === undefined) throw new Error(`${path}: a line before the first file: ${line}`);
    else if (rule === undefined) file.lines.push(line);
    else file.expectations.push({ rule, range: range.replaceAll('\\n', '\n') });
  }
  return { path, pgVersion, files: files.map(({ lines, ...file }) => ({ ...file, sql: `${lines.join('\n')}\n` })) };
}

/** Checks each file of a recipe with what came before it, with the rules of the preset `recommended`. */
export function checkRecipe(coach: Coach, { files, pgVersion }: Recipe): readonly CheckResult[] {
  const migrations = files.filter(({ query }) => !query).map(({ name, sql, transaction }) => ({ path: `/migrations/${name}`, document: coach.open(sql), parts: wholeFile(sql, transaction) }));
  const history = createHistory(migrations);
  return files.map(({ name, sql, query, transaction }) => {
    const file = query ? `/queries/${name}` : `/migrations/${name}`;
    const { document, parts } = migrations.find(({ path }) => path === file) ?? { document: coach.open(sql), parts: undefined };
    return drain(coach.check({ file, document, configuration: { pgVersion, levels }, history, parts, transaction: query ? 'unknown' : transaction }));
  });
}
