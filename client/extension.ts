import type { ExtensionContext } from 'vscode';
import { activateExtension, type Exports } from './activate';

let running: Exports | undefined;

export function activate(context: ExtensionContext): Exports {
  running = activateExtension(context);
  return running;
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
