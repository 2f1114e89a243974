import type { AlterTableCmd, AlterTableStmt, Constraint } from '@pgsql/types';
import type { Reference, Relation } from '../catalog/model';
import type { RuleContext } from '../rules/rule';
import type { Edit, Span } from '../text/span';
import { tokensOf, wordAt, type Tokens } from './find';
import { quoteIdentifier, referenceOf, truncateIdentifier } from './names';
import { isSymbol } from './tokens';

/** One subcommand of an ALTER TABLE. */
export interface AlterCommand {
  readonly command: AlterTableCmd;
  readonly index: number;
  /** Every subcommand of the statement, this one among them. */
  readonly siblings: readonly AlterTableCmd[];
  readonly table: Reference;
  readonly relation: Relation | undefined;
  /** Where the subcommand stands, relative to the statement; the whole statement where it could not be told apart. */
  readonly span: Span;
  /** undefined where the subcommands could not be told apart, or names are placeholders: then no fix is possible. */
  readonly text: AlterTableText | undefined;
}

/** A constraint that an ALTER TABLE adds on its own. */
export interface AddedConstraint {
  readonly alter: AlterCommand;
  readonly constraint: Constraint;
}

export function addedConstraints(commands: readonly AlterCommand[]): readonly AddedConstraint[] {
  return commands.flatMap((alter) => {
    const { subtype, def } = alter.command;
    return subtype === 'AT_AddConstraint' && def !== undefined && 'Constraint' in def ? [{ alter, constraint: def.Constraint }] : [];
  });
}

/** The parts of an ALTER TABLE in its text. Spans are relative to the statement and run from first to last token. */
export interface AlterTableText {
  /** `ALTER TABLE IF EXISTS ONLY s.t`, comments left out, one space between the parts. */
  readonly head: string;
  readonly commands: readonly Span[];
}

const tableKinds: ReadonlySet<string> = new Set(['table', 'partitioned', 'partition']);

/** Several rules look at the same statement, each with the same context. */
const remembered = new WeakMap<RuleContext, { readonly node: AlterTableStmt; readonly commands: readonly AlterCommand[] }>();

/** The subcommands of an ALTER TABLE; empty for views, indexes, types and foreign tables, and for tables that this migration made. */
export function alterCommands(node: AlterTableStmt, context: RuleContext): readonly AlterCommand[] {
  const known = remembered.get(context);
  if (known?.node === node) return known.commands;
  const commands = readCommands(node, context);
  remembered.set(context, { node, commands });
  return commands;
}

function readCommands(node: AlterTableStmt, context: RuleContext): readonly AlterCommand[] {
  if (node.objtype !== 'OBJECT_TABLE' || node.relation === undefined) return [];
  const table = referenceOf(node.relation);
  if (context.isNew(table) || table.schema === 'pg_temp' || context.relation(table)?.temporary === true) return [];
  return allAlterCommands(node, context);
}

const allRemembered = new WeakMap<RuleContext, { readonly node: AlterTableStmt; readonly commands: readonly AlterCommand[] }>();

/** The same with those on tables that this migration made, for what PostgreSQL refuses wherever it is done. */
export function allAlterCommands(node: AlterTableStmt, context: RuleContext): readonly AlterCommand[] {
  const known = allRemembered.get(context);
  if (known?.node === node) return known.commands;
  const commands = readAllCommands(node, context);
  allRemembered.set(context, { node, commands });
  return commands;
}

function readAllCommands(node: AlterTableStmt, context: RuleContext): readonly AlterCommand[] {
  if (node.objtype !== 'OBJECT_TABLE' || node.relation === undefined) return [];
  const table = referenceOf(node.relation);
  const relation = context.relation(table);
  if (relation !== undefined && !tableKinds.has(relation.kind)) return [];
  const siblings = (node.cmds ?? []).flatMap((command) => ('AlterTableCmd' in command ? [command.AlterTableCmd] : []));
  const tokens = tokensOf(context.statement);
  const parts = splitAlterTable(tokens, siblings.length);
  // Names that stand for placeholders must not get into the text.
  const text = context.statement.placeholders.length === 0 ? parts : undefined;
  const whole = { start: 0, end: context.statement.text.length };
  return siblings.map((command, index) => ({ command, index, siblings, table, relation, span: parts?.commands[index] ?? whole, text }));
}

/** Tells the subcommands apart; undefined where their number is not `count` or the text is no ALTER TABLE. */
export function splitAlterTable(tokens: Tokens, count: number): AlterTableText | undefined {
  const from = endOfHead(tokens);
  if (from === undefined) return undefined;
  const commands: Span[] = [];
  let depth = 0;
  let start = from;
  for (let index = from; index <= tokens.list.length; index++) {
    const token = tokens.list[index];
    const ends = token === undefined || (depth === 0 && isSymbol(tokens.text, token, ','));
    if (ends) {
      const [first, last] = [tokens.list[start], tokens.list[index - 1]];
      if (first === undefined || last === undefined || index === start) return undefined;
      commands.push({ start: first.start, end: last.end });
      start = index + 1;
    }
    if (isSymbol(tokens.text, token, '(') || isSymbol(tokens.text, token, '[')) depth++;
    if (isSymbol(tokens.text, token, ')') || isSymbol(tokens.text, token, ']')) depth--;
  }
  const head = tokens.list.slice(0, from).map((token, index) => {
    const glued = index === 0 || tokens.list[index - 1]?.end === token.start;
    return (glued ? '' : ' ') + tokens.text.slice(token.start, token.end);
  });
  return commands.length === count ? { head: head.join(''), commands } : undefined;
}

/** The index of the first token after `ALTER TABLE [IF EXISTS] [ONLY] name [*]`. */
function endOfHead(tokens: Tokens): number | undefined {
  let index = 2;
  if (wordAt(tokens, 0) !== 'alter' || wordAt(tokens, 1) !== 'table') return undefined;
  if (wordAt(tokens, index) === 'if' && wordAt(tokens, index + 1) === 'exists') index += 2;
  const only = wordAt(tokens, index) === 'only';
  if (only) index += 1;
  const parenthesis = only && isSymbol(tokens.text, tokens.list[index], '(');
  if (parenthesis) index += 1;
  index += 1;
  while (isSymbol(tokens.text, tokens.list[index], '.')) index += 2;
  if (parenthesis || isSymbol(tokens.text, tokens.list[index], '*')) index += 1;
  return index;
}

/** Takes a subcommand out of the list with its comma; undefined where it is the only one. */
export function removeCommand(text: AlterTableText, index: number): Edit | undefined {
  const [before, own, after] = [text.commands[index - 1], text.commands[index], text.commands[index + 1]];
  if (own === undefined) return undefined;
  if (before !== undefined) return { start: before.end, end: own.end, text: '' };
  return after === undefined ? undefined : { start: own.start, end: after.start, text: '' };
}

/** Puts more statements behind the statement: text for its end, before the semicolon that may follow. */
export function appendStatements(context: RuleContext, statements: readonly string[]): Edit {
  const { text } = context.statement;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return { start: text.length, end: text.length, text: statements.map((statement) => `;${lineBreak}${statement}`).join('') };
}

/** A name as PostgreSQL would make one of these parts, as it must be written; the parts before the label are cut to fit. */
export function generatedName(parts: readonly string[], label: string): string {
  const whole = [...parts, label].join('_');
  if (truncateIdentifier(whole) === whole) return quoteIdentifier(whole);
  const room = truncateIdentifier(`${'x'.repeat(label.length + 1)}${parts.join('_')}`).slice(label.length + 1);
  return quoteIdentifier(`${room}_${label}`);
}
