// `check` over many migration files, beside squawk, start-up included.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { sqlFile } from './files.mjs';

const files = 340;
/** Lines of each file: two parts of a schema and some comments, 1.8 kB, so 600 kB in all. */
const lines = 70;
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
    const text = sqlFile(lines).replaceAll(/\b(part|total)_(\d+)/g, `$1_${index}_$2`);
    writeFileSync(join(migrations, `${String(index + 1).padStart(4, '0')}_step.sql`), text);
  }
  try {
    return await use(migrations);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
