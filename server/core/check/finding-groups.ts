import type { CheckResult } from '../coach';
import { keyOf, type KnownCounts } from '../config/baseline';
import type { Document, Statement } from '../document/statement';
import type { Finding } from '../rules/finding';
import { findIgnores, type Ignore } from '../rules/suppress';
import { shiftFinding } from './file-findings';
import { fingerprintOf } from './fingerprints';

/** Findings that move together. */
export interface FindingGroup {
  /** Where the statement starts in the file; 0 for findings of the file itself. */
  readonly start: number;
  /** Spans and edits count from `start`. The same object as long as it says the same, wherever the statement stands. */
  readonly findings: readonly Finding[];
  /** undefined for findings of the file itself. */
  readonly statement: Statement | undefined;
}

/** Gathers the findings of a file by statement, without those that comments ignore or a baseline knows. */
export class Groups {
  readonly all: FindingGroup[] = [];
  readonly #document: Document;
  readonly #ignores: readonly Ignore[];
  readonly #wholeFile: readonly Ignore[];
  readonly #byStatement = new Map<number, Ignore[]>();
  readonly #used = new Set<Ignore>();

  /** How many of the known findings did not come yet. */
  readonly #unmatched: Map<string, number> | undefined;

  constructor(document: Document, known?: KnownCounts) {
    this.#document = document;
    this.#unmatched = known === undefined ? undefined : new Map(known);
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
    const statement = place === undefined ? undefined : segments[place]?.statement;
    const news = this.#unmatched === undefined ? findings : this.#unknown(findings, statement, this.#unmatched);
    if (news.length > 0) this.all.push({ start, findings: news, statement });
  }

  /** Known findings that did not come, by `keyOf`. */
  get unmatched(): KnownCounts {
    return new Map([...(this.#unmatched ?? [])].filter(([, count]) => count > 0));
  }

  /** Those that ignored nothing. */
  get unused(): readonly Ignore[] {
    return this.#ignores.filter((ignore) => !this.#used.has(ignore));
  }

  #unknown(findings: readonly Finding[], statement: Statement | undefined, unmatched: Map<string, number>): readonly Finding[] {
    const { hash } = fingerprintOf(statement);
    const news = findings.filter(({ rule }) => {
      const key = keyOf(rule, hash);
      const left = unmatched.get(key) ?? 0;
      if (left > 0) unmatched.set(key, left - 1);
      return left === 0;
    });
    return news.length === findings.length ? findings : news;
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
export function resultOf({ all: groups, unmatched }: Pick<Groups, 'all' | 'unmatched'>, crashes: CheckResult['crashes']): CheckResult {
  let findings: readonly Finding[] | undefined;
  return {
    groups,
    crashes,
    unmatched,
    get findings() {
      findings ??= groups.flatMap((group) => group.findings.map((finding) => shiftFinding(finding, group.start))).toSorted(byPlace);
      return findings;
    },
  };
}

function byPlace(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
