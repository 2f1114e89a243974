import { keyOf } from '../config/baseline';
import type { Statement } from '../document/statement';
import type { Finding } from '../rules/finding';
import { readToken } from '../sql/tokens';
import { shiftFinding } from './file-findings';
import type { FindingGroup } from './finding-groups';

/** A finding with what stays the same while its statement moves, is laid out anew or commented. */
export interface KeyedFinding {
  /** With spans of the file. */
  readonly finding: Finding;
  /** Sixteen hexadecimal digits of the statement; of no statement for a finding about the file itself. */
  readonly statement: string;
  /** Counts the findings of one rule about the same statement, from 1. */
  readonly occurrence: number;
  /** The first words of the statement. */
  readonly starts: string;
}

const shown = 60;
const ofNoStatement: Fingerprint = { hash: hashOf(''), starts: '' };

interface Fingerprint {
  readonly hash: string;
  readonly starts: string;
}

const known = new WeakMap<Statement, Fingerprint>();

export function fingerprintOf(statement: Statement | undefined): Fingerprint {
  if (statement === undefined) return ofNoStatement;
  const found = known.get(statement);
  if (found !== undefined) return found;
  const text = normalize(statement.text);
  const fingerprint = { hash: hashOf(text), starts: text.length > shown ? `${text.slice(0, shown).trimEnd()}…` : text };
  known.set(statement, fingerprint);
  return fingerprint;
}

/** All findings of a file, sorted by place. */
export function keyedFindings(groups: readonly FindingGroup[]): readonly KeyedFinding[] {
  const counts = new Map<string, number>();
  return groups
    .flatMap(({ start, findings, statement }) => {
      const { hash, starts } = fingerprintOf(statement);
      return findings.map((finding) => {
        const key = keyOf(finding.rule, hash);
        const occurrence = (counts.get(key) ?? 0) + 1;
        counts.set(key, occurrence);
        return { finding: shiftFinding(finding, start), statement: hash, occurrence, starts };
      });
    })
    .toSorted((a, b) => a.finding.span.start - b.finding.span.start || a.finding.span.end - b.finding.span.end || (a.finding.rule < b.finding.rule ? -1 : 1));
}

/** Without comments, with one space between tokens, and words in lower case as PostgreSQL folds them. */
function normalize(text: string): string {
  const parts: string[] = [];
  for (let token = readToken(text, 0); token !== undefined; token = readToken(text, token.end)) {
    if (token.kind === 'comment') continue;
    const written = text.slice(token.start, token.end);
    parts.push(token.kind === 'word' ? written.toLowerCase() : written);
  }
  return parts.join(' ');
}

/** Two FNV-1a hashes of 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/) over UTF-16 units, from two beginnings; enough to tell the statements of a file apart. */
export function hashOf(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x3f0a7d15;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ (unit + index), 0x01000193);
  }
  return [first, second].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
