import { redirectConsole } from './adapters/quiet-console';

// Before anything else may print: standard output belongs to the protocol.
redirectConsole();

void import('./lsp/run-server').then(({ runServer }) => runServer(process.argv.slice(2)));
