import type { Constraint } from '@pgsql/types';
import { columnsIn } from '../../sql/column-mentions';
import { generatorOf, integerOf, type IntegerType } from '../../sql/key-columns';
import { namesOf, quoteIdentifier, referenceOf } from '../../sql/names';
import { eachNewColumn, inCaseOf, isForeignKey, isPrimaryKey, retype, type NewColumn } from '../../sql/new-columns';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './prefer-bigint-over-int.md';

export const preferBigintOverInt = defineRule({
  id: 'prefer-bigint-over-int',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  alike: { squawk: 'prefer-bigint-over-int', postgresLanguageServer: 'preferBigInt' },
  peers: ['Squawk', 'Postgres Language Server', 'pgfence', 'pgsafe', 'diesel-guard', 'online_migrations', 'pgrubic', 'eslint-plugin-postgresql', 'active_record_doctor', 'MigrationPilot'],
  doc,
  messages: {
    runsOut:
      'The numbers of {column} end at {largest}, and rolled back inserts use them up too. Changing the type later takes ACCESS EXCLUSIVE while the table and all its indexes are written anew. Use bigint from the start: it costs up to 8 bytes a row, often none because of alignment.',
    ownKey:
      '{column} holds values up to {largest}. A key that grows past that must change its type, which takes ACCESS EXCLUSIVE while the table and all its indexes are written anew. Use bigint unless the values come from a fixed list.',
    narrow: '{column} holds values up to {largest}, but the key that it refers to in {referenced} is wider: rows with larger keys cannot be referred to. Use {wide}.',
  },
  visit: eachNewColumn((column, context) => {
    const integer = integerOf(column);
    if (integer !== 'int2' && integer !== 'int4') return;
    const key = isForeignKey(column) ? referencedKey(column, context) : undefined;
    if (key !== undefined && widthOf(key.type) > widthOf(integer)) return report(column, context, { message: 'narrow', integer, wide: key.type, referenced: key.referenced });
    if (isForeignKey(column) || isBounded(column)) return;
    if (generatorOf(column) !== undefined) return report(column, context, { message: 'runsOut', integer, wide: 'int8' });
    // Who writes smallint for a key without a sequence has counted the rows.
    if (isPrimaryKey(column) && integer === 'int4') report(column, context, { message: 'ownKey', integer, wide: 'int8' });
  }),
});

const written: Record<IntegerType, string> = { int2: 'smallint', int4: 'integer', int8: 'bigint' };
const largest: Record<IntegerType, string> = { int2: '32,767', int4: '2,147,483,647', int8: '9,223,372,036,854,775,807' };

function widthOf(type: IntegerType): number {
  return Number(type.slice(3));
}

interface Verdict {
  readonly message: 'runsOut' | 'ownKey' | 'narrow';
  readonly integer: IntegerType;
  readonly wide: IntegerType;
  readonly referenced?: string;
}

function report(column: NewColumn, context: RuleContext, { message, integer, wide, referenced }: Verdict): void {
  context.report({
    span: column.typeSpan,
    message,
    data: { column: quoteIdentifier(column.name), largest: largest[integer], wide: written[wide], referenced: referenced ?? '' },
    fixes: fixesOf(column, context, written[wide]),
    ...(message === 'ownKey' ? { severity: 'info' as const } : {}),
  });
}

function fixesOf(column: NewColumn, context: RuleContext, type: string): readonly FixDraft[] {
  const sample = context.statement.text.slice(column.baseSpan.start, column.baseSpan.end);
  const draft = (text: string, kind: FixDraft['kind']): FixDraft => ({ title: `Use ${text}`, kind, edits: [retype(column, context, inCaseOf(sample, text))] });
  if (generatorOf(column) !== 'serial') return [draft(type, 'safe')];
  return [draft('bigserial', 'safe'), draft('bigint GENERATED ALWAYS AS IDENTITY', 'suggestion')];
}

/** A CHECK that speaks of this column alone, such as `id = 1`: somebody has counted. */
function isBounded({ name, tableConstraints }: NewColumn): boolean {
  return tableConstraints.some(({ node }) => {
    const columns = node.contype === 'CONSTR_CHECK' ? columnsIn(node.raw_expr) : [];
    return columns.length === 1 && columns[0] === name;
  });
}

/** The type of the column at the other end of a foreign key, where it is known and an integer. */
function referencedKey(column: NewColumn, context: RuleContext): { readonly type: IntegerType; readonly referenced: string } | undefined {
  for (const { node, columns } of column.tableConstraints) {
    const position = node.contype === 'CONSTR_FOREIGN' ? columns.indexOf(column.name) : -1;
    const type = position < 0 ? undefined : typeOfKey(node, position, context);
    if (type !== undefined && node.pktable !== undefined) return { type, referenced: context.display(referenceOf(node.pktable)) };
  }
  return undefined;
}

function typeOfKey({ pktable, pk_attrs: named }: Constraint, position: number, context: RuleContext): IntegerType | undefined {
  const relation = pktable === undefined ? undefined : context.relation(referenceOf(pktable));
  const primary = relation?.constraints.find(({ kind }) => kind === 'primary');
  const names = named !== undefined && named.length > 0 ? namesOf(named) : primary?.kind === 'primary' ? primary.columns : [];
  const type = relation?.columns.find(({ name }) => name === names[position])?.type;
  if (type === undefined || type.schema !== undefined || type.array) return undefined;
  return type.name === 'int2' || type.name === 'int4' || type.name === 'int8' ? type.name : undefined;
}
