// Bundles test files and runs them with mocha, a process per suite; adds up what passed and failed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { build } from 'esbuild';
import { absentHistories, corpusFolder, histories } from '../corpus/histories.mjs';

/**
 * Suites, each a folder of `test/` (and files beside it that carry its name). Lanes of one stage run side by side; what
 * measures time, or builds anew what the others use, has a stage of its own.
 */
const stages = [
  [['core']],
  [['rules', 'adapters', 'database'], ['lsp', 'cli', 'client', 'webview']],
  [['package', 'editor']],
];
const suites = stages.flat(2);

/**
 * What some test files need and no clone of this repository has. Its absence is the one exception from the rule that a skip is a failure with CI=true:
 * a file that has nothing to test is not run, and the run says what is absent and how to bring it.
 */
const optional = {
  'test/database/histories.test.ts': () => {
    const absent = absentHistories();
    return { nothing: absent.length === histories.length, notes: absent.map(({ repository }) => `absent: the history of ${repository} is not in ${corpusFolder()}, so the prediction was not compared with it; \`npm run corpus\` brings it`) };
  },
};
const absentNotes = [];

/** @param {string[]} args suites, files, `--no-build`. Returns the exit code. */
export async function runTests(args) {
  const started = Date.now();
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const everything = wanted.length === 0;
  const totals = { passed: 0, failed: 0, skipped: 0 };
  if (everything) for (const [name, command, ...rest] of gates) count(totals, gate(name, command, rest));
  if (!args.includes('--no-build') && gate('build', process.execPath, ['esbuild.mjs', ...(everything ? ['--production'] : [])]).failed > 0) {
    totals.failed += 1;
  } else {
    for (const lanes of everything ? stages : [[groups(wanted)]]) await Promise.all(lanes.map((lane) => runLane(lane, totals, lanes.length > 1)));
  }
  const skippedIsFailure = process.env.CI === 'true' && totals.skipped > 0;
  if (skippedIsFailure) console.log(`${totals.skipped} skipped: with CI=true that is a failure.`);
  for (const note of absentNotes) console.log(note);
  console.log(`\n${Math.round((Date.now() - started) / 1000)} s`);
  const failed = totals.failed + (skippedIsFailure ? totals.skipped : 0);
  console.log(`${totals.passed} passed, ${failed} failed`);
  return failed > 0 || totals.passed === 0 ? 1 : 0;
}

const gates = [
  ['generated files are up to date', process.execPath, 'gen.mjs', 'check'],
  ['types', process.execPath, join('node_modules', 'typescript', 'bin', 'tsc'), '-b'],
  ['lint', process.execPath, join('node_modules', 'oxlint', 'bin', 'oxlint'), '--deny-warnings'],
];

function gate(name, command, args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
}

function count(totals, result) {
  for (const key of Object.keys(totals)) totals[key] += result[key];
}

function groups(wanted) {
  return wanted.map((name) => {
    if (suites.includes(name)) return name;
    if (name === 'desktop') return name;
    if (!existsSync(name)) throw new Error(`No suite and no file is called ${name}. Suites: ${suites.join(', ')}.`);
    return { name: basename(name), files: statSync(name).isDirectory() ? walk(name) : [name] };
  });
}

function filesOf(suite) {
  if (typeof suite !== 'string') return suite.files;
  const files = existsSync(`test/${suite}`) ? walk(`test/${suite}`) : [];
  for (const name of readdirSync('test')) if (name === `${suite}.test.ts`) files.push(`test/${name}`);
  return files;
}

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? walk(join(folder, entry.name)) : entry.name.endsWith('.test.ts') ? [join(folder, entry.name)] : []))
    .toSorted();
}

/** Suites one after the other. Beside other lanes the output of a suite is kept back until it is whole. */
async function runLane(lane, totals, aside) {
  for (const suite of lane) {
    const files = filesOf(suite).filter(isThere);
    if (files.length > 0) count(totals, await runSuite(typeof suite === 'string' ? suite : suite.name, files, aside));
  }
}

function isThere(file) {
  const { nothing = false, notes = [] } = optional[file.replaceAll('\\', '/')]?.() ?? {};
  absentNotes.push(...notes);
  return !nothing;
}

async function runSuite(name, files, aside) {
  const started = Date.now();
  // A folder of its own, so that two runs at the same time do not take each other's files away.
  const out = join('out-test', `${name}-${process.pid}`);
  mkdirSync(out, { recursive: true });
  await build({
    entryPoints: files, outbase: '.', outdir: out, outExtension: { '.js': '.cjs' }, bundle: true, platform: 'node', target: 'node20', format: 'cjs',
    sourcemap: 'inline', packages: 'external', external: ['vscode'], loader: { '.md': 'text' }, logLevel: 'warning',
    define: { 'import.meta.url': '__importMetaUrl' },
    banner: { js: "const __importMetaUrl=require('node:url').pathToFileURL(__filename).href;" },
  });
  const results = join(out, 'results.json');
  const bundled = files.map((file) => join(out, relative('.', file).replace(/\.ts$/, '.cjs')));
  if (!aside) console.log(`\n${name}`);
  let output = `\n${name}\n`;
  const code = await new Promise((done) => {
    const child = spawn(process.execPath, ['--enable-source-maps', 'test/runner/mocha.mjs', results, ...bundled], { stdio: ['ignore', ...(aside ? ['pipe', 'pipe'] : ['inherit', 'inherit'])] });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('close', (status) => done(status ?? 1));
  });
  if (aside) process.stdout.write(output);
  const result = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
  rmSync(out, { recursive: true, force: true });
  // A process that ended without a failing test (a crash, an import that threw) has failed all the same.
  if (code !== 0 && result.failed === 0) result.failed = 1;
  console.log(`${name}: ${result.passed} passed, ${result.failed} failed${result.skipped ? `, ${result.skipped} skipped` : ''} (${Math.round((Date.now() - started) / 1000)} s)`);
  return result;
}
