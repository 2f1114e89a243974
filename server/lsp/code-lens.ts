import type { CodeLens } from 'vscode-languageserver';
import type { PlacedStatement } from '../core/document/statement';
import { command } from './code-actions';
import { toRange } from './convert';
import type { Snapshot } from './documents';

/** A dump with more statements than this gets lenses for the first ones; nobody explains the others, and each costs the editor time. */
const mostLenses = 1000;

/** What EXPLAIN takes, by the first words: reading the tree of every statement would cost too much here. Source: https://www.postgresql.org/docs/18/sql-explain.html */
const explainable = /^(?:\(\s*)*(?:select|insert|update|delete|merge|with|values|table|declare|explain|create\s+(?:(?:global|local|temp|temporary|unlogged)\s+)*table\s+[^()]*?\sas\b|create\s+materialized\s+view)\b/i;

export function codeLenses({ uri, document, lines }: Snapshot): readonly CodeLens[] {
  const lenses: CodeLens[] = [];
  for (const placed of document.statements) {
    if (lenses.length === mostLenses) break;
    if (!isExplainable(placed)) continue;
    const range = toRange(lines, { start: placed.span.start, end: placed.span.start });
    lenses.push({ range, command: command('sqlCoach.explainAt', [uri, range.start], 'Explain') });
  }
  return lenses;
}

function isExplainable({ statement: { kind, text } }: PlacedStatement): boolean {
  return kind === 'sql' && explainable.test(text);
}
