import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** What the extension derives from the progress that it keeps. */
const learner = ['calendar', 'calibration', 'progress', 'progress-event', 'progress-log', 'review-cards', 'review-deck', 'review-queue', 'review-rating', 'unit-state', 'weekly-goal'].map((name) => `server/core/lessons/${name}`);

/** Who may import what beside itself: folder (longest match wins) to the folders and packages it may name. A trailing `type` allows type imports only. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'server/core/text': [],
  'server/core/sql': ['server/core/text', 'server/core/rules/rule type', 'server/core/host type', 'server/core/document/statement type', 'server/core/catalog/model type', '@pgsql/types type'],
  'server/core/document': ['server/core/text', 'server/core/sql', 'server/core/host type', '@pgsql/types type'],
  'server/core/catalog': ['server/core/text', 'server/core/sql', 'server/core/catalog', 'server/core/document/statement type', '@pgsql/types type'],
  'server/core/effects': ['server/core/text', 'server/core/sql', 'server/core/catalog', 'server/core/document/statement type', '@pgsql/types type'],
  'server/core/migrations': ['server/core/text', 'server/core/sql', 'server/core/catalog', 'server/core/document', 'server/core/host type'],
  'server/core/rules': ['server/core/text', 'server/core/sql', 'server/core/catalog', 'server/core/effects', 'server/core/document/statement type', '@pgsql/types type', 'zod'],
  'server/core/plan': ['server/core/text', 'server/core/catalog type', 'server/core/host type', 'zod'],
  'server/core': ['@pgsql/types type', 'zod', 'yaml', 'jsonc-parser', 'markdown-it', 'picomatch', 'ts-fsrs'],
  'server/lsp': ['server/core', 'server/version', 'server/protocol type', 'server/adapters', 'vscode-languageserver', 'vscode-languageserver-textdocument', 'node:'],
  'server/adapters': ['server/core', '@pgsql/types type', 'server/protocol type', 'node:', 'pg', 'libpg-query', '@electric-sql/pglite', 'pgsql-ast-parser'],
  'server/cli': ['server', 'node:', 'commander', 'sarif type'],
  server: ['node:', 'commander', 'vscode-languageserver', 'package.json'],
  client: ['vscode', 'vscode-languageclient', 'server/protocol', 'server/core type', ...learner, 'server/core/settings', 'webview/plan/protocol', 'webview/lesson/protocol', 'webview/today/protocol', 'webview/rehearsal/protocol', 'node:'],
  webview: ['server/core type', '@vscode-elements', '@vscode/codicons'],
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : /(?<!\.d)\.ts$/.test(entry.name) ? [join(folder, entry.name)] : [],
  );
}

const files = ['server', 'client', 'webview'].flatMap(sources).map((path) => path.replaceAll('\\', '/'));

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+()'([^']+)'|\bimport\(\s*'([^']+)'/gm)];
  return found.map(([, type, from, , bare, dynamic]) => {
    const name = from ?? bare ?? dynamic ?? '';
    return { file, target: name.startsWith('.') ? normalize(join(dirname(file), name)).replaceAll('\\', '/') : name, typeOnly: type !== undefined };
  });
}

function permits(rule: string, { target, typeOnly }: Import): boolean {
  const [path = '', only] = rule.split(' ');
  const matches = target === path || target.startsWith(path.endsWith(':') ? path : `${path}/`);
  return matches && (only === undefined || typeOnly);
}

describe('architecture', () => {
  it('finds the sources', () => assert.ok(files.length > 100, `${files.length} files`));

  it('lets imports point only where they may', () => {
    const folders = Object.keys(allowed).toSorted((a, b) => b.length - a.length);
    const wrong = files.flatMap(importsOf).filter((each) => {
      if (each.target.endsWith('.md') || each.target.endsWith('.css')) return false;
      const folder = folders.find((name) => each.file.startsWith(`${name}/`));
      return folder === undefined || ![folder, ...(allowed[folder] ?? [])].some((rule) => permits(rule, each));
    });
    assert.deepEqual(wrong.map(({ file, target }) => `${file} imports ${target}`), []);
  });

  it('keeps rules from importing each other', () => {
    const rule = /^server\/core\/rules\/\w+\/[\w-]+$/;
    const wrong = files.filter((file) => rule.test(file.replace(/\.ts$/, ''))).flatMap(importsOf).filter(({ target }) => rule.test(target));
    assert.deepEqual(wrong, []);
  });

  it('lets no source file grow past 350 lines', () => {
    const long = files.map((file) => [file, readFileSync(file, 'utf8').split('\n').length] as const).filter(([file, lines]) => lines > 350 && !file.endsWith('builtin-functions.ts'));
    assert.deepEqual(long, []);
  });

  it('has one copy of the protocol library', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, unknown> };
    assert.equal(Object.keys(lock.packages).filter((path) => path.endsWith('/vscode-languageserver-protocol')).length, 1);
  });
});
