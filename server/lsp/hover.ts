import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import type { Finding } from '../core/rules/finding';
import type { RegisteredRule } from '../core/rules/rule';
import { offsetAt } from '../core/text/line-index';
import type { Span } from '../core/text/span';
import type { ClientProfile } from './client-profile';
import { toRange } from './convert';
import type { Snapshot } from './documents';

export interface HoverRequest {
  readonly snapshot: Snapshot;
  readonly findings: readonly Finding[];
  readonly position: Position;
  readonly rules: readonly RegisteredRule[];
  readonly profile: ClientProfile;
}

/** The findings at a place and why they matter; the innermost first. undefined where there is none. */
export function findingsAt({ snapshot, findings, position }: Pick<HoverRequest, 'snapshot' | 'findings' | 'position'>): readonly Finding[] {
  const offset = offsetAt(snapshot.lines, position);
  return findings.filter(({ span }) => span.start <= offset && offset <= span.end).toSorted((a, b) => sizeOf(a) - sizeOf(b));
}

function sizeOf({ span }: Finding): number {
  return span.end - span.start;
}

/** A paragraph or more, and the text that it is about; in Markdown where the client shows it. */
export interface HoverText {
  readonly text: string;
  readonly span: Span;
}

/** What is known beyond the rules' texts. */
export interface Additions {
  /** Before the findings, such as the tokens that PostgreSQL would accept. */
  readonly first: readonly string[];
  /** After them. */
  readonly last: HoverText | undefined;
}

/** Explains findings, and what the statement does. undefined where there is nothing to say. */
export function hoverOf(request: HoverRequest, here: readonly Finding[], { first, last }: Additions): Hover | undefined {
  const span = here[0]?.span ?? last?.span;
  if (span === undefined) return undefined;
  const texts = here.map((finding) => describe(finding, request));
  const value = [...first, ...new Set(texts), ...(last === undefined ? [] : [last.text])].join('\n\n---\n\n');
  const kind = request.profile.showsMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value }, range: toRange(request.snapshot.lines, span) };
}

function describe(finding: Finding, { rules, profile }: HoverRequest): string {
  const rule = rules.find(({ id }) => id === finding.rule);
  const explanation = rule === undefined ? finding.message : explain(rule.doc);
  return [explanation, links(finding, profile)].filter((part) => part !== '').join('\n\n');
}

/** Of the rule's Markdown: the sentence, the why, and what to do instead. */
function explain(doc: string): string {
  const [head = '', ...sections] = doc.replaceAll('\r\n', '\n').split(/^## /m);
  const [sentence = '', ...why] = head.trim().split('\n\n');
  const instead = sections.find((section) => section.startsWith('Instead\n'))?.slice('Instead\n'.length).trim();
  return [`**${sentence}**`, ...why, ...(instead === undefined ? [] : ['**Instead**', instead])].join('\n\n');
}

function links({ rule, docs, lesson }: Finding, profile: ClientProfile): string {
  if (!profile.showsMarkdown) return docs;
  const open = lesson === undefined || !profile.hasCommands ? [] : [`[Open the lesson](${commandLink('sqlCoach.openLesson', [lesson, rule])})`];
  return [`[${rule}](${docs})`, ...open].join(' · ');
}

export function commandLink(command: string, args: readonly unknown[]): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;
}
