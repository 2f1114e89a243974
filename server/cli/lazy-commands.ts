/** Commands that are loaded only where they are asked for; most bring the embedded PostgreSQL with them. */
export const lazyCommandNames = ['effects', 'explain', 'lesson', 'trace'] as const;
export type LazyCommandName = (typeof lazyCommandNames)[number];

export function isLazyCommand(name: string | undefined): boolean {
  return lazyCommandNames.some((command) => command === name);
}
