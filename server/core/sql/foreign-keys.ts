import type { Constraint, CreateStmt, RangeVar } from '@pgsql/types';
import type { QualifiedName } from '../catalog/model';
import type { RuleContext } from '../rules/rule';
import type { Span } from '../text/span';
import { findKeyword, tokensOf } from './find';
import { formatName, referenceOf } from './names';

/** The constraints of a CREATE TABLE, those of its columns among them. */
export function createdConstraints({ tableElts = [] }: CreateStmt): readonly Constraint[] {
  return tableElts.flatMap((element) => {
    if ('Constraint' in element) return [element.Constraint];
    return 'ColumnDef' in element ? (element.ColumnDef.constraints ?? []).flatMap((own) => ('Constraint' in own ? [own.Constraint] : [])) : [];
  });
}

export function createdForeignKeys(node: CreateStmt): readonly Constraint[] {
  return createdConstraints(node).filter(({ contype }) => contype === 'CONSTR_FOREIGN');
}

/** The tables that foreign keys of a table refer to and that were there before the migration, each once, without itself. */
export function oldTargets(constraints: readonly Constraint[], own: RangeVar | undefined, context: RuleContext): readonly QualifiedName[] {
  const found = new Map<string, QualifiedName>();
  const itself = own && formatName(context.catalog.resolve(referenceOf(own)));
  for (const { contype, pktable } of constraints) {
    if (contype !== 'CONSTR_FOREIGN' || pktable === undefined) continue;
    const target = referenceOf(pktable);
    const name = context.catalog.resolve(target);
    if (!context.isNew(target) && target.schema !== 'pg_temp' && formatName(name) !== itself) found.set(formatName(name), name);
  }
  return [...found.values()];
}

/** `CREATE TABLE` or `ALTER TABLE`, with what stands between. */
export function tableHead({ statement }: RuleContext): Span {
  const tokens = tokensOf(statement);
  return { start: tokens.list[0]?.start ?? 0, end: findKeyword(tokens, 0, 'table')?.end ?? statement.text.length };
}
