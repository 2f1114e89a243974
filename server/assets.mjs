// Files that stand beside the bundles: WebAssembly modules and the ready-made data folder of the embedded database.
import { copyFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Copies into `folder` what the bundles read at run time. */
export async function assets(folder) {
  copyFileSync(join(dirname(require.resolve('libpg-query')), 'libpg-query.wasm'), join(folder, 'libpg-query.wasm'));
  const embedded = new URL('./adapters/embedded/assets.mjs', import.meta.url);
  if (existsSync(embedded)) await (await import(embedded)).embeddedAssets(folder);
}
