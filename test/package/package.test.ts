import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { projectFolder, run } from '../workbench/project.mjs';

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly icon: string;
  readonly main: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands?: readonly { readonly command: string; readonly title: string; readonly category?: string }[];
    readonly menus?: Readonly<Record<string, readonly { readonly command?: string }[]>>;
    readonly configuration?: { readonly properties: Readonly<Record<string, { readonly description?: string; readonly markdownDescription?: string }>> };
    readonly jsonValidation?: readonly { readonly url: string }[];
    readonly viewsContainers?: Readonly<Record<string, readonly { readonly icon: string }[]>>;
    readonly walkthroughs?: readonly { readonly steps: readonly { readonly media: Readonly<Record<string, string>> }[] }[];
  };
}

/** What may be in the package, as the names of `[Content_Types].xml`'s neighbours; every other file is a mistake. */
const allowed = [
  /^\[Content_Types\]\.xml$/, /^extension\.vsixmanifest$/,
  /^extension\/package(?:\.nls(?:\.[\w-]+)?)?\.json$/, /^extension\/(?:readme|changelog)\.md$/i, /^extension\/LICENSE(?:\.txt)?$/,
  /^extension\/docs\/images\/(?:icon\.png|activity\.svg)$/, /^extension\/docs\/sqlcoach\.schema\.json$/, /^extension\/docs\/rules\/[a-z0-9-]+\.md$/i,
  /^extension\/dist\/(?:extension|server|server-tasks|cli|cli-check|cli-more|parse-ahead|embedded|pg|pgsql-ast-parser)\.js$/,
  /^extension\/dist\/[\w.-]+\.(?:wasm|data|tar\.br)$/, /^extension\/dist\/extensions\/[\w-]+\.tar\.gz$/,
  /^extension\/dist\/webview\/[\w-]+\.(?:js|css|ttf)$/, /^extension\/dist\/lessons\/[\w./-]+\.md$/, /^extension\/dist\/lessons\/(?:fixtures|sim)\/[\w@-]+\.sql$/,
];
const needed = ['extension.js', 'server.js', 'server-tasks.js', 'cli.js', 'cli-check.js', 'cli-more.js', 'parse-ahead.js', 'embedded.js', 'libpg-query.wasm', 'pglite.wasm', 'pglite.data', 'pgdata.tar.br', 'webview/plan.js', 'webview/plan.css', 'webview/lesson.js', 'webview/today.js', 'webview/rehearsal.js'];

describe('package', function () {
  this.timeout(300_000);
  let folder: string;
  let vsix: string;
  let files: readonly string[];
  let manifest: Manifest;
  const inPackage = (name: string) => join(folder, 'extension', name);

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sql-coach-package-'));
    vsix = join(folder, 'sql-coach.vsix');
    await run(process.execPath, ['package.mjs', '--no-build', '--out', vsix], { cwd: projectFolder });
    await run(process.execPath, ['-e', unzip, vsix, folder], { cwd: projectFolder });
    files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name))).filter((name) => name !== 'sql-coach.vsix');
    manifest = JSON.parse(readFileSync(inPackage('package.json'), 'utf8')) as Manifest;
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds no file that is not on the list', () => {
    assert.deepEqual(files.filter((name) => !allowed.some((pattern) => pattern.test(name))), []);
  });

  it('holds what the extension reads at run time', () => {
    assert.deepEqual(needed.filter((name) => !existsSync(inPackage(`dist/${name}`))), []);
    assert.ok(files.some((name) => name.startsWith('extension/dist/lessons/')), 'the lessons');
    assert.ok(files.some((name) => /^extension\/dist\/lessons\/fixtures\/.+\.sql$/.test(name)), 'the data of the lessons');
    assert.ok(files.some((name) => name.startsWith('extension/docs/rules/')), 'the pages of the rules');
  });

  it('is at most 10 MB', () => {
    const { size } = statSync(vsix);
    assert.ok(size <= 10_000_000, `${(size / 1e6).toFixed(2)} MB`);
  });

  it('names no place of the machine that made it', () => {
    const places = [projectFolder, ...(homedir().length > 5 ? [homedir()] : [])];
    const found = files.flatMap((name) => {
      const text = readFileSync(join(folder, name), 'latin1');
      return places.filter((place) => text.includes(place)).map((place) => `${name}: ${place}`);
    });
    assert.deepEqual(found, []);
  });

  it('holds neither tests nor source maps nor addresses of them', () => {
    assert.deepEqual(files.filter((name) => /\.map$|\.test\.|(?:^|\/)node_modules\//.test(name)), []);
  });

  it('has an icon of at least 128 pixels', () => {
    const icon = readFileSync(inPackage(manifest.icon));
    assert.equal(icon.toString('latin1', 1, 4), 'PNG');
    assert.ok(icon.readUInt32BE(16) >= 128 && icon.readUInt32BE(20) >= 128, `${icon.readUInt32BE(16)} × ${icon.readUInt32BE(20)}`);
  });

  it('has every file that its manifest names', () => {
    const { contributes } = manifest;
    const named = [
      manifest.main, manifest.icon,
      ...(contributes.jsonValidation ?? []).map(({ url }) => url),
      ...Object.values(contributes.viewsContainers ?? {}).flat().map(({ icon }) => icon).filter((icon) => !icon.startsWith('$(')),
      ...(contributes.walkthroughs ?? []).flatMap(({ steps }) => steps.flatMap(({ media }) => Object.entries(media).filter(([key]) => key !== 'altText').map(([, path]) => path))),
    ];
    assert.deepEqual(named.filter((name) => !existsSync(inPackage(name))), []);
  });

  it('was made for the oldest VS Code that its types describe', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
  });

  it('names its commands, menus and settings soundly', () => {
    const commands = manifest.contributes.commands ?? [];
    const ids = new Set(commands.map(({ command }) => command));
    assert.ok(ids.size > 0);
    assert.equal(ids.size, commands.length);
    assert.deepEqual(commands.filter(({ command, category }) => !command.startsWith('sqlCoach.') || category !== 'SQL Coach'), []);
    const inMenus = Object.values(manifest.contributes.menus ?? {}).flat().map(({ command }) => command).filter((command) => command !== undefined);
    assert.deepEqual(inMenus.filter((command) => command.startsWith('sqlCoach.') && !ids.has(command)), []);
    const settings = Object.entries(manifest.contributes.configuration?.properties ?? {});
    assert.deepEqual(settings.filter(([name, { description, markdownDescription }]) => !name.startsWith('sqlCoach.') || !(description ?? markdownDescription)).map(([name]) => name), []);
  });
});

/** A .vsix is a zip; vsce brings a reader of such files, so that no program of the machine is needed. */
const unzip = `
const { createRequire } = require('node:module');
const fs = require('node:fs'), path = require('node:path');
const yauzl = createRequire(require.resolve('@vscode/vsce/package.json', { paths: [process.cwd()] }))('yauzl');
const [vsix, folder] = process.argv.slice(1);
yauzl.open(vsix, { lazyEntries: true }, (error, zip) => {
  if (error) throw error;
  zip.on('entry', (entry) => {
    const target = path.join(folder, entry.fileName);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    zip.openReadStream(entry, (failure, stream) => {
      if (failure) throw failure;
      stream.pipe(fs.createWriteStream(target)).on('close', () => zip.readEntry());
    });
  });
  zip.readEntry();
});`;
