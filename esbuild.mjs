// Every bundle from one table. `node esbuild.mjs [--watch] [--production]`; prints sizes and fails over a limit.
import * as esbuild from 'esbuild';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { assets } from './server/assets.mjs';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** Packages that most runs never need: each becomes a file of its own beside the bundle, loaded on first use. */
const lazyPackages = { pg: 'pg', 'pgsql-ast-parser': 'pgsql-ast-parser' };

const node = { platform: 'node', target: 'node20', format: 'cjs' };
const lazy = Object.keys(lazyPackages).map((name) => ({ in: name, out: name, options: { ...node }, limit: 900 }));
const lazyPlugin = {
  name: 'lazy-packages',
  setup(build) {
    const filter = new RegExp(`^(${Object.keys(lazyPackages).join('|')})$`);
    build.onResolve({ filter }, ({ path, kind }) => (kind === 'entry-point' ? undefined : { path: `./${lazyPackages[path]}.js`, external: true }));
  },
};
/** `cli.js` only chooses: commands other than `check` and `rules`, which start with as little as possible, are in `cli-more.js`. */
const cliMorePlugin = {
  name: 'cli-more',
  setup(build) {
    build.onResolve({ filter: /^\.\/(?:main\.cli-more|effects|explain|lesson|trace)$/ }, ({ kind }) => (kind === 'dynamic-import' ? { path: './cli-more.js', external: true } : undefined));
  },
};
/** Commander starts subcommands that are programs of their own, which we have none of; Node takes 10 ms to load what that needs. */
const commanderPlugin = {
  name: 'commander',
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) => (/[\\/]commander[\\/]/.test(importer) ? { path: 'child-process', namespace: 'when-asked' } : undefined));
    build.onLoad({ filter: /^child-process$/, namespace: 'when-asked' }, () => ({ contents: "exports.spawn = (...args) => require('node:child_process').spawn(...args);" }));
  },
};
/** Of the pages of rules the command line shows the first line, in its list of rules. */
const firstLinePlugin = {
  name: 'first-line',
  setup(build) {
    build.onLoad({ filter: /[\\/]core[\\/]rules[\\/].*\.md$/ }, ({ path }) => ({ loader: 'text', contents: readFileSync(path, 'utf8').trim().split('\n', 1)[0] }));
  },
};
/** Plans, lessons and rehearsals: checking needs none of it, so the server loads it with the first request. */
const serverTasksPlugin = {
  name: 'server-tasks',
  setup(build) {
    build.onResolve({ filter: /^\.\/tasks$/ }, ({ kind }) => (kind === 'dynamic-import' ? { path: './server-tasks.js', external: true } : undefined));
  },
};
/** `import.meta.url` is empty in a CommonJS bundle; packages that read it need the address of the file. */
const importMeta = {
  define: { 'import.meta.url': '__importMetaUrl' },
  banner: { js: "const __importMetaUrl=require('node:url').pathToFileURL(__filename).href;" },
};

/** in, out, and the largest size in kilobytes of the minified file. */
const bundles = [
  { in: 'client/extension.ts', out: 'extension', options: { ...node, external: ['vscode'] }, limit: 560 },
  { in: 'server/main.node.ts', out: 'server', options: { ...node, ...importMeta, plugins: [lazyPlugin, serverTasksPlugin] }, limit: 1500 },
  { in: 'server/lsp/tasks.ts', out: 'server-tasks', options: { ...node, ...importMeta, plugins: [lazyPlugin] }, limit: 950 },
  { in: 'server/main.cli.ts', out: 'cli', options: { ...node, plugins: [cliMorePlugin], banner: { js: '#!/usr/bin/env node' } }, limit: 20 },
  { in: 'server/main.cli-check.ts', out: 'cli-check', options: { ...node, ...importMeta, plugins: [lazyPlugin, cliMorePlugin, commanderPlugin, firstLinePlugin] }, limit: 1000 },
  { in: 'server/main.cli-more.ts', out: 'cli-more', options: { ...node, ...importMeta, plugins: [lazyPlugin] }, limit: 1650 },
  { in: 'server/adapters/parse-ahead-worker.ts', out: 'parse-ahead', options: { ...node, ...importMeta }, limit: 80 },
  { in: 'server/adapters/embedded/worker.ts', out: 'embedded', options: { ...node, ...importMeta }, limit: 800 },
  ...lazy,
  ...['plan', 'lesson', 'today', 'rehearsal'].map((name) => ({
    in: `webview/${name}/main.ts`, out: `webview/${name}`, options: { platform: 'browser', target: 'es2023', format: 'iife' }, limit: 250,
  })),
].filter((bundle) => !bundle.in.includes('/') || existsSync(bundle.in));

const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  loader: { '.md': 'text', '.ttf': 'file' },
  logLevel: 'warning',
  metafile: true,
  mainFields: ['module', 'main'],
  conditions: ['module'],
};

const reportProblems = {
  name: 'report-problems',
  setup(build) {
    build.onStart(() => console.log('[build] started'));
    build.onEnd((result) => {
      for (const { text, location } of result.errors) console.error(`[error] ${location?.file}:${location?.line}:${location?.column}: ${text}`);
      console.log('[build] finished');
    });
  },
};

if (production) rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
const configurations = bundles.map((bundle) => ({
  ...shared,
  ...bundle.options,
  entryPoints: [{ in: bundle.in, out: bundle.out }],
  outdir: 'dist',
  plugins: [...(bundle.options.plugins ?? []), ...(watch ? [reportProblems] : [])],
}));

if (watch) {
  await assets('dist');
  for (const configuration of configurations) await (await esbuild.context(configuration)).watch();
} else {
  await Promise.all([...configurations.map((configuration) => esbuild.build(configuration)), assets('dist')]);
  let over = false;
  for (const { out, limit } of bundles) {
    const size = Math.round(statSync(`dist/${out}.js`).size / 1024);
    const tooLarge = production && size > limit;
    over ||= tooLarge;
    if (production || tooLarge) console.log(`${String(size).padStart(6)} kB  dist/${out}.js${tooLarge ? `  over its limit of ${limit} kB` : ''}`);
  }
  if (over) process.exitCode = 1;
}
for (const folder of ['lessons']) if (existsSync(folder)) cpSync(folder, `dist/${folder}`, { recursive: true });
