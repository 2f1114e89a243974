import { LSPErrorCodes, ResponseError, type CodeLens, type Command } from 'vscode-languageserver';
import type { FileEffects } from '../core/check/file-effects';
import type { Segment } from '../core/document/statement';
import { lensLine } from '../core/effects/lens-line';
import { never } from '../core/host';
import { offsetAt, positionAt } from '../core/text/line-index';
import { command } from './code-actions';
import type { Snapshot } from './documents';
import { answered, type FeatureParts } from './features';
import { isRehearsed } from './rehearsal';
import { startOf, statementAt } from './statement-places';

/** A dump with more statements than this gets lenses for the first ones; each costs the editor time, and nobody looks at the others. */
const mostLenses = 1000;

/** What EXPLAIN takes, by the first words: reading the tree of every statement would cost too much here. Source: https://www.postgresql.org/docs/18/sql-explain.html */
const explainable = /^(?:\(\s*)*(?:select|insert|update|delete|merge|with|values|table|declare|explain|create\s+(?:(?:global|local|temp|temporary|unlogged)\s+)*table\s+[^()]*?\sas\b|create\s+materialized\s+view)\b/i;

/** What a lens carries until the editor shows it. */
interface EffectsData {
  readonly effectsOf: string;
}

/**
 * The editor asks for all places at once, and for the text of those that it shows. VS Code waits before it asks again as long as answers
 * have taken on average, so the first answer for a document, whose check may have to read a whole history, comes without effects.
 */
export function registerLenses(parts: FeatureParts): void {
  const { connection, documents, settings, profile } = parts;
  const checked = new Set<string>();
  connection.onCodeLens(async ({ textDocument: { uri } }, cancel) => {
    const snapshot = documents.get(uri);
    if (snapshot === undefined || snapshot.document.otherDialect !== undefined) return null;
    const { codeLensExplain, codeLensEffects } = await settings.forUri(uri);
    if (!codeLensEffects) return codeLensExplain ? [...explainLenses(snapshot)] : null;
    for (const known of checked) if (documents.get(known) === undefined) checked.delete(known);
    if (profile.refreshesCodeLenses && !checked.has(uri) && parts.checks.effects(snapshot) === undefined) {
      checked.add(uri);
      void refreshAfterCheck(parts, snapshot);
      return codeLensExplain ? [...explainLenses(snapshot)] : [];
    }
    checked.add(uri);
    return answered(parts, uri, cancel, ({ snapshot: now }) => [...(codeLensExplain ? explainLenses(now) : []), ...effectsLenses(now, parts.checks.effects(now))]);
  });
  connection.onCodeLensResolve(async (lens, cancel) => {
    const uri = uriOf(lens.data);
    if (lens.command !== undefined || uri === undefined) return lens;
    const told = await answered(parts, uri, cancel, ({ snapshot, state }) => {
      const offset = offsetAt(snapshot.lines, lens.range.start);
      const index = statementAt(snapshot.document, offset);
      return effectsCommand(lens, uri, { effects: parts.checks.effects(snapshot), index, rehearsed: isRehearsed(state.parts, offset) });
    });
    if (told === null) throw new ResponseError(LSPErrorCodes.ContentModified, 'the document has changed');
    return { ...lens, command: told };
  });
}

/** A check that was overtaken by an edit needs no refresh: the editor asks again after an edit. */
async function refreshAfterCheck({ checks, connection, log }: FeatureParts, snapshot: Snapshot): Promise<void> {
  try {
    if ((await checks.run(snapshot, never)) !== undefined) await connection.sendRequest('workspace/codeLens/refresh');
  } catch (error) {
    log.warn(`Code lenses were not refreshed: ${String(error)}`);
  }
}

function explainLenses({ uri, document, lines }: Snapshot): readonly CodeLens[] {
  const lenses: CodeLens[] = [];
  for (const [index, segment] of document.segments.entries()) {
    if (lenses.length === mostLenses) break;
    if (!isExplainable(segment)) continue;
    const start = positionAt(lines, startOf(document, index));
    lenses.push({ range: { start, end: start }, command: command('sqlCoach.explainAt', [uri, start], 'Explain') });
  }
  return lenses;
}

function isExplainable({ statement: { kind, text } }: Segment): boolean {
  return kind === 'sql' && explainable.test(text);
}

function effectsLenses({ uri, document, lines }: Snapshot, effects: FileEffects | undefined): readonly CodeLens[] {
  const lenses: CodeLens[] = [];
  for (let index = 0; index < document.segments.length && lenses.length < mostLenses; index += 1) {
    if (!effects?.reachesOthers(index)) continue;
    const start = positionAt(lines, startOf(document, index));
    lenses.push({ range: { start, end: start }, data: { effectsOf: uri } satisfies EffectsData });
  }
  return lenses;
}

interface Place {
  readonly effects: FileEffects | undefined;
  readonly index: number;
  readonly rehearsed: boolean;
}

/** A name alone may promise more than there is, as in CREATE TABLE IF NOT EXISTS; the place of the lens is taken by then. */
const nothingHeld = 'locks nothing that others use';

function effectsCommand({ range: { start } }: CodeLens, uri: string, { effects, index, rehearsed }: Place): Command | null {
  const found = effects?.at(index);
  if (found === undefined) return null;
  const title = lensLine(found.effects, found.display, found.shows) ?? nothingHeld;
  return command(rehearsed ? 'sqlCoach.rehearseMigration' : 'sqlCoach.showEffects', [uri, start], title);
}

function uriOf(data: unknown): string | undefined {
  return typeof data === 'object' && data !== null && 'effectsOf' in data && typeof data.effectsOf === 'string' ? data.effectsOf : undefined;
}
