import type { Constraint } from '@pgsql/types';
import { addedColumns, clauseText, isSerial, mayRewrite, removeClause, type AddedColumn, type ColumnClause } from '../sql/added-column';
import { quoteIdentifier } from '../sql/names';
import { tokenAt, tokensOf } from '../sql/find';
import { applyEdits, type Edit } from '../text/span';
import { fillWithDefault, reasonAgainstBatches } from './batches';
import { keySteps, reasonAgainst } from './key';
import { notNullSteps } from './not-null';
import { accepting, chosenName, isPartOfTree, literal, refuse, targetOf, type Plan, type Recipe, type RecipeRequest, type Refusal, type Step, type Target } from './recipe';

/** `ADD COLUMN` with what makes PostgreSQL write or read the whole table: the column comes first, empty, and the rest step by step. */
export const addedColumn: Recipe = {
  id: 'added-column',
  rules: ['adding-field-with-default', 'adding-serial-column', 'adding-identity-column', 'adding-column-inline-check', 'adding-column-inline-unique', 'adding-column-inline-fk'],
  plan(request) {
    const { command, context } = request;
    const { tree } = context.statement;
    if (command?.command.subtype !== 'AT_AddColumn' || tree === undefined || !('AlterTableStmt' in tree)) return undefined;
    const added = addedColumns(tree.AlterTableStmt, context).find(({ alter }) => alter.index === command.index);
    if (added === undefined) return undefined;
    if (command.command.missing_ok) return refuse('IF NOT EXISTS leaves open whether the column is made here.');
    return plan(request, added);
  },
};

/** What stands in the definition of the column and comes in a step of its own. */
interface Parts {
  readonly value: 'default' | 'serial' | ColumnClause | undefined;
  readonly notNull: boolean;
  readonly key: readonly ColumnClause[];
  readonly checks: readonly ColumnClause[];
}

function plan(request: RecipeRequest, added: AddedColumn): Plan | Refusal | undefined {
  const target = targetOf(request, added.alter.table);
  const parts = partsOf(added, fillsRows(added, request));
  if (parts === undefined) return undefined;
  const reason = reasonAgainstParts(target, added, parts);
  if (reason !== undefined) return refuse(reason);
  const column = quoteIdentifier(added.name);
  const undo = [`${target.alter} DROP COLUMN ${column}`];
  const steps: Step[] = [firstStep(request, target, { added, parts })];
  if (parts.value !== undefined) steps.push(fillWithDefault(target, added.name));
  if (parts.notNull) steps.push(...notNullSteps(target, added.name));
  if (typeof parts.value === 'object') steps.push(identityStep(target, added, parts.value));
  for (const clause of parts.key) steps.push(...keySteps(target, clause.constraint, [added.name], [added.name]));
  for (const clause of parts.checks) steps.push(...checkSteps(request, target, { added, clause }));
  return { ok: true, title: 'Add the column in steps that do not block', steps, undo };
}

/** Whether a default makes PostgreSQL write every row; a constant is only noted down. */
function fillsRows(added: AddedColumn, { context }: RecipeRequest): boolean {
  if (added.alter.relation !== undefined) return mayRewrite(added, context);
  const value = added.clauses.find(({ kind }) => kind === 'CONSTR_DEFAULT')?.constraint.raw_expr;
  const constant = value !== undefined && 'TypeCast' in value ? value.TypeCast.arg : value;
  return constant === undefined || !('A_Const' in constant);
}

