import { LineCounter, isNode, parseDocument } from 'yaml';
import * as z from 'zod/mini';

export interface YamlProblem {
  readonly line: number;
  readonly message: string;
}

export type YamlOutcome<T> =
  | { readonly ok: true; readonly value: T; lineOf(path: readonly PropertyKey[]): number }
  | { readonly ok: false; readonly problems: readonly YamlProblem[] };

/** Reads YAML of a known shape; `firstLine` is the line of the file where it starts. Every problem has the line it is about. */
export function readYaml<T extends z.ZodMiniType>(text: string, schema: T, firstLine: number): YamlOutcome<z.output<T>> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  if (document.errors.length > 0) {
    return { ok: false, problems: document.errors.map((error) => ({ line: firstLine + counter.linePos(error.pos[0]).line - 1, message: `This YAML cannot be read: ${error.message}` })) };
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return firstLine + counter.linePos(node.range[0]).line - 1;
    }
    return firstLine;
  };
  const read = z.safeParse(schema, document.toJS({ maxAliasCount: 50 }));
  if (read.success) return { ok: true, value: read.data, lineOf };
  return { ok: false, problems: read.error.issues.map((issue) => ({ line: lineOf(issue.path), message: describe(issue) })) };
}

function describe(issue: z.core.$ZodIssue): string {
  const place = issue.path.length === 0 ? '' : `\`${issue.path.map(String).join('.')}\`: `;
  switch (issue.code) {
    case 'invalid_type':
      return `${place}expected ${issue.expected === 'array' ? 'a list' : issue.expected}${issue.input === undefined ? '' : ', found something else'}.`;
    case 'unrecognized_keys':
      return `${place}unknown key ${issue.keys.map((key) => `\`${key}\``).join(', ')}.`;
    case 'too_big':
      return `${place}longer or larger than ${String(issue.maximum)}.`;
    case 'too_small':
      return `${place}shorter or smaller than ${String(issue.minimum)}.`;
    case 'invalid_value':
      return `${place}expected ${issue.values.map(String).join(' or ')}.`;
    case 'invalid_format':
      return `${place}does not have the expected form.`;
    default:
      return `${place}${issue.message === '' ? 'is not valid' : issue.message}.`;
  }
}
