// `npm run bench [-- --quick] [--only check|editing] [--corpus FOLDER]`: our language server and command line beside the peers', the same client, the same files, in one run.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { benchCheck } from './test/bench/check.mjs';
import { fileToEdit, placeToType } from './test/bench/files.mjs';
import { startServer } from './test/bench/language-client.mjs';
import { installPeers } from './test/bench/peers.mjs';

const quick = process.argv.includes('--quick');
const sizes = [60, 1600, 22_000];
/** A character typed and deleted, this many times; a slow server is given up after `budget` milliseconds. */
const rounds = quick ? 10 : 60;
const budget = quick ? 20_000 : 90_000;
/** A server that has said nothing for so long after its last diagnostics has said all, in milliseconds. */
const quiet = 5_000;

if (!existsSync('dist/server.js')) throw new Error('Build first: npm run build -- --production');
const peers = installPeers();
const servers = {
  // With the flag of the extension.
  'sql-coach': [process.execPath, ['--liftoff-only', resolve('dist/server.js'), '--stdio']],
  ...(peers.squawk ? { squawk: [peers.squawk, ['server']] } : {}),
  ...(peers.postgresLanguageServer ? { 'postgres-language-server': [peers.postgresLanguageServer, ['lsp-proxy']] } : {}),
};

const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const only = option('--only');

const results = [];
for (const lines of only === 'check' ? [] : sizes) {
  for (const [name, [command, args]] of Object.entries(servers)) results.push({ name, lines, ...(await measure(command, args, lines)) });
}
if (only !== 'check') printEditing(results);
if (only !== 'editing') await benchCheck(peers, option('--corpus'));

async function measure(command, args, lines) {
  const folder = mkdtempSync(join(tmpdir(), 'sql-coach-bench-'));
  mkdirSync(join(folder, 'queries'));
  const path = join(folder, 'queries', 'bench.sql');
  const text = fileToEdit(lines);
  writeFileSync(path, text);
  const server = await startServer(command, args, folder);
  try {
    const uri = `file://${path}`;
    const { first, all } = await server.openAndWait(uri, text, quiet);
    const place = placeToType(text);
    const times = [];
    const worked = server.cpu();
    const end = performance.now() + budget;
    for (let round = 0, version = 1; round < rounds && performance.now() < end; round++) {
      for (const change of [
        { range: { start: place, end: place }, text: 'x' },
        { range: { start: place, end: { ...place, character: place.character + 1 } }, text: '' },
      ]) {
        version += 1;
        const typed = performance.now();
        await server.change(uri, version, change);
        await server.diagnostics(uri, version);
        times.push(performance.now() - typed);
      }
    }
    return { first, all, times: times.toSorted((a, b) => a - b), cpu: (server.cpu() - worked) / times.length, memory: server.memory() };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function printEditing(rows) {
  console.log('\nA file is opened: milliseconds until its first and until all diagnostics. Then one character typed and deleted in its middle:');
  console.log('milliseconds until the diagnostics of the new text, processor time of the server for each edit, its memory at the end');
  console.log('lines   server                      first      all      p50      p95      max   cpu ms  edits  memory MB  p50 of theirs / ours');
  for (const { name, lines, first, all, times, cpu, memory } of rows) {
    const own = rows.find((row) => row.lines === lines && row.name === 'sql-coach');
    const ratio = percentile(times, 0.5) / percentile(own.times, 0.5);
    const numbers = [first, all, percentile(times, 0.5), percentile(times, 0.95), times.at(-1), cpu].map((value) => (value === undefined ? '-' : value.toFixed(1)).padStart(9)).join('');
    console.log(`${String(lines).padEnd(8)}${name.padEnd(25)}${numbers}${String(times.length).padStart(7)}${String(Math.round(memory ?? 0)).padStart(11)}${ratio.toFixed(1).padStart(12)}`);
  }
}
