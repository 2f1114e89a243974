import { setFlagsFromString } from 'node:v8';

/** The newest Node.js whose V8 is known to have the flags; an unknown flag would be complained about. */
const newestKnown = 24;

/**
 * Keeps WebAssembly at V8's baseline compiler (https://v8.dev/docs/wasm-compilation-pipeline), for programs that run for a second or so:
 * optimizing PostgreSQL's parser costs more processor time than it saves there. Call it before any module is compiled.
 */
export function useBaselineWebAssembly(): void {
  if (Number.parseInt(process.versions.node, 10) > newestKnown) return;
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}
