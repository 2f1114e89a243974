import type { Span } from '../text/span';
import { closingIndex, listItems, tokensOf, wordAt, type Tokens } from './find';
import { identifierOf } from './names';
import { isSymbol, type Token } from './tokens';

/** A parameter that becomes part of a command's text as it is. Spans are relative to the body. */
export interface Injection {
  readonly parameter: string;
  readonly span: Span;
  /** The `%s` that it goes to, where the text is made by format(). */
  readonly specifier: Span | undefined;
  /** False where quotes stand around it already, or it goes to several places. */
  readonly fixable: boolean;
}

interface Body {
  readonly tokens: Tokens;
  /** Stored names, and `$1`. */
  readonly parameters: ReadonlySet<string>;
  /** What is assigned to each variable. */
  readonly assigned: ReadonlyMap<string, readonly Span[]>;
}

const statementStarts: ReadonlySet<string> = new Set(['begin', 'then', 'else', 'loop', 'declare']);
/** Words in front of EXECUTE where it is the statement of PL/pgSQL, not a privilege or a part of CREATE TRIGGER. */
const beforeExecute: ReadonlySet<string> = new Set([...statementStarts, 'query', 'in', 'for']);
const expressionEnds: ReadonlySet<string> = new Set(['into', 'using', 'loop']);
/** Functions that give back their text with what is in it. */
const passThrough: ReadonlySet<string> = new Set(['lower', 'upper', 'trim', 'btrim', 'ltrim', 'rtrim', 'coalesce', 'concat', 'concat_ws', 'nullif']);

/** Names of parameters that are meant to hold SQL. */
const commands = /(?:^|_)(?:sql|query|queries|stmt|statement|command|cmd|ddl|expression|condition)(?:_|$)/i;

/**
 * Parameters that EXECUTE of a PL/pgSQL body runs as a part of the command, written into it with `||`, concat() or the `%s` of format(),
 * also by way of a variable. A parameter that the body compares with known values or a pattern is taken as checked, one that is the
 * whole command, or follows EXPLAIN, as meant to be SQL.
 */
export function injectedParameters(body: string, parameters: readonly string[]): readonly Injection[] {
  const tokens = tokensOf(body);
  const unchecked = parameters.filter((name) => !commands.test(name) && !isChecked(tokens, name));
  if (unchecked.length === 0) return [];
  const context: Body = { tokens, parameters: new Set(unchecked), assigned: assignments(tokens) };
  const found = executed(tokens).flatMap((expression) => (isGivenCommand(context, expression) ? [] : injectionsIn(context, expression, new Set())));
  const same = (one: Injection) => found.filter((other) => other.span.start === one.span.start);
  return found.flatMap((one) => (same(one)[0] !== one ? [] : [{ ...one, fixable: same(one).every((other) => other.fixable && other.specifier?.start === one.specifier?.start) }]));
}