function partsOf({ clauses, type }: AddedColumn, fills: boolean): Parts | undefined {
  const of = (kind: ColumnClause['kind']) => clauses.filter((clause) => clause.kind === kind);
  const [identity] = of('CONSTR_IDENTITY');
  const serial = isSerial(type);
  const value = serial ? 'serial' : (identity ?? (fills && of('CONSTR_DEFAULT').length > 0 ? 'default' : undefined));
  if (of('CONSTR_GENERATED').length > 0) return undefined;
  const key = [...of('CONSTR_PRIMARY'), ...of('CONSTR_UNIQUE')];
  const given = value === undefined && of('CONSTR_DEFAULT').length > 0;
  const required = serial || identity !== undefined || of('CONSTR_NOTNULL').length > 0 || of('CONSTR_PRIMARY').length > 0;
  // With a constant default NOT NULL needs no look at the rows.
  const notNull = required && !(given && of('CONSTR_NOTNULL').length > 0);
  return { value, notNull, key, checks: [...of('CONSTR_CHECK'), ...of('CONSTR_FOREIGN')] };
}

function reasonAgainstParts(target: Target, { clauses, name, type }: AddedColumn, { value, notNull, key, checks }: Parts): string | undefined {
  if (isPartOfTree(target)) return `${target.name} is partitioned or inherited: fill and constrain each part of it.`;
  if (value === undefined && notNull) return `Nothing tells which value the rows that are there get in ${quoteIdentifier(name)}: give the column a default, or leave it nullable.`;
  if (value !== undefined) {
    const against = reasonAgainstBatches(target);
    if (against !== undefined) return against;
  }
  if (clauses.some(({ constraint, kind }) => kind === 'CONSTR_IDENTITY' && constraint.options !== undefined)) return 'The options of the identity column must be written by hand.';
  if (typeof value === 'object' && integerOf(type?.name) === undefined) return 'An identity column of this type is not known here.';
  if (key.length + checks.length > 0 && clauses.some(({ attributes, kind }) => attributes.length > 0 && kind !== 'CONSTR_FOREIGN')) return 'The timing of the constraint must be written by hand.';
  for (const clause of key) {
    const against = reasonAgainst(target, clause.constraint);
    if (against !== undefined) return against;
  }
  return undefined;
}

const integers: Readonly<Record<string, string>> = {
  serial: 'integer', serial4: 'integer', bigserial: 'bigint', serial8: 'bigint', smallserial: 'smallint', serial2: 'smallint', int4: 'integer', int8: 'bigint', int2: 'smallint',
};

function integerOf(type: string | undefined): string | undefined {
  return integers[type ?? ''];
}

interface First {
  readonly added: AddedColumn;
  readonly parts: Parts;
}

/** The column without values; new rows get theirs from now on. */
function firstStep({ context }: RecipeRequest, target: Target, { added, parts }: First): Step {
  const { alter: { span }, name, type, clauses, column } = added;
  const written = quoteIdentifier(name);
  const gone = clauses.filter(({ kind }) => kind === 'CONSTR_IDENTITY' || kind === 'CONSTR_PRIMARY' || kind === 'CONSTR_UNIQUE' || kind === 'CONSTR_CHECK' || kind === 'CONSTR_FOREIGN'
    || (parts.value !== undefined && (kind === 'CONSTR_NOTNULL' || kind === 'CONSTR_DEFAULT')));
  const typeToken = tokenAt(tokensOf(context.statement), column.typeName?.location ?? span.start);
  const integer = integerOf(type?.name) ?? '';
  const retyped: readonly Edit[] = parts.value === 'serial' && typeToken !== undefined ? [{ start: typeToken.start, end: typeToken.end, text: integer }] : [];
  const within = { start: span.start, end: span.end };
  const edits = [...retyped, ...gone.map((clause) => removeClause(clause, context))];
  const definition = applyEdits(context.statement.text, edits).slice(within.start, within.end + edits.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0));
  const drop = `${target.alter} DROP COLUMN ${written}`;
  const setDefault = (expression: string) => `${target.alter} ${definition}, ALTER COLUMN ${written} SET DEFAULT ${expression}`;
  const base = { name: `add ${target.plain} ${name}`, down: [drop] };
  const does = 'Adds the column empty, which writes no row. New rows get their value at once.';
  if (parts.value === undefined) return { ...base, does: 'Adds the column, which writes no row.', up: [`${target.alter} ${definition}`] };
  if (parts.value === 'default') {
    const expression = clauses.find(({ kind }) => kind === 'CONSTR_DEFAULT');
    const text = expression === undefined ? 'NULL' : clauseText(expression, context).replace(/^default\s+/i, '');
    return { ...base, does, up: [setDefault(text)] };
  }
  const sequence = `${target.beside}${quoteIdentifier(sequenceName(target, added, parts))}`;
  const owned = parts.value === 'serial' ? [`ALTER SEQUENCE ${sequence} OWNED BY ${target.name}.${written}`] : [];
  const create = `CREATE SEQUENCE ${sequence} AS ${integer}`;
  return {
    ...base, does, up: [parts.value === 'serial' && integer !== 'bigint' ? accepting('sequence-int-limit', `${type?.name ?? 'serial'} is no more than that`, create) : create, setDefault(`nextval(${literal(sequence)})`), ...owned],
    down: parts.value === 'serial' ? [drop] : [drop, `DROP SEQUENCE ${sequence}`],
  };
}

