import type { BlockSource } from './lesson';

export type TextPiece = { readonly block: BlockSource } | { readonly problem: string; readonly line: number };

/**
 * A line `Measured: title` with a Markdown table below it is a table of measurements; everything else stays text.
 * The views draw such a table with a caption; Markdown viewers show the same thing without one.
 */
export function readTables(markdown: string, firstLine: number): readonly TextPiece[] {
  const lines = markdown.split('\n');
  const pieces: TextPiece[] = [];
  let text: string[] = [];
  const flush = () => {
    if (text.join('').trim() !== '') pieces.push({ block: { kind: 'text', markdown: text.join('\n').trim() } });
    text = [];
  };
  for (let index = 0; index < lines.length; index++) {
    const title = /^Measured: (.+)$/.exec(lines[index] ?? '')?.[1];
    if (title === undefined) {
      text.push(lines[index] ?? '');
      continue;
    }
    flush();
    let from = index + 1;
    while (from < lines.length && (lines[from] ?? '').trim() === '') from++;
    let end = from;
    while (end < lines.length && (lines[end] ?? '').startsWith('|')) end++;
    const [columns, , ...rows] = lines.slice(from, end).map(cells);
    if (columns === undefined || rows.length === 0 || rows.some((row) => row.length !== columns.length)) {
      pieces.push({ problem: 'After `Measured: …` comes a Markdown table with a header, and as many cells in each row.', line: firstLine + index });
    } else {
      pieces.push({ block: { kind: 'table', title: title.trim(), columns, rows } });
    }
    index = Math.max(end, from) - 1;
  }
  flush();
  return pieces;
}

function cells(line: string): readonly string[] {
  return line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim().replaceAll('`', '').replaceAll('**', ''));
}
