import type { ExtensionContext } from 'vscode';
import { activateExtension, type Exports } from './activate';

export interface Activation {
  /** What activation cost: processor time in milliseconds, which other programs on the machine do not change. */
  readonly activationTime: number;
}

type Usage = typeof process.cpuUsage;

/** Of this thread alone where Node can tell (from 23.9); else of the whole process, other extensions' threads and the compiler's among it. */
const usage: Usage = (process as { readonly threadCpuUsage?: Usage }).threadCpuUsage ?? process.cpuUsage;

let running: Exports | undefined;

export function activate(context: ExtensionContext): Exports & Activation {
  const before = usage.call(process);
  running = activateExtension(context);
  const { user, system } = usage.call(process, before);
  return { ...running, activationTime: (user + system) / 1000 };
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
