import type { ExtensionContext } from 'vscode';
import { activateExtension, type Exports } from './activate';

export interface Activation {
  /** What activation cost: processor time in milliseconds, which other programs on the machine do not change. */
  readonly activationTime: number;
}

let running: Exports | undefined;

export function activate(context: ExtensionContext): Exports & Activation {
  const before = process.cpuUsage();
  running = activateExtension(context);
  const { user, system } = process.cpuUsage(before);
  return { ...running, activationTime: (user + system) / 1000 };
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
