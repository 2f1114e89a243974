// oxlint-disable-next-line typescript/triple-slash-reference -- every project that imports this file needs the types of the module
/// <reference path="./libpg-query-wasm.d.ts" />
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { RawStmt } from '@pgsql/types';
import createModule from 'libpg-query/wasm/libpg-query.js';
import type { PgQueryModule, WasmApi, WasmExports, WasmModule } from 'libpg-query/wasm/libpg-query.js';
import type { ParseOutcome, SqlParser } from '../core/host';
import { findLoneSurrogate, isAscii, mapCodePoints, mapUtf8 } from '../core/text/utf8';
import type { OffsetMap } from '../core/text/utf8';
import { blankComments } from './blank-comments';

/** A longer text is not given to the parser: its memory is limited to 1 GB and grows with some 70 bytes per character. */
const maximalLength = 12_000_000;
/** A longer answer would become an object tree of many times its size. */
const maximalTreeBytes = 96_000_000;
/** Memory of WebAssembly never shrinks; above this a new instance takes the place of the old one. */
const maximalHeapBytes = 384_000_000;

/** Node's types declare it only together with the DOM. */
const wasm = Reflect.get(globalThis, 'WebAssembly') as WasmApi;

/** A started module with the means to put it back, at once, into the state after its start. */
interface Engine {
  readonly module: PgQueryModule;
  reset(): void;
}

/** The engine in use; it is replaced, while the old one goes on answering, when its memory has grown too large. */
interface Current {
  engine: Engine;
  replacing: boolean;
}

/** What the parser answers before its tree is read: the tree as JSON, with locations in UTF-8 bytes. */
export type RawOutcome = { readonly ok: true; readonly json: string } | Rejected;

type Rejected = Extract<ParseOutcome, { readonly ok: false }>;

/** A parser whose trees are still text, which other threads can be given cheaply. */
export interface RawParser {
  /** `failed` says how to answer where the parser itself broke down (by deep nesting, say); without it that is an outcome too. */
  parse<T = RawOutcome>(sql: string, failed?: (reason: unknown) => T): RawOutcome | T;
  parsePlPgSql(sql: string): unknown;
}

/**
 * PostgreSQL's parser, compiled to WebAssembly. `libpg-query.wasm` is looked for beside the running script, then in the installed package.
 * Rejects where the file is missing or WebAssembly cannot be started.
 */
export async function createParser(): Promise<SqlParser> {
  return parserOf(await createRawParser());
}

export function parserOf(raw: RawParser): SqlParser {
  return {
    parse: (sql) => readOutcome(sql, raw.parse(sql)),
    parsePlPgSql: (sql) => raw.parsePlPgSql(sql),
  };
}

/** The parser before its answers are read. Rejects as `createParser` does. V8 compiles beside the caller, and the same module once for all threads. */
export async function createRawParser(): Promise<RawParser> {
  const compiled = await wasm.compile(readFileSync(wasmPath()));
  const start = (): Promise<Engine> => startEngine(compiled);
  const current: Current = { engine: await start(), replacing: false };
  const run = <T>(use: (module: PgQueryModule) => T, failed: (reason: unknown) => T): T => {
    const { engine } = current;
    try {
      return use(engine.module);
    } catch (reason) {
      engine.reset();
      return failed(reason);
    } finally {
      if (engine.module.HEAPU8.length > maximalHeapBytes) replace(current, start);
    }
  };
  return {
    parse: <T>(sql: string, failed?: (reason: unknown) => T) => run<RawOutcome | T>((module) => parse(module, sql), failed ?? failedOutcome),
    parsePlPgSql: (sql) => run((module) => parsePlPgSql(module, sql), () => undefined),
  };
}

/** Reads the tree of an answer to `sql`. */
export function readOutcome(sql: string, raw: RawOutcome): ParseOutcome {
  if (!raw.ok) return raw;
  try {
    const { stmts } = JSON.parse(raw.json) as { readonly stmts?: RawStmt[] };
    const statements = stmts ?? [];
    if (!isAscii(sql)) convertLocations(statements, mapUtf8(sql));
    return { ok: true, statements };
  } catch (reason) {
    return failedOutcome(reason);
  }
}

