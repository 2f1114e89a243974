/** A piece of a lesson file: running text, a heading, or a fence that a tool reads. Lines count from 1. */
export type Segment =
  | { readonly kind: 'text'; readonly markdown: string; readonly line: number }
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly title: string; readonly line: number }
  | FenceSegment;

export interface FenceSegment {
  readonly kind: 'fence';
  readonly language: string;
  /** Second word of the info string; empty where the fence is only shown. */
  readonly directive: string;
  readonly id: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
  /** Line of the opening fence; its text starts one line below. */
  readonly line: number;
  readonly closed: boolean;
}

/** Cuts Markdown after `firstLine` lines of something else. Never fails; a fence that is not closed says so. */
export function readSegments(markdown: string, firstLine: number): readonly Segment[] {
  const lines = markdown.split('\n');
  const segments: Segment[] = [];
  let text: string[] = [];
  let textLine = firstLine;
  const flush = () => {
    const joined = text.join('\n');
    if (joined.trim() !== '') segments.push({ kind: 'text', markdown: joined, line: textLine });
    text = [];
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const heading = /^(#{1,2}) +(.+?) *$/.exec(line);
    const opening = /^(`{3,}|~{3,})(.*)$/.exec(line);
    if (heading === null && opening === null) {
      if (text.length === 0) textLine = firstLine + index;
      text.push(line);
      continue;
    }
    flush();
    if (heading !== null) {
      segments.push({ kind: 'heading', level: heading[1] === '#' ? 1 : 2, title: heading[2] ?? '', line: firstLine + index });
      continue;
    }
    const end = closingLine(lines, index + 1, opening?.[1] ?? '');
    const body = lines.slice(index + 1, end ?? lines.length).join('\n');
    segments.push({ ...readInfo(opening?.[2] ?? ''), kind: 'fence', text: body, line: firstLine + index, closed: end !== undefined });
    index = end ?? lines.length;
  }
  flush();
  return segments;
}

function closingLine(lines: readonly string[], from: number, opening: string): number | undefined {
  const mark = opening.charAt(0);
  for (let index = from; index < lines.length; index++) {
    const line = (lines[index] ?? '').trim();
    if (line.length >= opening.length && line === mark.repeat(line.length)) return index;
  }
  return undefined;
}

/** `sql measure #before metric=wal title="two words"`. */
function readInfo(info: string): Pick<FenceSegment, 'language' | 'directive' | 'id' | 'attributes'> {
  const words = info.trim().match(/[^\s"=]+="[^"]*"|\S+/g) ?? [];
  const [language = '', ...rest] = words;
  const attributes = new Map<string, string>();
  let directive = '';
  let id = '';
  for (const word of rest) {
    const equals = word.indexOf('=');
    if (word.startsWith('#')) id = word.slice(1);
    else if (equals > 0) attributes.set(word.slice(0, equals), word.slice(equals + 1).replace(/^"(.*)"$/, '$1'));
    else if (directive === '') directive = word;
  }
  return { language, directive, id, attributes };
}
