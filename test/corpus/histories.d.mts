export interface CorpusHistory {
  readonly name: string;
  readonly repository: string;
  readonly folder: string;
}

export const histories: readonly CorpusHistory[];
export function corpusFolder(): string;
/** Absolute path of the folder of its migrations. */
export function migrationsOf(history: CorpusHistory): string;
export function absentHistories(): readonly CorpusHistory[];
