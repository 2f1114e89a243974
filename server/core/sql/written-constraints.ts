import type { AlterTableStmt, ColumnDef, Constraint, CreateStmt } from '@pgsql/types';
import type { Ancestor, RuleContext, Visitors } from '../rules/rule';
import type { Span } from '../text/span';
import { closingIndex, findKeywordHere, indexAt, spanOfName, startOf, tokensOf, wordAt, type Tokens } from './find';
import { referenceOf } from './names';
import { isSymbol } from './tokens';

/** A constraint as it is written: on a column, among the parts of a table, or in ADD CONSTRAINT. */
export interface WrittenConstraint {
  readonly node: Constraint;
  /** From its first word to the comma or parenthesis behind it. On a column other constraints of that column follow inside. */
  readonly span: Span;
  /** The column that it is written on. */
  readonly column: ColumnDef | undefined;
}

/** Calls `check` for the constraints of tables that are there to stay, where a migration is not undone. */
export function constraintVisitor(check: (constraint: WrittenConstraint, context: RuleContext) => void): Visitors {
  return {
    Constraint(node, context, ancestors) {
      const start = startOf(node);
      if (start === undefined || context.direction === 'down' || !isLasting(ancestors, context)) return;
      const last = ancestors.at(-1);
      const column = last?.tag === 'ColumnDef' ? (last.node as ColumnDef) : undefined;
      check({ node, span: { start, end: endOfItem(tokensOf(context.statement), start) }, column }, context);
    },
  };
}

function isLasting([root]: readonly Ancestor[], context: RuleContext): boolean {
  if (root === undefined || (root.tag !== 'CreateStmt' && root.tag !== 'AlterTableStmt')) return false;
  const { relation } = root.node as CreateStmt | AlterTableStmt;
  if (relation === undefined || relation.relpersistence === 't' || relation.schemaname === 'pg_temp') return false;
  return root.tag === 'CreateStmt' || ((root.node as AlterTableStmt).objtype === 'OBJECT_TABLE' && context.relation(referenceOf(relation))?.temporary !== true);
}

/** Where it says that it is tested at the end of the transaction, or may be; on a column these are constraints of their own behind it. */
export function deferralOf({ node, span, column }: WrittenConstraint, tokens: Tokens): Span | undefined {
  const attributes = column === undefined ? [node] : attributesBehind(node, column);
  const isDeferred = attributes.some(({ contype, deferrable }) => deferrable === true || contype === 'CONSTR_ATTR_DEFERRABLE' || contype === 'CONSTR_ATTR_DEFERRED');
  if (!isDeferred) return undefined;
  const phrases = [findKeywordHere(tokens, span.start, 'deferrable'), findKeywordHere(tokens, span.start, 'initially', 'deferred')];
  return phrases.find((found) => found !== undefined && found.start < span.end);
}

function attributesBehind(node: Constraint, { constraints = [] }: ColumnDef): readonly Constraint[] {
  const all = constraints.flatMap((each) => ('Constraint' in each ? [each.Constraint] : []));
  const behind = all.slice(all.indexOf(node) + 1);
  const next = behind.findIndex(({ contype }) => contype?.startsWith('CONSTR_ATTR_') !== true);
  return next < 0 ? behind : behind.slice(0, next);
}

/** Where the item of a list that begins at `start` ends: before the comma or the closing parenthesis of its level. */
export function endOfItem(tokens: Tokens, start: number): number {
  let end = start;
  for (let index = indexAt(tokens, start); index < tokens.list.length; index++) {
    if (isSymbol(tokens.text, tokens.list[index], ',') || isSymbol(tokens.text, tokens.list[index], ')')) break;
    const closing = closingIndex(tokens, index);
    if (closing !== undefined) index = closing;
    end = tokens.list[index]?.end ?? end;
  }
  return end;
}

/** The part of a foreign key from REFERENCES to the columns, or MATCH, that it refers to; the clauses that say what follows a change stand behind. */
export function referencesOf({ span }: WrittenConstraint, tokens: Tokens): Span | undefined {
  const keyword = findKeywordHere(tokens, span.start, 'references');
  const name = keyword === undefined || keyword.start >= span.end ? undefined : spanOfName(keyword.end, tokens);
  if (keyword === undefined || name === undefined) return undefined;
  let last = indexAt(tokens, name.end - 1);
  last = closingIndex(tokens, last + 1) ?? last;
  if (wordAt(tokens, last + 1) === 'match') last += 2;
  return { start: keyword.start, end: tokens.list[last]?.end ?? name.end };
}

/** The clause ON DELETE or ON UPDATE of a foreign key, with what it says to do. */
export function actionOf(constraint: WrittenConstraint, tokens: Tokens, event: 'delete' | 'update'): Span | undefined {
  const references = referencesOf(constraint, tokens);
  const clause = references && findKeywordHere(tokens, references.end, 'on', event);
  if (clause === undefined || clause.start >= constraint.span.end) return undefined;
  const first = indexAt(tokens, clause.end);
  const two = ['no', 'set'].includes(wordAt(tokens, first) ?? '');
  return { start: clause.start, end: tokens.list[two ? first + 1 : first]?.end ?? clause.end };
}
