import type { DoStmt, Node } from '@pgsql/types';
import type { Statement } from '../document/statement';
import type { Span } from '../text/span';
import { asFunction, type BodyReader } from './body-reader';
import { bodyTextOf, readQuoted, type QuotedText } from './body-text';
import { namesOfBlock, parametersOf, type BodyNames } from './body-variables';
import { tokenAt, tokensOf } from './find';
import type { BodyLayout, BodyPart } from './plpgsql-cursor';
import { layoutOf } from './plpgsql-layout';
import { elementsOf, readRoutine } from './routines';
import { split } from './split';

/** A statement or expression in a body, as a statement of its own. */
export interface PlacedPart {
  readonly kind: BodyPart['kind'];
  /** Its text is as long as what it was made of, behind `before`. */
  readonly statement: Statement;
  /** UTF-16 units at its beginning that do not stand in the file: the SELECT of an expression. */
  readonly before: number;
  /** Where no edit may reach, relative to the part: what stands otherwise in the file. */
  readonly fixed: Span | undefined;
  /** Of an offset in the part, relative to the statement with the body. */
  placeOf(offset: number): number;
  takes(span: Span, replacement: string): boolean;
}

/** What a statement runs or defines in its body. All spans are relative to the statement, all offsets UTF-16. */
export interface StatementBody {
  /** `block`: it runs with the statement. `function`: it is only defined. */
  readonly runs: 'block' | 'function';
  readonly language: 'sql' | 'plpgsql';
  readonly names: BodyNames;
  readonly parts: readonly PlacedPart[];
  readonly statements: readonly Span[];
  readonly error: { readonly message: string; readonly offset: number } | undefined;
  /** Of PL/pgSQL; its spans are relative to the body. */
  readonly layout: BodyLayout | undefined;
  readonly text: QuotedText;
}

const known = new WeakMap<Statement, { readonly body: StatementBody | undefined }>();

/** The body of CREATE FUNCTION, CREATE PROCEDURE or DO in SQL or PL/pgSQL that is written as a string; undefined for everything else. */
export function statementBody(statement: Statement): StatementBody | undefined {
  const { tree, reader } = statement;
  if (tree === undefined || reader === undefined || !('CreateFunctionStmt' in tree || 'DoStmt' in tree)) return undefined;
  const remembered = known.get(statement);
  if (remembered !== undefined) return remembered.body;
  const body = readBody(statement, tree, reader);
  known.set(statement, { body });
  return body;
}

