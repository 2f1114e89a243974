import type { Node } from '@pgsql/types';
import { createBodyReader, type BodyReader } from '../sql/body-reader';
import type { SqlParser } from '../host';
import { numberParameters } from '../sql/parameters';
import { maskNamedParameters, maskPlaceholders } from '../sql/placeholders';
import { Recent } from '../sql/recent';
import type { Placeholder, Statement, StatementKind, SyntaxError } from './statement';

/** Gives the one `Statement` of a text. */
export interface StatementCache {
  statement(kind: StatementKind, text: string): Statement;
  clear(): void;
}

export interface CacheLimits {
  /** UTF-16 units of statement text that are remembered. */
  readonly statementCharacters: number;
  /** UTF-16 units of statement text whose syntax trees are kept; a tree that was dropped is parsed again when asked for. */
  readonly treeCharacters: number;
}

const defaultLimits: CacheLimits = { statementCharacters: 16_000_000, treeCharacters: 2_000_000 };

interface Parsed {
  readonly masked: string;
  readonly placeholders: readonly Placeholder[];
  readonly error: SyntaxError | undefined;
}

/**
 * A statement is parsed when its tree, error or placeholders are first asked for, so opening a file parses nothing.
 * The same text gives the same object until more text than the limit was seen since.
 */
export function createStatementCache(parser: SqlParser, asked: Partial<CacheLimits> = {}, clock?: () => number): StatementCache {
  const limits = { ...defaultLimits, ...asked };
  const statements = new Recent<string, Statement>(limits.statementCharacters);
  const trees = new Recent<Statement, Node>(limits.treeCharacters);
  const readers: Readers = { parser, trees, reader: createBodyReader(parser, (text) => cache.statement('sql', text), clock) };
  const cache: StatementCache = {
    statement(kind, text) {
      const key = `${kind}:${text}`;
      const known = statements.get(key);
      if (known !== undefined) return known;
      // Cut from the key: a part of the file's text would keep the whole of it in memory as long as the statement is remembered.
      const own = key.slice(kind.length + 1);
      const statement = kind === 'sql' ? new SqlStatement(own, readers) : plainStatement(kind, own);
      statements.set(key, statement, text.length + overhead);
      return statement;
    },
    clear() {
      statements.clear();
      trees.clear();
    },
  };
  return cache;
}

/** Counted for each statement beside its text, so that thousands of tiny ones are bounded too. */
const overhead = 100;

function plainStatement(kind: StatementKind, text: string): Statement {
  return { kind, text, masked: text, placeholders: [], tree: undefined, error: undefined };
}

interface Readers {
  readonly parser: SqlParser;
  readonly trees: Recent<Statement, Node>;
  readonly reader: BodyReader;
}

/** A class, so that the engine sees all statements as one shape: getters of a literal would be others for each. */
class SqlStatement implements Statement {
  readonly kind = 'sql';
  readonly text: string;
  readonly reader: BodyReader;
  readonly #readers: Readers;
  #parsed: Parsed | undefined;

  constructor(text: string, readers: Readers) {
    this.text = text;
    this.reader = readers.reader;
    this.#readers = readers;
  }

  get masked(): string {
    return this.#parse().masked;
  }

  get placeholders(): readonly Placeholder[] {
    return this.#parse().placeholders;
  }

  get error(): SyntaxError | undefined {
    return this.#parse().error;
  }

  get tree(): Node | undefined {
    const { error, masked, placeholders } = this.#parse();
    if (error !== undefined || masked.trim() === '') return undefined;
    const { trees, parser } = this.#readers;
    const kept = trees.get(this);
    if (kept !== undefined) return kept;
    const { tree } = singleTree(parser, masked);
    if (tree !== undefined) {
      numberParameters(tree, this.text, placeholders);
      this.#keep(tree);
    }
    return tree;
  }

  #parse(): Parsed {
    if (this.#parsed !== undefined) return this.#parsed;
    const { tree, masked, placeholders, error } = parseStatement(this.text, this.#readers.parser);
    if (tree !== undefined) this.#keep(tree);
    this.#parsed = { masked, placeholders, error };
    return this.#parsed;
  }

  #keep(tree: Node): void {
    this.#readers.trees.set(this, tree, this.text.length + overhead);
  }
}

const none: readonly Placeholder[] = [];

interface Outcome {
  readonly tree: Node | undefined;
  readonly error: SyntaxError | undefined;
}

/**
 * Reads the text as it is first; placeholders are masked only where PostgreSQL rejects it.
 * A statement that is nothing but placeholders (`:query`, `{{ macro() }}`) has neither tree nor error: nobody can tell.
 */
function parseStatement(text: string, parser: SqlParser): Outcome & Omit<Parsed, 'error'> {
  const asIs = singleTree(parser, text);
  const plain = { tree: asIs.tree, error: asIs.error, masked: text, placeholders: none };
  if (asIs.error === undefined) return withNamedParameters(text, parser) ?? plain;
  const mask = maskPlaceholders(text, (attempt) => singleTree(parser, attempt).error?.offset);
  if (mask === undefined) return plain;
  if (mask.masked.trim() === '') return { ...mask, tree: undefined, error: undefined };
  const outcome = singleTree(parser, mask.masked);
  if (outcome.tree !== undefined) {
    numberParameters(outcome.tree, text, mask.placeholders);
    return { ...outcome, ...mask };
  }
  const further = (outcome.error?.offset ?? 0) > (asIs.error?.offset ?? 0);
  return further ? { ...outcome, ...mask } : plain;
}

function withNamedParameters(text: string, parser: SqlParser): ReturnType<typeof parseStatement> | undefined {
  const mask = maskNamedParameters(text, (attempt) => singleTree(parser, attempt).error?.offset);
  const { tree } = mask === undefined ? { tree: undefined } : singleTree(parser, mask.masked);
  if (mask === undefined || tree === undefined) return undefined;
  numberParameters(tree, text, mask.placeholders);
  return { ...mask, tree, error: undefined };
}

function singleTree(parser: SqlParser, text: string): Outcome {
  const outcome = parser.parse(text);
  if (!outcome.ok) return { tree: undefined, error: { message: outcome.message, offset: outcome.offset } };
  const [first, second] = outcome.statements;
  if (second !== undefined) {
    return { tree: undefined, error: { message: 'two statements where one was expected', offset: second.stmt_location ?? 0 } };
  }
  if (first?.stmt === undefined) return { tree: undefined, error: { message: 'no statement here', offset: 0 } };
  return { tree: first.stmt, error: undefined };
}
