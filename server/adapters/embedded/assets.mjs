// What the embedded PostgreSQL reads at run time: its WebAssembly, its files, extensions and a ready-made data folder.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { createHash } from 'node:crypto';

const require = createRequire(import.meta.url);

/** Extensions that `CREATE EXTENSION` finds: small, common in migrations, working offline. The worker loads what lies in the folder. */
const extensions = ['pg_trgm', 'citext', 'hstore', 'uuid-ossp', 'pgcrypto', 'btree_gist', 'btree_gin', 'ltree', 'fuzzystrmatch', 'unaccent'];

/**
 * 1 MB of WAL per segment and no checksums keep the folder small. The builtin provider knows Unicode letters;
 * the C library of the WebAssembly build does not.
 */
const initdbArguments = ['--wal-segsize=1', '--no-data-checksums', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/** Copies and makes the files in `folder`. Making the data folder takes about 40 s once per PGlite version; it is kept in `.cache`. */
export async function embeddedAssets(folder) {
  const pglite = dirname(require.resolve('@electric-sql/pglite'));
  const { version } = JSON.parse(readFileSync(join(pglite, '..', 'package.json'), 'utf8'));
  for (const name of ['pglite.wasm', 'pglite.data']) copyFileSync(join(pglite, name), join(folder, name));
  mkdirSync(join(folder, 'extensions'), { recursive: true });
  for (const name of extensions) copyFileSync(join(pglite, `${name}.tar.gz`), join(folder, 'extensions', `${name}.tar.gz`));
  copyFileSync(await cachedDataFolder(version), join(folder, 'pgdata.tar.br'));
}

async function cachedDataFolder(version) {
  const recipe = createHash('sha256').update([initdbArguments, makeDataFolder, keepOneWalSegment, tar, header].join('\n')).digest('hex').slice(0, 8);
  const cached = join('.cache', `pgdata-${version}-${recipe}.tar.br`);
  if (existsSync(cached)) return cached;
  console.log('Making the data folder of the embedded PostgreSQL (once)…');
  const archive = await makeDataFolder();
  const packed = await promisify(brotliCompress)(archive, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: archive.length },
  });
  mkdirSync('.cache', { recursive: true });
  const partial = `${cached}.${process.pid}`;
  writeFileSync(partial, packed);
  renameSync(partial, cached);
  return cached;
}

/** A cluster that was shut down cleanly, so that opening it replays nothing. */
async function makeDataFolder() {
  const { PGlite } = await import('@electric-sql/pglite');
  const folder = mkdtempSync(join(tmpdir(), 'sql-coach-pgdata-'));
  try {
    const data = join(folder, 'data');
    const database = await PGlite.create(data, { initDbStartParams: initdbArguments });
    await database.exec('VACUUM FREEZE');
    await database.close();
    keepOneWalSegment(join(data, 'pg_wal'));
    return tar(data);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Segments after the one in use are empty ones kept for later; PostgreSQL makes them again when it needs them. */
function keepOneWalSegment(folder) {
  const segments = readdirSync(folder).filter((name) => /^[0-9A-F]{24}$/.test(name)).toSorted();
  for (const name of segments.slice(1)) rmSync(join(folder, name));
}

/** The folder as a tar archive with `pgdata/` as its root; only what is needed here: short names, files and folders. */
function tar(folder) {
  const blocks = [];
  const walk = (path, name) => {
    if (statSync(path).isDirectory()) {
      blocks.push(header(`${name}/`, 0, '5', 0o700));
      for (const child of readdirSync(path).toSorted()) walk(join(path, child), `${name}/${child}`);
      return;
    }
    if (basename(path) === 'postmaster.pid') return;
    const content = readFileSync(path);
    blocks.push(header(name, content.length, '0', 0o600), content, Buffer.alloc((512 - (content.length % 512)) % 512));
  };
  for (const child of readdirSync(folder).toSorted()) walk(join(folder, child), child);
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function header(name, size, type, mode) {
  const block = Buffer.alloc(512);
  if (Buffer.byteLength(name) > 99) throw new Error(`${name} is too long for a tar header`);
  block.write(name, 0);
  block.write(`${mode.toString(8).padStart(7, '0')}\0`, 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
