import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Test, type Suite } from 'mocha';
import { projectFolder } from '../workbench/project.mjs';
import type { HostResult } from './host/index';

export interface HostRun {
  /** The bundle of the suites, for VS Code's `extensionTestsPath`. */
  readonly tests: string;
  readonly folder: string;
  /** Where the suites write what passed. */
  readonly results: string;
  readonly read: () => readonly HostResult[];
  readonly remove: () => void;
}

/** Bundles the suites that run in the extension host and copies the sample project for them to change. */
export async function prepareHostRun(): Promise<HostRun> {
  const outfile = join(projectFolder, 'out-test', 'host', 'index.cjs');
  await build({
    entryPoints: [join(projectFolder, 'test/editor/host/index.ts')], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs',
    packages: 'external', sourcemap: 'inline', logLevel: 'warning',
  });
  const folder = copyOfShop();
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'sql-coach-host-')));
  const results = join(temporary, 'results.json');
  return {
    tests: outfile, folder, results,
    read: () => (existsSync(results) ? (JSON.parse(readFileSync(results, 'utf8')) as readonly HostResult[]) : []),
    remove: () => {
      for (const path of [folder, temporary]) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The sample project, for a test to change. */
export function copyOfShop(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sql-coach-shop-')));
  cpSync(join(projectFolder, 'examples', 'shop'), folder, { recursive: true });
  return folder;
}

/** Shows what ran inside VS Code as tests of this run. To be called before the suite's own tests start. */
export function addResults(suite: Suite, results: readonly HostResult[]): void {
  for (const { title, error } of results) {
    suite.addTest(new Test(title, () => {
      if (error !== undefined) throw new Error(error);
    }));
  }
}
