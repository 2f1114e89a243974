/** The WebAssembly module under libpg-query, without the wrapper that starts it on import and cannot start it again. */
declare module 'libpg-query/wasm/libpg-query.js' {
  export interface PgQueryModule {
    readonly HEAPU8: Uint8Array;
    getValue(pointer: number, type: 'i32'): number;
    UTF8ToString(pointer: number): string;
    stringToUTF8(text: string, pointer: number, maximalBytes: number): void;
    lengthBytesUTF8(text: string): number;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _wasm_parse_query_raw(query: number): number;
    _wasm_free_parse_result(result: number): void;
    _wasm_parse_plpgsql(query: number): number;
    _wasm_free_string(pointer: number): void;
  }

  export type WasmModule = object;
  export type WasmExports = Readonly<Record<string, unknown>>;

  export interface WasmInstance {
    readonly exports: WasmExports;
  }

  /** What is needed of the global `WebAssembly`. */
  export interface WasmApi {
    compile(bytes: Uint8Array): Promise<WasmModule>;
    readonly Instance: new (module: WasmModule, imports: object) => WasmInstance;
  }

  export interface PgQueryOptions {
    instantiateWasm?(imports: object, received: (instance: WasmInstance, module: WasmModule) => void): WasmExports;
    printErr?(text: string): void;
  }

  export default function createModule(options?: PgQueryOptions): Promise<PgQueryModule>;
}
