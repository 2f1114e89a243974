import type { Browser } from 'playwright-core';

export interface BrowserProgram {
  readonly executablePath: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function findBrowser(report?: (line: string) => void): Promise<BrowserProgram>;
/** The caller closes it. */
export function launchBrowser(report?: (line: string) => void): Promise<Browser>;
