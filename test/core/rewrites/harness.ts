import assert from 'node:assert/strict';
import { createParser } from '../../../server/adapters/libpg-query';
import { MigrationFiles, type MigrationSet } from '../../../server/adapters/migration-files';
import { wholeProject } from '../../../server/adapters/walk-folder';
import { createCoach, drain, type Coach } from '../../../server/core/coach';
import type { Files } from '../../../server/core/host';
import { planRewrite, type Rewrite } from '../../../server/core/rewrites/plan';
import type { Refusal } from '../../../server/core/rewrites/recipe';
import type { Finding } from '../../../server/core/rules/finding';
import { applyEdits } from '../../../server/core/text/span';
import type { FrameworkName } from '../../../server/core/migrations/unit';

/** Texts by absolute path. */
export type Project = ReadonlyMap<string, string>;

const unconfigured = { globs: undefined, framework: undefined, transaction: undefined };

/** 2026-03-04 05:06:07 UTC. */
export const now = Date.UTC(2026, 2, 4, 5, 6, 7);

export async function createBench(): Promise<Coach> {
  return createCoach({ parser: await createParser() });
}

function filesOf(project: Project): Files {
  return {
    read: (path) => Promise.resolve(project.get(path)),
    list: (folder) => {
      const inside = [...project.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
      return Promise.resolve([...new Set(inside.map((path) => (path.includes('/') ? `${path.slice(0, path.indexOf('/'))}/` : path)))]);
    },
  };
}

/** The one history of a project, as the product finds it. */
export async function historyOf(coach: Coach, project: Project): Promise<MigrationSet> {
  const { sets } = await new MigrationFiles(filesOf(project), coach).read('/p', unconfigured, wholeProject);
  assert.equal(sets.length, 1, 'there is one history');
  return sets[0] as MigrationSet;
}

export interface Asked {
  readonly project: Project;
  readonly path: string;
  readonly rule: string;
  readonly pgVersion: number;
}

export function findingsIn(coach: Coach, set: MigrationSet, path: string, pgVersion: number): readonly Finding[] {
  const file = set.history.files.find((each) => each.path === path);
  assert.ok(file, `${path} is part of the history`);
  const result = drain(coach.check({ file: path, document: file.document, configuration: { pgVersion, levels: new Map() }, history: set.history, parts: file.parts, transaction: set.transaction }));
  assert.deepEqual(result.crashes, []);
  return result.findings;
}

export async function rewriteOf(coach: Coach, { project, path, rule, pgVersion }: Asked): Promise<Rewrite | Refusal | undefined> {
  const set = await historyOf(coach, project);
  const finding = findingsIn(coach, set, path, pgVersion).find((each) => each.rule === rule);
  assert.ok(finding, `${rule} is found in ${path}: ${findingsIn(coach, set, path, pgVersion).map((each) => each.rule).join()}`);
  const file = set.history.files.find((each) => each.path === path);
  assert.ok(file);
  return planRewrite({ file: path, document: file.document, finding, history: set.history, framework: set.framework, parts: file.parts, transaction: set.transaction, pgVersion, now, open: (text) => coach.open(text) });
}

/** The project with a rewrite's files and edits. */
export function applied(project: Project, rewrite: Rewrite): Project {
  const after = new Map(project);
  for (const { path, edits } of rewrite.edits) after.set(path, applyEdits(after.get(path) ?? '', edits));
  for (const { path, text } of rewrite.files) {
    assert.ok(!after.has(path), `${path} is new`);
    after.set(path, text);
  }
  return after;
}

/** A migration as a framework keeps it. */
export interface Written {
  readonly up: string;
  readonly down?: string;
}

/** The files of migrations in a framework, the paths of those that run, and files that only tell which framework it is. */
export function projectOf(framework: FrameworkName, migrations: readonly Written[]): { readonly project: Project; readonly paths: readonly string[] } {
  const project = new Map<string, string>();
  const paths = migrations.map((migration, index) => writers[framework]?.(project, migration, index + 1) ?? assert.fail(`no writer for ${framework}`));
  return { project, paths };
}

type Writer = (project: Map<string, string>, migration: Written, number: number) => string;

const stamp = (number: number): string => `2024010${number}120000`;

const writers: Readonly<Partial<Record<FrameworkName, Writer>>> = {
  plain: (project, { up }, number) => put(project, `/p/migrations/00${number}_step.sql`, up),
  flyway: (project, { up }, number) => put(project, `/p/migrations/V1.${number}__step.sql`, up),
  'golang-migrate': (project, { up, down = '' }, number) => {
    project.set(`/p/migrations/00000${number}_step.down.sql`, down);
    return put(project, `/p/migrations/00000${number}_step.up.sql`, up);
  },
  goose: (project, { up, down = '' }, number) => put(project, `/p/migrations/${stamp(number)}_step.sql`, `-- +goose Up\n${up}\n-- +goose Down\n${down}`),
  dbmate: (project, { up, down = '' }, number) => put(project, `/p/db/migrations/${stamp(number)}_step.sql`, `-- migrate:up\n${up}\n-- migrate:down\n${down}`),
  sqlx: (project, { up }, number) => {
    project.set('/p/Cargo.toml', '[dependencies]\nsqlx = "0.8"\n');
    return put(project, `/p/migrations/${stamp(number)}_step.sql`, up);
  },
  diesel: (project, { up, down = '' }, number) => {
    project.set(`/p/migrations/2024-01-0${number}-120000_step/down.sql`, down);
    return put(project, `/p/migrations/2024-01-0${number}-120000_step/up.sql`, up);
  },
  prisma: (project, { up }, number) => put(project, `/p/prisma/migrations/${stamp(number)}_step/migration.sql`, up),
  supabase: (project, { up }, number) => put(project, `/p/supabase/migrations/${stamp(number)}_step.sql`, up),
  atlas: (project, { up }, number) => {
    project.set('/p/migrations/atlas.sum', 'h1:x=\n');
    return put(project, `/p/migrations/${stamp(number)}_step.sql`, up);
  },
  liquibase: (project, { up }, number) => put(project, `/p/migrations/00${number}.sql`, `--liquibase formatted sql\n--changeset ann:${number}\n${up}`),
  'node-pg-migrate': (project, { up, down = '' }, number) => put(project, `/p/migrations/170000000000${number}_step.sql`, `-- Up Migration\n${up}\n-- Down Migration\n${down}`),
  knex: (project, { up }, number) => {
    project.set('/p/package.json', '{ "dependencies": { "knex": "3" } }');
    return put(project, `/p/migrations/${stamp(number)}_step.sql`, up);
  },
  drizzle: (project, { up }, number) => {
    project.set('/p/drizzle/meta/_journal.json', '{ "entries": [] }');
    return put(project, `/p/drizzle/000${number}_step.sql`, up);
  },
};

function put(project: Map<string, string>, path: string, text: string): string {
  project.set(path, text);
  return path;
}
