// `check` over many migration files, beside squawk, start-up included.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sqlFile } from './files.mjs';

const files = 340;

/** Runs each tool five times in turn and prints the medians and their ratio. */
export async function benchCheck(peers) {
  const folder = mkdtempSync(join(tmpdir(), 'sql-coach-bench-'));
  const migrations = join(folder, 'migrations');
  mkdirSync(migrations);
  const paths = Array.from({ length: files }, (_, index) => {
    const path = join(migrations, `${String(index + 1).padStart(4, '0')}_step.sql`);
    writeFileSync(path, sqlFile(62).replaceAll(/\b(part|total)_(\d+)/g, `$1_${index}_$2`));
    return path;
  });
  const tools = { 'sql-coach': [process.execPath, [resolve('dist/cli.js'), 'check', '--fail-on', 'never', '--format', 'json', migrations]], ...(peers.squawk ? { squawk: [peers.squawk, ['--reporter', 'Json', ...paths]] } : {}) };
  const times = Object.fromEntries(Object.keys(tools).map((name) => [name, []]));
  for (let run = 0; run < 5; run++) {
    for (const [name, [command, args]] of Object.entries(tools)) {
      const started = performance.now();
      const { error } = spawnSync(command, args, { stdio: 'ignore', cwd: folder });
      if (error) throw error;
      times[name].push(performance.now() - started);
    }
  }
  rmSync(folder, { recursive: true, force: true });
  const median = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, list.toSorted((a, b) => a - b)[2]]));
  console.log(`\ncheck of ${files} migration files, median of 5 in milliseconds`);
  for (const [name, value] of Object.entries(median)) console.log(`${name.padEnd(12)}${value.toFixed(0).padStart(8)}`);
  if (median.squawk) console.log(`sql-coach / squawk ${(median['sql-coach'] / median.squawk).toFixed(2)}`);
}
