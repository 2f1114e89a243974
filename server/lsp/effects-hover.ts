import type { FileEffects, StatementEffects } from '../core/check/file-effects';
import type { PlacedStatement } from '../core/document/statement';
import { detailsOf } from '../core/effects/describe';
import { rangesIn } from '../core/effects/named-relations';
import type { MigrationPart } from '../core/migrations/unit';
import { offsetAt, positionAt } from '../core/text/line-index';
import { shiftSpan, type Span } from '../core/text/span';
import { commandLink, type HoverRequest, type HoverText } from './hover';
import { isRehearsed } from './rehearsal';
import { statementAt } from './statement-places';

type Placed = Pick<PlacedStatement, 'statement' | 'span'>;

export interface EffectsHoverRequest extends HoverRequest {
  readonly effects: FileEffects | undefined;
  /** Of the file where it is a migration. */
  readonly parts: readonly MigrationPart[] | undefined;
}

/** What a statement does, where the place is in its first words or on the name of a relation. undefined for queries and where there is nothing to say. */
export function effectsHover(request: EffectsHoverRequest): HoverText | undefined {
  const { snapshot: { document, lines }, position, effects } = request;
  const offset = offsetAt(lines, position);
  const index = statementAt(document, offset);
  const segment = document.segments[index];
  if (segment === undefined) return undefined;
  const placed: Placed = { statement: segment.statement, span: shiftSpan(segment.span, document.starts[index] ?? 0) };
  if (offset < placed.span.start || offset > placed.span.end || isQuery(placed)) return undefined;
  const span = [headOf(placed), ...namesIn(placed)].find(({ start, end }) => start <= offset && offset <= end);
  const found = span === undefined ? undefined : effects?.at(index);
  const text = found && describe(found, placed, request);
  return span !== undefined && text !== undefined ? { text, span } : undefined;
}

/** Their locks are those that every query takes. */
const queries = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'ExplainStmt', 'VariableSetStmt', 'VariableShowStmt', 'TransactionStmt'] as const;

function isQuery({ statement: { tree } }: Placed): boolean {
  return tree === undefined || queries.some((tag) => tag in tree);
}

/** `ALTER TABLE IF EXISTS ONLY`, `create unique index concurrently`: the words before the first name, or as far as words go. */
function headOf({ statement: { text }, span }: Placed): Span {
  const words = /^(?:(?:alter|create|or|replace|drop|truncate|lock|comment|on|reindex|cluster|vacuum|full|refresh|materialized|view|table|index|unique|concurrently|if|not|exists|only|trigger|policy|rule|type|domain|sequence|schema|extension|function|procedure|constraint|statistics|publication|grant|revoke|do|global|local|temp|temporary|unlogged|foreign)\b\s*)+/i.exec(text);
  return { start: span.start, end: span.start + (words?.[0].trimEnd().length ?? Math.min(text.length, /^\S*/.exec(text)?.[0].length ?? 0)) };
}

/** A name with its schema, as it is written. */
const written = /^(?:U&)?(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)(?:\s*\.\s*(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*))*/u;

function* namesIn({ statement: { tree, text }, span }: Placed): Generator<Span> {
  for (const { location } of rangesIn(tree)) {
    if (location === undefined || location < 0) continue;
    const name = written.exec(text.slice(location, location + 300))?.[0];
    if (name !== undefined) yield { start: span.start + location, end: span.start + location + name.length };
  }
}

function describe(found: StatementEffects, placed: Placed, request: EffectsHoverRequest): string | undefined {
  const { effects: { certainty, locks, rewrites, scans, drops } } = found;
  const said = detailsOf(found.effects, found.display, found.shows);
  const touched = [...locks.map(({ relation }) => relation), ...rewrites, ...scans, ...drops].some(found.shows);
  if (said.length === 0 || (!touched && certainty === 'exact' && found.effects.transaction === 'any')) return undefined;
  const { showsMarkdown } = request.profile;
  const head = 'What this statement does';
  const lines = showsMarkdown ? said.map((line) => `- ${escape(line)}`) : said;
  const next = [...covering(placed, request), ...rehearse(placed, request)];
  return [
    showsMarkdown ? `**${head}**` : `${head}:`, lines.join('\n'), ...(next.length === 0 ? [] : [next.join(showsMarkdown ? ' · ' : '\n')]),
  ].join('\n\n');
}

/** Findings of the statement that say what to do instead, unless the hover shows them anyway. */
function covering({ span }: Placed, { findings, position, snapshot, profile }: EffectsHoverRequest): readonly string[] {
  const offset = offsetAt(snapshot.lines, position);
  const others = findings.filter((finding) => finding.span.start >= span.start && finding.span.end <= span.end && !(finding.span.start <= offset && offset <= finding.span.end));
  const rules = new Map(others.map(({ rule, docs }) => [rule, docs]));
  return [...rules].map(([rule, docs]) => (profile.showsMarkdown ? `[${rule}](${docs})` : `${rule}: ${docs}`));
}

function rehearse({ span }: Placed, { profile, parts, snapshot: { uri, lines } }: EffectsHoverRequest): readonly string[] {
  if (!isRehearsed(parts, span.start) || !profile.hasCommands || !profile.showsMarkdown) return [];
  return [`[Rehearse migration](${commandLink('sqlCoach.rehearseMigration', [uri, positionAt(lines, span.start)])})`];
}

/** Names of relations may hold anything. */
function escape(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>()#+!|]/g, String.raw`\$&`);
}
