import type { Span } from '../text/span';
import { tokensOf, wordAt, type Tokens } from './find';
import { identifierOf } from './names';
import { isSymbol, type Token } from './tokens';

/** A part of a PL/pgSQL body that is SQL. Spans are relative to the body. */
export interface BodyPart extends Span {
  /** `statement`: as it stands. `query`: the same, of a loop, cursor or RETURN QUERY. `perform`: a query whose rows nobody sees, from its PERFORM on. `expression`: what stands behind a SELECT. `command`: the literal that EXECUTE runs. */
  readonly kind: 'statement' | 'query' | 'perform' | 'expression' | 'command';
  /** INTO with its targets, which is no SQL. */
  readonly into: Span | undefined;
}

/** Where the parts of a PL/pgSQL body stand. Spans are relative to the body. */
export interface BodyLayout {
  /** In the order of the text. */
  readonly parts: readonly BodyPart[];
  /** Every statement and declaration, with what is nested in it. */
  readonly statements: readonly Span[];
  /** Stored names of what is declared anywhere in the body. */
  readonly variables: ReadonlySet<string>;
  /** Names that variables may be qualified with. */
  readonly labels: ReadonlySet<string>;
  /** Expressions behind EXECUTE that are more than a literal. */
  readonly computed: readonly Span[];
  /** It has COMMIT or ROLLBACK. */
  readonly controlsTransaction: boolean;
  /** Every statement is SQL that could stand alone: no variable, condition, loop or handler. */
  readonly plain: boolean;
  readonly error: { readonly message: string; readonly offset: number } | undefined;
}

/** Goes through the tokens of a body. After an error it stands at the end, so that every loop ends. */
export class BodyCursor {
  readonly tokens: Tokens;
  readonly parts: BodyPart[] = [];
  readonly statements: Span[] = [];
  readonly variables = new Set<string>();
  readonly cursors = new Set<string>();
  readonly labels = new Set<string>();
  readonly computed: Span[] = [];
  controlsTransaction = false;
  plain = true;
  error: { readonly message: string; readonly offset: number } | undefined;
  at = 0;
  /** In lower case; undefined for tokens that are no words. */
  readonly #words: readonly (string | undefined)[];

  constructor(text: string) {
    this.tokens = tokensOf(text);
    this.#words = this.tokens.list.map((_, index) => wordAt(this.tokens, index));
  }

  get token(): Token | undefined {
    return this.tokens.list[this.at];
  }

  /** The word here, in lower case; undefined for anything that is not a word without quotes. */
  get word(): string | undefined {
    return this.#words[this.at];
  }

  wordAfter(steps: number): string | undefined {
    return this.#words[this.at + steps];
  }

  isSymbol(symbol: string, steps = 0): boolean {
    return isSymbol(this.tokens.text, this.tokens.list[this.at + steps], symbol);
  }

  /** The stored name here. */
  get name(): string | undefined {
    const { token } = this;
    return token === undefined ? undefined : identifierOf(this.tokens.text, token);
  }

  textOf({ start, end }: Span): string {
    return this.tokens.text.slice(start, end);
  }

  /** PostgreSQL's own words for it. */
  fail(message?: string): void {
    const { token } = this;
    const near = token === undefined ? 'syntax error at end of input' : `syntax error at or near "${this.textOf(token)}"`;
    this.error ??= { message: message ?? near, offset: token?.start ?? this.tokens.text.length };
    this.at = this.tokens.list.length;
  }

  acceptWord(...words: readonly string[]): boolean {
    if (!words.every((word, step) => this.wordAfter(step) === word)) return false;
    this.at += words.length;
    return true;
  }

  acceptSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.at += 1;
    return true;
  }

  expectWord(word: string): void {
    if (!this.acceptWord(word)) this.fail();
  }

  expectSemicolon(): void {
    if (!this.acceptSymbol(';')) this.fail();
  }

  declare(): void {
    const { name } = this;
    if (name === undefined) this.fail();
    else {
      this.variables.add(name);
      this.at += 1;
    }
  }

  /**
   * Goes to the first of these words or symbols outside of parentheses and gives what it passed. Where a semicolon comes first that is
   * an error; undefined then, and where nothing was passed.
   */
  upTo(...ends: readonly string[]): Span | undefined {
    const first = this.at;
    let depth = 0;
    for (; this.token !== undefined; this.at += 1) {
      if (depth === 0 && this.#isOneOf(ends)) break;
      if (this.isSymbol('(') || this.isSymbol('[')) depth += 1;
      else if (this.isSymbol(')') || this.isSymbol(']')) depth -= 1;
      if (depth < 0) return void this.fail('mismatched parentheses');
      if (this.isSymbol(';')) return void this.fail(depth > 0 ? 'mismatched parentheses' : `missing "${(ends[0] ?? '').toUpperCase()}" at end of SQL expression`);
    }
    if (this.token === undefined) return void this.fail();
    if (this.at === first) return void this.fail('missing expression');
    return this.passed(first);
  }

  #isOneOf(ends: readonly string[]): boolean {
    const { word } = this;
    return ends.some((end) => (word === undefined ? this.isSymbol(end) : word === end));
  }

  /** From the token at an index to the one before this place. */
  passed(first: number): Span | undefined {
    const [start, end] = [this.tokens.list[first], this.tokens.list[this.at - 1]];
    return start === undefined || end === undefined || this.at <= first ? undefined : { start: start.start, end: end.end };
  }

  /** To the semicolon or one of these words, whatever stands between. */
  skipTo(...words: readonly string[]): void {
    while (this.token !== undefined && !this.isSymbol(';') && !words.includes(this.word ?? '')) this.at += 1;
    if (this.token === undefined) this.fail();
  }

  add(kind: BodyPart['kind'], span: Span | undefined, into?: Span): void {
    if (span !== undefined) this.parts.push({ kind, start: span.start, end: span.end, into });
  }

  /** An expression that ends before one of these. */
  expression(...ends: readonly string[]): void {
    this.add('expression', this.upTo(...ends));
  }
}