/** Where no new engine can be started the old one stays. */
function replace(current: Current, start: () => Promise<Engine>): void {
  if (current.replacing) return;
  current.replacing = true;
  start().then(
    (engine) => Object.assign(current, { engine, replacing: false }),
    () => Object.assign(current, { replacing: false }),
  );
}

/** What Emscripten calls `_emscripten_stack_restore` and `emscripten_stack_get_current` in libpg-query 18.1.5. */
const stackRestore = 'Q';
const stackCurrent = 'R';
/** The bytes below where the stack starts that are its own; the module was linked with them. */
const stackSize = 1 << 25;

/**
 * An exception that crosses the WebAssembly code leaves its stack pointer and its memory in a state that later calls stumble over.
 * Both are all the state there is, so they are kept as they were after the start.
 */
async function startEngine(compiled: WasmModule): Promise<Engine> {
  let exports: WasmExports = {};
  const module = await createModule({
    printErr() {},
    instantiateWasm(imports, received) {
      const instance = new wasm.Instance(compiled, imports);
      exports = instance.exports;
      received(instance, compiled);
      return exports;
    },
  });
  const stack: unknown = call(exports[stackCurrent]);
  const end = endOfMemoryInUse(module);
  const stackStart = typeof stack === 'number' && stack > stackSize ? stack : 0;
  const memory = module.HEAPU8;
  const blocks = [...usedBlocks(memory, 0, Math.max(0, stackStart - stackSize)), ...usedBlocks(memory, stackStart, end)];
  return {
    module,
    reset() {
      module.HEAPU8.fill(0, 0, end);
      for (const { start, bytes } of blocks) module.HEAPU8.set(bytes, start);
      call(exports[stackRestore], stack);
    },
  };
}

/** Only blocks that hold something are worth a copy. The stack, most of the 34 MB, holds nothing between two calls; a look at it would have the system provide it. */
function usedBlocks(heap: Uint8Array, from: number, end: number): readonly { readonly start: number; readonly bytes: Uint8Array }[] {
  const size = 1 << 16;
  const zeros = Buffer.alloc(size);
  const blocks: { start: number; bytes: Uint8Array }[] = [];
  for (let start = from; start < end; start += size) {
    const block = heap.subarray(start, Math.min(end, start + size));
    if (zeros.compare(block, 0, block.length, 0, block.length) !== 0) blocks.push({ start, bytes: block.slice() });
  }
  return blocks;
}

/** A large block is cut from the top of the heap; nothing in use lies above it right after the start. */
function endOfMemoryInUse(module: PgQueryModule): number {
  const size = 1 << 18;
  const block = module._malloc(size);
  module._free(block);
  return block + size;
}

function call(exported: unknown, ...values: readonly unknown[]): unknown {
  if (typeof exported !== 'function') throw new TypeError('libpg-query.wasm is not the version this code was written for');
  return exported(...values);
}

function wasmPath(): string {
  const beside = join(__dirname, 'libpg-query.wasm');
  return existsSync(beside) ? beside : createRequire(__filename).resolve('libpg-query/wasm/libpg-query.wasm');
}

/** Deep nesting overflows the stack of the JavaScript engine (RangeError); anything else is an abort of the module. */
function failedOutcome(reason: unknown): Rejected {
  if (reason instanceof RangeError) return rejected('This statement is nested too deeply to be read', 0);
  const detail = reason instanceof Error ? reason.message : String(reason);
  return rejected(`The parser failed on this statement (${detail})`, 0);
}

function rejected(message: string, offset: number): Rejected {
  return { ok: false, message, offset };
}

function unreadable(sql: string): Rejected | undefined {
  const zero = sql.indexOf('\0');
  if (zero >= 0) return rejected('A NUL character (U+0000) cannot be part of SQL text', zero);
  const surrogate = isAscii(sql) ? undefined : findLoneSurrogate(sql);
  if (surrogate !== undefined) return rejected('Half of a surrogate pair stands here alone; the text is not valid Unicode', surrogate);
  if (sql.length > maximalLength) return rejected(`This statement is too long to be read (${sql.length} characters)`, 0);
  return undefined;
}

