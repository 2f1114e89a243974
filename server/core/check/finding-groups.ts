import type { CheckResult } from '../coach';
import type { Document } from '../document/statement';
import type { Finding } from '../rules/finding';
import { findIgnores, type Ignore } from '../rules/suppress';
import { shiftFinding } from './file-findings';

/** Findings that move together. */
export interface FindingGroup {
  /** Where the statement starts in the file; 0 for findings of the file itself. */
  readonly start: number;
  /** Spans and edits count from `start`. The same object as long as it says the same, wherever the statement stands. */
  readonly findings: readonly Finding[];
}

/** Gathers the findings of a file by statement, without those that comments ignore. */
export class Groups {
  readonly all: FindingGroup[] = [];
  readonly #document: Document;
  readonly #ignores: readonly Ignore[];
  readonly #wholeFile: readonly Ignore[];
  readonly #byStatement = new Map<number, Ignore[]>();
  readonly #used = new Set<Ignore>();

  constructor(document: Document) {
    this.#document = document;
    this.#ignores = findIgnores(document);
    this.#wholeFile = this.#ignores.filter(({ wholeFile }) => wholeFile);
    for (const ignore of this.#ignores) {
      if (ignore.statement !== undefined) this.#byStatement.set(ignore.statement, [...(this.#byStatement.get(ignore.statement) ?? []), ignore]);
    }
  }

  /** Of the statement at a place, or of the file. */
  add(findings: readonly Finding[], place: number | undefined): void {
    const kept = this.#kept(findings, place);
    if (kept.length > 0) this.addAsIs(kept, place);
  }

  /** Without a look at the comments. */
  addAsIs(findings: readonly Finding[], place: number | undefined): void {
    const { segments, starts } = this.#document;
    const start = place === undefined ? 0 : (starts[place] ?? 0) + (segments[place]?.span.start ?? 0);
    this.all.push({ start, findings });
  }

  /** Those that ignored nothing. */
  get unused(): readonly Ignore[] {
    return this.#ignores.filter((ignore) => !this.#used.has(ignore));
  }

  #kept(findings: readonly Finding[], place: number | undefined): readonly Finding[] {
    if (this.#ignores.length === 0) return findings;
    const here = [...this.#wholeFile, ...(place === undefined ? [] : (this.#byStatement.get(place) ?? []))];
    if (here.length === 0) return findings;
    const kept = findings.filter(({ rule }) => {
      const matching = here.filter((ignore) => ignore.rule === rule);
      for (const ignore of matching) this.#used.add(ignore);
      return matching.length === 0;
    });
    return kept.length === findings.length ? findings : kept;
  }
}

/** The findings as one list, sorted by place, are made when first asked for: that costs time for each. */
export function resultOf(groups: readonly FindingGroup[], crashes: CheckResult['crashes']): CheckResult {
  let findings: readonly Finding[] | undefined;
  return {
    groups,
    crashes,
    get findings() {
      findings ??= groups.flatMap((group) => group.findings.map((finding) => shiftFinding(finding, group.start))).toSorted(byPlace);
      return findings;
    },
  };
}

function byPlace(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
