import type { Node } from '@pgsql/types';
import type { Relation } from '../catalog/model';

/**
 * Whether PostgreSQL sees that no row with a NULL in the column can satisfy the condition, and so spares SET NOT NULL its scan.
 * Follows what `predicate_implied_by` can prove of `column IS NOT NULL` through AND, OR and NOT; everything else is not a proof
 * (`a > 0` is none: a CHECK lets NULL pass). Source: `ConstraintImpliedByRelConstraint` in src/backend/commands/tablecmds.c.
 */
export function provesNotNull(condition: Node | undefined, column: string): boolean {
  return condition !== undefined && proves(condition, { column, negated: false });
}

/** The validated CHECK that proves it, leaving out those whose names are given. */
export function findNotNullProof(relation: Relation, column: string, except: readonly string[] = []): string | undefined {
  return relation.constraints.find((constraint) =>
    constraint.kind === 'check' && constraint.validated && !except.includes(constraint.name) && provesNotNull(constraint.expression, column))?.name;
}

function proves(condition: Node, question: { readonly column: string; readonly negated: boolean }): boolean {
  const { column, negated } = question;
  if ('NullTest' in condition) {
    return condition.NullTest.nulltesttype === (negated ? 'IS_NULL' : 'IS_NOT_NULL') && isColumn(condition.NullTest.arg, column);
  }
  if (!('BoolExpr' in condition)) return false;
  const terms = condition.BoolExpr.args ?? [];
  if (condition.BoolExpr.boolop === 'NOT_EXPR') return terms[0] !== undefined && proves(terms[0], { column, negated: !negated });
  const all = (condition.BoolExpr.boolop === 'AND_EXPR') !== negated;
  return terms.length > 0 && (all ? terms.some((term) => proves(term, question)) : terms.every((term) => proves(term, question)));
}

function isColumn(node: Node | undefined, column: string): boolean {
  if (node === undefined || !('ColumnRef' in node)) return false;
  const last = node.ColumnRef.fields?.at(-1);
  return last !== undefined && 'String' in last && last.String.sval === column;
}
