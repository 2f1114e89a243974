// `check` over many migration files, beside squawk, start-up included.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { functionAndQuery, rows } from './files.mjs';

/** Some 1.8 kB each, so 600 kB in all. */
const files = 340;
const runs = 7;

/** Checks the generated history, or the SQL files of the folder that is given. */
export function benchCheck(peers, corpus) {
  return corpus === undefined ? withGeneratedFiles((folder) => compare(peers, folder)) : compare(peers, resolve(corpus));
}

async function withGeneratedFiles(use) {
  const folder = mkdtempSync(join(tmpdir(), 'sql-coach-bench-'));
  const migrations = join(folder, 'migrations');
  mkdirSync(migrations);
  for (let index = 0; index < files; index++) {
    writeFileSync(join(migrations, `${String(index + 1).padStart(4, '0')}_step.sql`), migration(index));
  }
  try {
    return await use(migrations);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What migrations are made of: tables with keys to older ones, indexes, later columns, rows, functions and a query. */
function migration(index) {
  return [2 * index, 2 * index + 1].flatMap((n) => [
    `-- Step ${n}: what accounts keep here.`,
    `CREATE TABLE part_${n} (`,
    `  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,`,
    `  account_id bigint NOT NULL,`,
    ...(n % 4 === 3 ? [`  earlier_id bigint REFERENCES part_${n - 3} (id),`] : []),
    `  title text NOT NULL DEFAULT 'item ${n}',`,
    `  amount numeric(12, 2) NOT NULL CHECK (amount >= 0),`,
    `  state text NOT NULL,`,
    `  created_at timestamptz NOT NULL DEFAULT now()`,
    `);`,
    `CREATE INDEX part_${n}_account_id_idx ON part_${n} (account_id);`,
    ``,
    ...rows(n),
    `ALTER TABLE part_${Math.floor(n / 2)} ADD COLUMN note_${n} text;`,
    ...(n % 5 === 0 ? [`CREATE INDEX part_${n}_state_idx ON part_${Math.floor(n / 3)} (state);`] : []),
    ``,
    ...functionAndQuery(n),
  ]).join('\n');
}

/** Each tool in turn, so that what else the machine does hits all of them; medians, the best run, and ratios of the medians. */
async function compare(peers, folder) {
  const paths = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.sql')).map((name) => join(folder, name)).toSorted();
  const size = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  const tools = toolsFor(peers, folder, paths);
  const times = new Map(Object.keys(tools).map((name) => [name, []]));
  for (let run = 0; run < runs; run++) {
    for (const [name, { command, args }] of Object.entries(tools)) {
      const started = performance.now();
      const { error } = spawnSync(command, args, { stdio: 'ignore', cwd: folder });
      if (error) throw error;
      times.get(name).push(performance.now() - started);
    }
  }
  console.log(`\ncheck of ${paths.length} migration files, ${Math.round(size / 1000)} kB: milliseconds of ${runs} runs, start-up included`);
  console.log('tool                        median     best  findings  files with some  peak MB');
  for (const [name, tool] of Object.entries(tools)) {
    const work = tool.count === undefined ? ['', ''] : tool.count(outputOf(tool, folder));
    const memory = await peakMemory(tool, folder);
    const numbers = [median(times.get(name)).toFixed(0).padStart(8), Math.min(...times.get(name)).toFixed(0).padStart(9), String(work[0]).padStart(10), String(work[1]).padStart(17), String(memory ?? '').padStart(9)];
    console.log(name.padEnd(26) + numbers.join(''));
  }
  const own = median(times.get('sql-coach'));
  for (const name of ['squawk', 'squawk, its binary alone']) {
    if (times.has(name)) console.log(`sql-coach / ${name}: ${(own / median(times.get(name))).toFixed(2)}`);
  }
}

/** squawk as its npm package starts it, through Node.js, and without that; Node.js alone shows what of our time is not ours. */
function toolsFor({ squawk }, folder, paths) {
  const args = ['--reporter', 'Json', ...paths];
  const binary = squawk && join(dirname(squawk), '..', '@squawk-cli', `${process.platform}-${process.arch}`, 'bin', process.platform === 'win32' ? 'squawk.exe' : 'squawk');
  return {
    'sql-coach': { command: process.execPath, args: [resolve('dist/cli.js'), 'check', '--fail-on', 'never', '--format', 'json', folder], count: countOwn },
    ...(squawk ? { squawk: { command: squawk, args, count: countSquawk } } : {}),
    ...(binary && existsSync(binary) ? { 'squawk, its binary alone': { command: binary, args } } : {}),
    'node, an empty script': { command: process.execPath, args: ['-e', '0'] },
  };
}

/** Findings, and how many files have some: a tool that gave up early shows. */
function countOwn(output) {
  const found = JSON.parse(output).files;
  return [found.reduce((sum, { findings }) => sum + findings.length, 0), found.filter(({ findings }) => findings.length > 0).length];
}

function countSquawk(output) {
  const found = JSON.parse(output);
  return [found.length, new Set(found.map(({ file }) => file)).size];
}

function outputOf({ command, args }, cwd) {
  return spawnSync(command, args, { cwd, maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] }).stdout.toString();
}

/** The most memory that the process had, where the system tells (Linux); a process that it starts is not counted. */
async function peakMemory({ command, args }, cwd) {
  const child = spawn(command, args, { cwd, stdio: 'ignore' });
  let peak;
  const look = setInterval(() => {
    try {
      peak = Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1000) || peak;
    } catch {
      // It has ended, or the system has no such files.
    }
  }, 5);
  await new Promise((done) => {
    child.on('exit', done);
    child.on('error', done);
  });
  clearInterval(look);
  return peak;
}

function median(list) {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
}
