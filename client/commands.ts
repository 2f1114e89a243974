import { commands, type Disposable } from 'vscode';
import type { ClientCommands } from '../server/protocol';
import type { CommandsOf } from './command-table';

/** What a command is called with: fixed where lenses and actions name it; the palette gives nothing. */
type Arguments<Id> = Id extends keyof ClientCommands ? Partial<ClientCommands[Id]> : [];

export type CoachHandlers = { readonly [Id in CommandsOf<'coach'>]: (...args: Arguments<Id>) => unknown };

/** Registers a handler for each command of the table; a missing one does not compile. */
export function registerCommands(handlers: CoachHandlers): readonly Disposable[] {
  return Object.entries<(...args: never[]) => unknown>(handlers).map(([id, handler]) => commands.registerCommand(id, handler));
}
