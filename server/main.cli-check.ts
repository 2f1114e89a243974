import { runCli } from './cli/program';

/** `check`, `rules` and help; resolves to the number of files that were checked. */
export function main(args: readonly string[]): Promise<number> {
  return runCli(args);
}