function parse(module: PgQueryModule, sql: string): RawOutcome {
  const problem = unreadable(sql);
  if (problem !== undefined) return problem;
  const outcome = parseText(module, sql);
  if (outcome.ok || !/--|\/\*/.test(sql)) return outcome;
  const again = parseText(module, blankComments(sql));
  return again.ok ? again : outcome;
}

function parseText(module: PgQueryModule, sql: string): RawOutcome {
  return withText(module, sql, (query) => {
    const result = module._wasm_parse_query_raw(query);
    if (result === 0) return rejected('The parser has no memory left for this statement', 0);
    try {
      return readResult(module, sql, result);
    } finally {
      module._wasm_free_parse_result(result);
    }
  });
}

/** The layout of libpg_query's `PgQueryParseResult` (tree, stderr, error) and `PgQueryError` (message, function, file, line, cursor). */
function readResult(module: PgQueryModule, sql: string, result: number): RawOutcome {
  const error = module.getValue(result + 8, 'i32');
  if (error !== 0) {
    const message = module.UTF8ToString(module.getValue(error, 'i32'));
    const cursor = module.getValue(error + 16, 'i32');
    return rejected(message, cursor > 0 ? mapCodePoints(sql).toUtf16(cursor - 1) : 0);
  }
  const tree = module.getValue(result, 'i32');
  const end = module.HEAPU8.indexOf(0, tree);
  if (end - tree > maximalTreeBytes) return rejected('This statement is too large to be read', 0);
  return { ok: true, json: heapOf(module).toString('utf8', tree, end) };
}

/** The module's memory as it is now. Its `buffer` changes when it grows. */
function heapOf({ HEAPU8: { buffer, byteLength } }: PgQueryModule): Buffer {
  return Buffer.from(buffer, 0, byteLength);
}

function withText<T>(module: PgQueryModule, text: string, use: (pointer: number) => T): T {
  const bytes = Buffer.byteLength(text);
  const pointer = module._malloc(bytes + 1);
  if (pointer === 0) throw new Error('no memory left');
  try {
    const heap = heapOf(module);
    heap.write(text, pointer, bytes, 'utf8');
    heap[pointer + bytes] = 0;
    return use(pointer);
  } finally {
    module._free(pointer);
  }
}

/** Every field of `@pgsql/types` that counts bytes from the start of the text; -1 means unknown. */
const locationFields: ReadonlySet<string> = new Set([
  'location', 'stmt_location', 'name_location', 'list_start', 'list_end', 'rexpr_list_start', 'rexpr_list_end',
]);

/** Changes the freshly read tree in place, on a stack of its own, because trees can be deeper than the stack of the engine. */
function convertLocations(root: unknown, map: OffsetMap): void {
  const stack = [root];
  while (stack.length > 0) {
    const node = stack.pop();
    if (Array.isArray(node)) {
      for (const item of node) if (isRecord(item)) stack.push(item);
    } else if (isRecord(node)) {
      convertLength(node, map);
      for (const field of Object.keys(node)) {
        const value = node[field];
        if (isRecord(value)) stack.push(value);
        else if (typeof value === 'number' && value > 0 && locationFields.has(field)) node[field] = map.toUtf16(value);
      }
    }
  }
}

function convertLength(node: Record<string, unknown>, map: OffsetMap): void {
  const { stmt_len: length, stmt_location: location } = node;
  if (typeof length !== 'number') return;
  const start = typeof location === 'number' ? location : 0;
  node['stmt_len'] = map.toUtf16(start + length) - map.toUtf16(start);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** On success libpg_query answers with a JSON object or list, otherwise with an error message. */
function parsePlPgSql(module: PgQueryModule, sql: string): unknown {
  if (unreadable(sql) !== undefined) return undefined;
  return withText(module, sql, (query) => {
    const result = module._wasm_parse_plpgsql(query);
    if (result === 0) return undefined;
    try {
      const answer = module.UTF8ToString(result);
      return answer.startsWith('{') || answer.startsWith('[') ? JSON.parse(answer) : undefined;
    } finally {
      module._wasm_free_string(result);
    }
  });
}
