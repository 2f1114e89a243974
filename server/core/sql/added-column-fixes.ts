import type { FixDraft, RuleContext } from '../rules/rule';
import type { Edit } from '../text/span';
import { appendStatements, generatedName, type AlterTableText } from './alter-command';
import { clauseText, removeClause, type AddedColumn, type ColumnClause } from './added-column';
import { tokenAt, tokensOf } from './find';
import { quoteIdentifier } from './names';

/** Statements behind must find the table and a column that was just added, so IF EXISTS and IF NOT EXISTS allow no fix. */
function certainText({ alter: { text, command } }: AddedColumn): AlterTableText | undefined {
  return text === undefined || command.missing_ok || /^alter table if exists/i.test(text.head) ? undefined : text;
}

/** A name for something of the table, in the table's own schema as far as that is written. */
export function nameBeside({ alter: { table } }: AddedColumn, name: string): string {
  return table.schema === undefined ? name : `${quoteIdentifier(table.schema)}.${name}`;
}

export function tableName(added: AddedColumn): string {
  return nameBeside(added, quoteIdentifier(added.alter.table.name));
}

/** Takes a CHECK or REFERENCES out of the column and adds it NOT VALID in the same statement; outside a transaction it is validated behind. */
export function addNotValid(added: AddedColumn, clause: ColumnClause, context: RuleContext): FixDraft | undefined {
  const { alter: { span }, name } = added;
  const text = certainText(added);
  if (text === undefined) return undefined;
  const foreign = clause.kind === 'CONSTR_FOREIGN';
  const { conname } = clause.constraint;
  const constraint = conname === undefined ? generatedName([added.alter.table.name, name], foreign ? 'fkey' : 'check') : quoteIdentifier(conname);
  const written = `${foreign ? `FOREIGN KEY (${quoteIdentifier(name)}) ` : ''}${clauseText(clause, context)}`;
  const mark = { start: span.end, end: span.end, text: `, ADD CONSTRAINT ${constraint} ${written} NOT VALID` };
  if (context.transaction === 'inside') {
    return { title: 'Add the constraint NOT VALID (validate it in a later migration)', kind: 'suggestion', edits: joined([removeClause(clause, context), mark]) };
  }
  const behind = appendStatements(context, [`${text.head} VALIDATE CONSTRAINT ${constraint}`]);
  return { title: 'Add the constraint NOT VALID, then validate it without blocking', kind: 'suggestion', edits: joined([removeClause(clause, context), mark, behind]) };
}

/** Builds the index of a UNIQUE clause on its own without blocking, then makes it a constraint. Only where both can run outside a transaction. */
export function addUniqueIndex(added: AddedColumn, clause: ColumnClause, context: RuleContext): FixDraft | undefined {
  const { alter: { table, relation }, name } = added;
  const text = certainText(added);
  const { conname, options, indexspace, nulls_not_distinct: distinct } = clause.constraint;
  if (text === undefined || context.transaction === 'inside' || relation?.kind === 'partitioned') return undefined;
  if (clause.kind !== 'CONSTR_UNIQUE' || clause.attributes.length > 0 || options !== undefined || indexspace !== undefined) return undefined;
  const constraint = conname === undefined ? generatedName([table.name, name], 'key') : quoteIdentifier(conname);
  const behind = appendStatements(context, [
    `CREATE UNIQUE INDEX CONCURRENTLY ${constraint} ON ${tableName(added)} (${quoteIdentifier(name)})${distinct ? ' NULLS NOT DISTINCT' : ''}`,
    `${text.head} ADD CONSTRAINT ${constraint} UNIQUE USING INDEX ${constraint}`,
  ]);
  return { title: 'Add the column, build the index with CONCURRENTLY, then make it the constraint', kind: 'suggestion', edits: joined([removeClause(clause, context), behind]) };
}

const integers: Readonly<Record<string, string>> = {
  serial: 'integer', serial4: 'integer', bigserial: 'bigint', serial8: 'bigint', smallserial: 'smallint', serial2: 'smallint', int4: 'integer', int8: 'bigint', int2: 'smallint',
};

/** The column without values, and a sequence that numbers new rows. What demands a value, NOT NULL and PRIMARY KEY, is left for later. */
export function addSequence(added: AddedColumn, context: RuleContext): FixDraft | undefined {
  const { alter: { span, table }, name, type, clauses } = added;
  const text = certainText(added);
  const integer = integers[type?.name ?? ''];
  const kinds: readonly string[] = ['CONSTR_NOTNULL', 'CONSTR_PRIMARY', 'CONSTR_IDENTITY'];
  const gone = clauses.filter(({ kind }) => kinds.includes(kind));
  // Options of an identity column (START WITH …) would be lost.
  if (text === undefined || integer === undefined || gone.some(({ constraint, attributes }) => constraint.options !== undefined || attributes.length > 0)) return undefined;
  const sequence = nameBeside(added, generatedName([table.name, name], 'seq'));
  const lineBreak = context.statement.text.includes('\r\n') ? '\r\n' : '\n';
  const typeToken = tokenAt(tokensOf(context.statement), added.column.typeName?.location ?? span.start);
  const retyped = typeToken !== undefined && type?.name.includes('serial') ? [{ start: typeToken.start, end: typeToken.end, text: integer }] : [];
  const next = `, ALTER COLUMN ${quoteIdentifier(name)} SET DEFAULT nextval('${sequence.replaceAll("'", "''")}')`;
  const owned = appendStatements(context, [`ALTER SEQUENCE ${sequence} OWNED BY ${tableName(added)}.${quoteIdentifier(name)}`]);
  const edits: readonly Edit[] = [
    { start: 0, end: 0, text: `CREATE SEQUENCE ${sequence} AS ${integer};${lineBreak}` },
    ...retyped, ...gone.map((clause) => removeClause(clause, context)), { start: span.end, end: span.end, text: next }, owned,
  ];
  return { title: 'Add the column empty and number new rows only (then number the old rows in batches, and add NOT NULL and the key)', kind: 'suggestion', edits: joined(edits) };
}

/** Edits that touch become one; they come in the order of the text. */
export function joined(edits: readonly Edit[]): readonly Edit[] {
  return edits.reduce<readonly Edit[]>((list, edit) => {
    const last = list.at(-1);
    if (last === undefined || last.end !== edit.start) return [...list, edit];
    return [...list.slice(0, -1), { start: last.start, end: edit.end, text: last.text + edit.text }];
  }, []);
}