function readBody(statement: Statement, tree: Node, reader: BodyReader): StatementBody | undefined {
  const block = 'DoStmt' in tree;
  const language = block ? languageOf(tree.DoStmt) : 'CreateFunctionStmt' in tree ? readRoutine(tree.CreateFunctionStmt)?.language : undefined;
  if (language !== 'plpgsql' && (language !== 'sql' || block)) return undefined;
  const quoted = bodyTextOf(statement, tree);
  if (quoted === undefined) return undefined;
  const declared = 'CreateFunctionStmt' in tree ? parametersOf(tree.CreateFunctionStmt, language) : namesOfBlock;
  const common = { runs: block ? 'block' : 'function', language, text: quoted } as const;
  if (language === 'sql') {
    const { parts, statements } = sqlParts(quoted, reader);
    return { ...common, names: declared, parts, statements, error: firstError(parts, undefined), layout: undefined };
  }
  const layout = layoutOf(quoted.text);
  const parts = layout.parts.flatMap((part) => partsOf(part, quoted, reader));
  const error = firstError(parts, layout.error === undefined ? undefined : { ...layout.error, offset: quoted.placeOf(layout.error.offset) });
  // Whoever writes a template writes no PL/pgSQL yet; `@extschema@` is one of CREATE EXTENSION.
  const template = error !== undefined && /\{\{|\{%|\$\{|#\{|@\w+@/.test(quoted.text);
  const confirmed = error !== undefined && !template && reader.body(block ? asFunction(quoted.text) : statement.masked) === undefined;
  return {
    ...common, parts, layout,
    names: { variables: new Set([...declared.variables, ...layout.variables]), labels: new Set([...declared.labels, ...layout.labels]), columnsFirst: false },
    statements: layout.statements.map((span) => placed(span, quoted)),
    error: confirmed ? error : undefined,
  };
}

function languageOf({ args }: DoStmt): string {
  const arg = elementsOf(args).find(({ defname }) => defname === 'language')?.arg;
  return arg !== undefined && 'String' in arg ? (arg.String.sval ?? '').toLowerCase() : 'plpgsql';
}

export function placed({ start, end }: Span, { placeOf }: Pick<QuotedText, 'placeOf'>): Span {
  return { start: placeOf(start), end: placeOf(end) };
}

function sqlParts(quoted: QuotedText, reader: BodyReader): { readonly parts: readonly PlacedPart[]; readonly statements: readonly Span[] } {
  const pieces = split(quoted.text).pieces.filter(({ kind }) => kind === 'sql');
  const parts = pieces.map(({ span }): PlacedPart => ({
    kind: 'statement', statement: reader.part(quoted.text.slice(span.start, span.end)), before: 0, fixed: undefined,
    placeOf: (offset) => quoted.placeOf(span.start + offset),
    takes: ({ start, end }, replacement) => quoted.takes({ start: span.start + start, end: span.start + end }, replacement),
  }));
  return { parts, statements: pieces.map(({ span }) => placed(span, quoted)) };
}

const select = 'SELECT ';

function partsOf(part: BodyPart, quoted: QuotedText, reader: BodyReader): readonly PlacedPart[] {
  const { kind, start, end, into } = part;
  const written = quoted.text.slice(start, end);
  if (kind === 'command') return commandParts(part, quoted, reader);
  const before = kind === 'expression' ? select.length : 0;
  const text = kind === 'expression' ? select + written : kind === 'perform' ? select + written.slice(select.length) : into === undefined ? written : blanked(written, into.start - start, into.end - start);
  // A name or value alone says nothing.
  if (kind === 'expression' && /^[\w."]*$/.test(written)) return [];
  return [{
    kind, before, statement: reader.part(text),
    fixed: kind === 'perform' ? { start: 0, end: select.length } : into === undefined ? undefined : { start: into.start - start, end: into.end - start },
    placeOf: (offset) => quoted.placeOf(start + Math.max(0, offset - before)),
    takes: (span, replacement) => span.start >= before && quoted.takes({ start: start + span.start - before, end: start + span.end - before }, replacement),
  }];
}

function blanked(text: string, from: number, to: number): string {
  return text.slice(0, from) + text.slice(from, to).replace(/[^\r\n]/g, ' ') + text.slice(to);
}

/** What stands in the literal of EXECUTE. */
function commandParts({ start }: BodyPart, quoted: QuotedText, reader: BodyReader): readonly PlacedPart[] {
  const token = tokenAt(tokensOf(quoted.text), start);
  const command = token === undefined ? undefined : readQuoted(quoted.text, token);
  if (command === undefined) return [];
  return sqlParts({
    text: command.text,
    placeOf: (offset) => quoted.placeOf(command.placeOf(offset)),
    takes: (span, replacement) => command.takes(span, replacement) && quoted.takes(placed(span, command), replacement),
  }, reader).parts.map((part) => ({ ...part, kind: 'command' }));
}

/** The first that PostgreSQL would come to. What an EXECUTE runs is only read when it runs. */
function firstError(parts: readonly PlacedPart[], structure: StatementBody['error']): StatementBody['error'] {
  for (const { kind, statement, placeOf } of parts) {
    if (kind === 'command' || statement.error === undefined) continue;
    const offset = placeOf(statement.error.offset);
    return structure !== undefined && structure.offset < offset ? structure : { message: statement.error.message, offset };
  }
  return structure;
}
