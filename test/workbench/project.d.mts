export const projectFolder: string;
export const cacheFolder: string;
/** Standard output of a program that ended with 0. Rejects with its output otherwise. */
export function run(program: string, args: readonly string[], options?: { readonly cwd?: string; readonly env?: Readonly<Record<string, string | undefined>> }): Promise<string>;
/** Waits until `check` gives something. Milliseconds. */
export function until<T>(
  what: string | (() => string | Promise<string>), check: () => T | Promise<T>, options?: { readonly limit?: number; readonly interval?: number },
): Promise<Exclude<T, undefined | null | false | 0 | ''>>;
