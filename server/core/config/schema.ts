import * as z from 'zod/mini';
import type { FrameworkName } from '../migrations/unit';

export const oldestVersion = 13;
export const newestVersion = 18;

export const frameworkNames = [
  'plain', 'flyway', 'golang-migrate', 'goose', 'dbmate', 'sqlx', 'diesel', 'prisma',
  'drizzle', 'knex', 'node-pg-migrate', 'supabase', 'atlas', 'liquibase', 'alembic',
] as const satisfies readonly FrameworkName[];

export const levels = ['error', 'warning', 'info', 'hint', 'off'] as const;
export const presetNames = ['recommended', 'strict', 'all'] as const;

export type Level = (typeof levels)[number];
export type PresetName = (typeof presetNames)[number];

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

function described<T extends z.ZodMiniType>(schema: T, description: string): T {
  return schema.check(z.describe(description));
}

const globsText = 'must be a pattern such as "db/**/*.sql", or a list of patterns';
const globs = z.union([z.string(), z.array(z.string())], { error: globsText });

const ruleText = `must be one of ${list(levels)}, or a list of one of these and an object of options`;
const ruleLevel = z.union([z.enum(levels), z.tuple([z.enum(levels), z.record(z.string(), z.unknown())])], { error: ruleText });
const rules = z.record(z.string(), ruleLevel, { error: 'must be an object from rule id to level' });

const versionText = `must be a whole number from ${oldestVersion} to ${newestVersion}`;
const pgVersion = z.int({ error: versionText }).check(z.minimum(oldestVersion, { error: versionText }), z.maximum(newestVersion, { error: versionText }));

const preset = z.enum(presetNames, { error: `must be one of ${list(presetNames)}` });
const transactionModes = ['one', 'each', 'unknown'] as const;

const migrations = z.strictObject(
  {
    globs: z.optional(described(globs, 'The files of the migration history, relative to the folder of this file.')),
    framework: z.optional(
      described(z.enum(frameworkNames, { error: `must be one of ${list(frameworkNames)}` }), 'The migration tool: decides the order of the files and how each is run. Found out from the files where it is missing.'),
    ),
    transaction: z.optional(
      described(
        z.enum(transactionModes, { error: `must be one of ${list(transactionModes)}` }),
        'How a migration file is run: "one" transaction around the file, "each" statement by itself, or "unknown". The framework decides where it is missing.',
      ),
    ),
  },
  { error: 'must be an object' },
);

const override = z.strictObject(
  {
    files: described(globs, 'The files that this is about, relative to the folder of this file.'),
    pgVersion: z.optional(described(pgVersion, 'The PostgreSQL version that these files are written for.')),
    rules: z.optional(described(rules, 'Levels of rules for these files.')),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'must be an object with "files"' : undefined) },
);

/** The shape of `sqlcoach.json`. Messages complete a sentence that starts with the path of the value. */
export const configurationSchema = z.strictObject(
  {
    $schema: z.optional(described(z.string({ error: 'must be a string' }), 'Address of this schema.')),
    extends: z.optional(
      described(
        z.union([preset, z.array(preset)], { error: `must be one of ${list(presetNames)}, or a list of them` }),
        'Where the levels of rules start from. "recommended": each rule at its own level. "strict": one level higher. "all": rules that are off by default too.',
      ),
    ),
    pgVersion: z.optional(described(pgVersion, 'The PostgreSQL version that the SQL is written for.')),
    migrations: z.optional(described(migrations, 'The migration history. Found out from the folders where it is missing.')),
    rules: z.optional(described(rules, 'Levels of rules: "error", "warning", "info", "hint" or "off".')),
    overrides: z.optional(described(z.array(override, { error: 'must be a list' }), 'Other levels or another version for some files. The last entry that fits a file wins.')),
    baseline: z.optional(described(z.string({ error: 'must be the path of a file' }).check(z.minLength(1, { error: 'must be the path of a file' })), 'A file of known findings, which are not reported; relative to the folder of this file. `sql-coach check --write-baseline` writes it.')),
    include: z.optional(described(globs, 'Check only these files, relative to the folder of this file.')),
    exclude: z.optional(described(globs, 'Never check these files, relative to the folder of this file.')),
  },
  { error: 'must be an object' },
);

export type ConfigurationInput = z.infer<typeof configurationSchema>;
export type RulesInput = z.infer<typeof rules>;
