import { setFlagsFromString } from 'node:v8';

/** With the newest Node.js whose V8 was seen to have them: V8 complains about a flag that it does not know. */
const flags: readonly { readonly flag: string; readonly newest: number }[] = [
  { flag: '--liftoff-only', newest: 24 },
  { flag: '--interrupt-budget=600000', newest: 20 },
  { flag: '--no-incremental-marking', newest: 24 },
];

/**
 * Has V8 optimize less, for programs that run for a second or so; call it before any WebAssembly is compiled.
 * PostgreSQL's parser stays at the baseline compiler (https://v8.dev/docs/wasm-compilation-pipeline), and JavaScript is optimized after
 * several times as much work as usual: optimizing takes more processor time, on cores that parse meanwhile, than it saves in such a time.
 * Old objects are looked at when memory has grown a lot, not bit by bit in between: nearly all that is kept is needed to the end.
 */
export function expectShortRun(): void {
  const major = Number.parseInt(process.versions.node, 10);
  for (const { flag, newest } of flags) if (major <= newest) setFlagsFromString(flag);
}
