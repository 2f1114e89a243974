import { isLazyCommand, runCli } from './cli/program';

const args = process.argv.slice(2);

// What `check` does not need is a bundle of its own: reading it would take longer than checking a few files.
if (isLazyCommand(args[0])) void import('./main.cli-more');
else void runCli(args);
