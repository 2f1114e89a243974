import type { Browser, BrowserContext, Page } from 'playwright-core';

export type Theme = 'light' | 'dark' | 'contrast' | 'contrastLight';

export interface ServerOptions {
  /** User settings on top of quiet defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Absolute path of a package to install before the start. */
  readonly vsix?: string;
  readonly theme?: Theme;
  /** Fixed port; any free one by default. */
  readonly port?: number;
  /** Data folder that stays; a temporary one by default. */
  readonly data?: string;
  /** Accepts extension folders in the address of a window. Modal dialogs are not shown then. */
  readonly driver?: boolean;
  readonly report?: (line: string) => void;
}

export interface VscodeServer {
  readonly origin: string;
  /** Host and port, as `vscode-remote` addresses want it. */
  readonly authority: string;
  readonly data: string;
  readonly processId: number;
  /** Resolves with the exit code when the server ends. */
  readonly ended: Promise<number | null>;
  readonly output: () => string;
  readonly logs: () => readonly { readonly name: string; readonly text: string }[];
  /** Ends the server and all it started, and removes its temporary folder. */
  readonly close: () => Promise<void>;
}

export interface WindowOptions {
  /** Absolute path; an empty window without it. */
  readonly folder?: string;
  /** Absolute path of an extension to load from its folder; the server needs `driver`. */
  readonly extensionFolder?: string;
  /** Absolute path of a CommonJS module that exports `run(): Promise<void>`, to run in the extension host. */
  readonly tests?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface SessionOptions extends Omit<ServerOptions, 'driver'>, Pick<WindowOptions, 'folder' | 'extensionFolder'> {
  /** Used and left open; a new one by default. */
  readonly browser?: Browser;
  readonly size?: { readonly width: number; readonly height: number };
}

export interface Session {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly server: VscodeServer;
  /** Last lines of the console of the window. */
  readonly console: () => readonly string[];
  readonly close: () => Promise<void>;
}

export function startServer(options?: ServerOptions): Promise<VscodeServer>;
export function windowAddress(server: VscodeServer, options: WindowOptions): string;
export function openSession(options?: SessionOptions): Promise<Session>;
