import type { Finding, Severity } from '../core/rules/finding';
import { endOfLine, indexLines, positionAt, type LineIndex } from '../core/text/line-index';
import { summarize, type FileReport, type Summary } from './report';

/** Codes of ECMA-48 for "select graphic rendition". `util.styleText` is not used: it has its own opinion about when to colour. */
const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], gray: [90, 39] } as const;

type Style = keyof typeof codes;

/** Paints text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

export function painter(color: boolean): Paint {
  return color ? paintedText : (_, text) => text;
}

function paintedText(style: Style, text: string): string {
  const [on, off] = codes[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

const severityStyles: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' };

/** Longer lines are cut around the finding. */
const widestLine = 160;

export function reportPretty(files: readonly FileReport[], paint: Paint): string {
  const blocks = files.flatMap((file) => {
    const lines = indexLines(file.text);
    return file.findings.map((finding) => describe(finding, file.path, lines, paint));
  });
  return [...blocks, `${summaryLine(summarize(files))}\n`].join('\n');
}

function describe(finding: Finding, path: string, lines: LineIndex<string>, paint: Paint): string {
  const { line, character } = positionAt(lines, finding.span.start);
  const place = paint('bold', stripControl(`${path}:${line + 1}:${character + 1}`));
  const head = `${place} ${paint(severityStyles[finding.severity], finding.severity)} ${stripControl(finding.message)} ${paint('dim', finding.rule)}`;
  const fixes = finding.fixes.map(({ title, kind }) => `  ${paint('green', 'fix')} ${title}${kind === 'safe' ? ' (safe)' : ''}`);
  return [head, ...sourceLines(finding, lines, paint), ...fixes, ''].join('\n');
}

function sourceLines({ span, severity }: Finding, lines: LineIndex<string>, paint: Paint): readonly string[] {
  const { line, character } = positionAt(lines, span.start);
  const start = lines.starts[line] ?? 0;
  const whole = stripControl(lines.text.slice(start, endOfLine(lines, line)));
  const cutBefore = Math.max(0, whole.length > widestLine ? character - Math.floor(widestLine / 2) : 0);
  const shown = whole.slice(cutBefore, cutBefore + widestLine);
  const underlined = Math.max(1, Math.min(span.end, endOfLine(lines, line)) - span.start);
  const before = shown.slice(0, character - cutBefore);
  const marks = '^'.repeat(Math.max(1, Math.min(underlined, shown.length - before.length)));
  const gutter = String(line + 1);
  const space = ' '.repeat(gutter.length);
  return [`  ${paint('dim', `${gutter} |`)} ${shown}`, `  ${paint('dim', `${space} |`)} ${padding(before)}${paint(severityStyles[severity], marks)}`];
}

/** Tabs stay tabs and wide characters take two columns, so that the mark stands below the word. */
function padding(before: string): string {
  return Array.from(before, (character) => (character === '\t' ? '\t' : isWide(character) ? '  ' : ' ')).join('');
}

function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(character);
}

/** Text of a file must not move the cursor or change colours of the terminal; the length stays, so that columns agree. */
function stripControl(text: string): string {
  return text.replaceAll(/(?!\t)\p{Cc}/gu, '\u{FFFD}');
}

function summaryLine({ files, errors, warnings, infos }: Summary): string {
  const counts = [plural(errors, 'error'), plural(warnings, 'warning'), plural(infos, 'info')].join(', ');
  return `${plural(files, 'file')} checked: ${counts}`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