/** A serial column owns a sequence of this name; an identity column makes one of its own later, under the same name. */
function sequenceName(target: Target, { name }: AddedColumn, { value }: Pick<Parts, 'value'>): string {
  return chosenName(target, [target.plain, name], value === 'serial' ? 'seq' : 'first_seq');
}

/** The column numbers itself from where the sequence stands; nobody can write meanwhile, so no number is given twice. */
function identityStep(target: Target, added: AddedColumn, clause: ColumnClause): Step {
  const written = quoteIdentifier(added.name);
  const sequence = `${target.beside}${quoteIdentifier(sequenceName(target, added, { value: clause }))}`;
  const alter = `${target.alter} ALTER COLUMN ${written}`;
  const kind = clause.constraint.generated_when === 'd' ? 'BY DEFAULT' : 'ALWAYS';
  const own = `pg_get_serial_sequence(${literal(target.name)}, ${literal(added.name)})`;
  return {
    name: `make ${target.plain} ${added.name} identity`,
    does: 'Makes it an identity column that goes on from the last number. No row is read or written.',
    up: [`${alter} DROP DEFAULT`, `${alter} ADD GENERATED ${kind} AS IDENTITY`, `SELECT setval(${own}, last_value, is_called) FROM ${sequence}`, `DROP SEQUENCE ${sequence}`],
    down: [
      `CREATE SEQUENCE ${sequence} AS ${integerOf(added.type?.name) ?? 'bigint'}`, `SELECT setval(${literal(sequence)}, nextval(${own}), false)`,
      `${alter} DROP IDENTITY`, `${alter} SET DEFAULT nextval(${literal(sequence)})`,
    ],
  };
}

function checkSteps({ context }: RecipeRequest, target: Target, { added, clause }: { readonly added: AddedColumn; readonly clause: ColumnClause }): readonly Step[] {
  const foreign = clause.kind === 'CONSTR_FOREIGN';
  const constraint: Constraint = clause.constraint;
  const name = constraint.conname ?? chosenName(target, [target.plain, added.name], foreign ? 'fkey' : 'check');
  const quoted = quoteIdentifier(name);
  const written = `${foreign ? `FOREIGN KEY (${quoteIdentifier(added.name)}) ` : ''}${clauseText(clause, context)}`;
  return [
    {
      name: `add ${name}`, does: 'From now on every row that is written must pass; rows that are there are not looked at.',
      up: [`${target.alter} ADD CONSTRAINT ${quoted} ${written} NOT VALID`], down: [`${target.alter} DROP CONSTRAINT ${quoted}`],
    },
    { name: `validate ${name}`, does: `Tests every row of ${target.name} while reads and writes go on.`, up: [`${target.alter} VALIDATE CONSTRAINT ${quoted}`], down: [] },
  ];
}