function isGivenCommand({ tokens, parameters }: Body, expression: Span): boolean {
  const first = tokens.list.find(({ start }) => start === expression.start);
  if (first?.end === expression.end) return parameters.has(nameOf(tokens, first) ?? '');
  const text = tokens.text.slice(expression.start, expression.end);
  return /^\(?\s*(?:format\s*\(\s*)?E?'\s*explain\b/i.test(text);
}

function isChecked(tokens: Tokens, name: string): boolean {
  return tokens.list.some((token, index) => {
    if (nameOf(tokens, token) !== name) return false;
    const next = tokens.list[index + 1];
    const word = wordAt(tokens, index + 1);
    if (word === 'in' || word === 'not' || word === 'similar') return true;
    if (isSymbol(tokens.text, next, '::')) return !['text', 'varchar', 'name'].includes(wordAt(tokens, index + 2) ?? '');
    return next?.kind === 'operator' && ['~', '!~', '~*', '!~*', '=', '<>', '!='].includes(tokens.text.slice(next.start, next.end));
  });
}

/** A parameter or variable by its stored name; `$1` as it is. */
function nameOf(tokens: Tokens, token: Token | undefined): string | undefined {
  if (token === undefined) return undefined;
  return token.kind === 'parameter' ? tokens.text.slice(token.start, token.end) : identifierOf(tokens.text, token);
}

/** The expressions behind EXECUTE. */
function executed(tokens: Tokens): readonly Span[] {
  return tokens.list.flatMap((_, index) => {
    if (wordAt(tokens, index) !== 'execute') return [];
    const starts = index === 0 || isSymbol(tokens.text, tokens.list[index - 1], ';') || beforeExecute.has(wordAt(tokens, index - 1) ?? '');
    const expression = starts ? expressionFrom(tokens, index + 1) : undefined;
    return expression === undefined ? [] : [expression];
  });
}

/** To the semicolon or the word that ends the expression. */
function expressionFrom(tokens: Tokens, first: number): Span | undefined {
  let index = first;
  for (; index < tokens.list.length; index++) {
    if (isSymbol(tokens.text, tokens.list[index], ';') || expressionEnds.has(wordAt(tokens, index) ?? '')) break;
    index = closingIndex(tokens, index) ?? index;
  }
  const [start, end] = [tokens.list[first], tokens.list[index - 1]];
  return start === undefined || end === undefined || index === first ? undefined : { start: start.start, end: end.end };
}

/** `name := expression` and `name type := expression`, by the name at the beginning of the statement. */
function assignments(tokens: Tokens): ReadonlyMap<string, readonly Span[]> {
  const assigned = new Map<string, Span[]>();
  let variable: string | undefined;
  for (const [index, token] of tokens.list.entries()) {
    if (index === 0 || isSymbol(tokens.text, tokens.list[index - 1], ';') || statementStarts.has(wordAt(tokens, index - 1) ?? '')) variable = nameOf(tokens, token);
    if (variable === undefined || !isSymbol(tokens.text, token, ':=')) continue;
    const expression = expressionFrom(tokens, index + 1);
    if (expression !== undefined) assigned.set(variable, [...(assigned.get(variable) ?? []), expression]);
    variable = undefined;
  }
  return assigned;
}

function injectionsIn(body: Body, expression: Span, visited: Set<string>): readonly Injection[] {
  const operands = operandsOf(body.tokens, expression);
  return operands.flatMap((operand, index) => injectionsOf(body, operand, { visited, inQuotes: isQuoted(body.tokens, operands[index - 1]) }));
}

interface Around {
  /** Variables on the way here: one may be built from itself. */
  readonly visited: Set<string>;
  readonly inQuotes: boolean;
}

function injectionsOf(body: Body, operand: readonly Token[], around: Around): readonly Injection[] {
  const { tokens, parameters, assigned } = body;
  const [first] = operand;
  const last = operand.at(-1);
  if (first === undefined || last === undefined) return [];
  const span = { start: first.start, end: last.end };
  if (isSymbol(tokens.text, first, '(') && operand.length > 2 && closes(tokens, operand)) {
    return injectionsIn(body, { start: operand[1]?.start ?? span.start, end: operand.at(-2)?.end ?? span.end }, around.visited);
  }
  const name = nameOf(tokens, first);
  if (name === undefined) return [];
  if (isSymbol(tokens.text, operand[1], '(') && closes(tokens, operand.slice(1))) return injectionsOfCall(body, name, operand, around);
  if (!isPlain(tokens, operand)) return [];
  if (parameters.has(name)) return [{ parameter: name, span: { start: first.start, end: first.end }, specifier: undefined, fixable: !around.inQuotes }];
  if (around.visited.has(name)) return [];
  around.visited.add(name);
  return (assigned.get(name) ?? []).flatMap((expression) => injectionsIn(body, expression, around.visited));
}

/** The name alone, or cast to a character type. */
function isPlain(tokens: Tokens, operand: readonly Token[]): boolean {
  if (operand.length === 1) return true;
  const type = operand[2];
  return operand.length === 3 && isSymbol(tokens.text, operand[1], '::') && type !== undefined && /^(?:text|varchar|name)$/i.test(tokens.text.slice(type.start, type.end));
}

function closes(tokens: Tokens, operand: readonly Token[]): boolean {
  const opening = operand[0] === undefined ? -1 : tokens.list.indexOf(operand[0]);
  const closing = opening < 0 ? undefined : closingIndex(tokens, opening);
  return closing !== undefined && tokens.list[closing] === operand.at(-1);
}

function injectionsOfCall(body: Body, name: string, operand: readonly Token[], around: Around): readonly Injection[] {
  const { tokens } = body;
  const [, opening] = operand;
  const list = { start: opening?.start ?? 0, end: operand.at(-1)?.end ?? 0 };
  const items = listItems(tokens, list);
  if (name === 'format') return injectionsOfFormat(body, items, around);
  return passThrough.has(name) ? items.flatMap((item) => injectionsIn(body, item, around.visited)) : [];
}

/** `%s` puts an argument in as it is; `%I` and `%L` quote it. */
function injectionsOfFormat(body: Body, items: readonly Span[], { visited }: Around): readonly Injection[] {
  const [template, ...values] = items;
  if (template === undefined) return [];
  const text = body.tokens.text.slice(template.start, template.end);
  if (!/^E?'/i.test(text)) return injectionsIn(body, template, visited);
  let next = 0;
  return [...text.matchAll(/%(?:%|(\d+)?(\$)?-?\d*([sIL]))/g)].flatMap((match) => {
    const [whole, position, dollar, letter] = match;
    if (letter === undefined) return [];
    const index = dollar === undefined ? next : Number(position) - 1;
    next = index + 1;
    const value = values[index];
    if (letter !== 's' || value === undefined) return [];
    const start = template.start + match.index;
    const specifier = { start, end: start + whole.length };
    const inQuotes = text.slice(0, match.index).endsWith('\'\'');
    return injectionsIn(body, value, new Set(visited)).map((injection) => ({ ...injection, specifier: injection.specifier ?? specifier, fixable: injection.fixable && !inQuotes }));
  });
}

/** The parts of a concatenation. */
function operandsOf(tokens: Tokens, { start, end }: Span): readonly (readonly Token[])[] {
  const operands: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens.list) {
    if (token.start < start || token.end > end) continue;
    if (isSymbol(tokens.text, token, '(') || isSymbol(tokens.text, token, '[')) depth += 1;
    if (isSymbol(tokens.text, token, ')') || isSymbol(tokens.text, token, ']')) depth -= 1;
    if (depth === 0 && isSymbol(tokens.text, token, '||')) operands.push([]);
    else operands.at(-1)?.push(token);
  }
  return operands;
}

/** A literal that ends with a quote inside of it: `'name = '''`. */
function isQuoted(tokens: Tokens, before: readonly Token[] | undefined): boolean {
  const literal = before?.at(-1);
  return literal?.kind === 'string' && tokens.text.slice(literal.start, literal.end).endsWith('\'\'\'');
}
