import type { Node } from '@pgsql/types';
import type { Column, Index, Relation } from '../catalog/model';
import { columnsIn } from '../sql/column-mentions';
import { quoteIdentifier } from '../sql/names';
import { inBatches, reasonAgainstBatches } from './batches';
import { notNullSteps } from './not-null';
import { accepting, chosenName, isPartOfTree, literal, type Step, type Target } from './recipe';

/** A column whose place another one takes. */
export interface Swap {
  readonly target: Target;
  readonly column: Column;
  /** What the new one is called meanwhile: its last name for a rename, a passing one for a change of type. */
  readonly fresh: string;
  /** As it is written. */
  readonly type: string;
  /** The new value, made of the old one. */
  readonly value: (from: string) => string;
  /** A rename: both names can be written meanwhile. */
  readonly bothWays: boolean;
}

/** Types without an operator `=`. */
const incomparable: ReadonlySet<string> = new Set(['json', 'xml', 'point', 'polygon', 'path', 'box', 'line', 'lseg', 'circle']);

/** What stands in the way of another column in the place of this one; undefined where nothing does. */
export function reasonAgainstSwap(target: Target, name: string): string | undefined {
  const { relation, catalog } = target;
  const quoted = quoteIdentifier(name);
  const against = reasonAgainstBatches(target);
  if (against !== undefined || relation === undefined) return against;
  const column = relation.columns.find((each) => each.name === name);
  if (column === undefined || !relation.columnsKnown) return `No migration makes ${quoted} of ${target.name}.`;
  if (isPartOfTree(target)) return `${target.name} is partitioned or inherited.`;
  if (column.generated !== undefined) return `${quoted} is a generated, identity or serial column.`;
  const constraint = relation.constraints.find((each) => each.kind === 'exclusion' || (each.kind === 'check' ? columnsIn(each.expression).includes(name) : each.kind !== 'not-null' && each.columns.includes(name)));
  if (constraint !== undefined) return `${quoted} is part of the constraint ${quoteIdentifier(constraint.name)}: drop and add it around the change by hand.`;
  if (relation.columns.some((each) => each.generated !== undefined && columnsIn(each.defaultExpression).includes(name))) return `A generated column is made of ${quoted}.`;
  if (relation.policies.length > 0 || relation.rules.length > 0 || relation.statistics.some(({ columns }) => columns.includes(name))) return `Policies, rules or statistics of ${target.name} may use ${quoted}.`;
  if (relation.triggers.some((trigger) => trigger.columns.includes(name) || trigger.when !== undefined || (trigger.timing === 'before' && trigger.level === 'row'))) {
    return `A trigger of ${target.name} may use ${quoted}, or run after the one that copies it.`;
  }
  const other = catalog.dependents(relation).find((each) => readsOf(each, relation) || refersTo(each, relation, name));
  if (other !== undefined) return `${quoteIdentifier(other.name)} depends on ${quoted}.`;
  if (incomparable.has(column.type.name)) return `Values of type ${column.type.name} cannot be compared.`;
  if (column.defaultExpression !== undefined && written(column.defaultExpression) === undefined) return `The default of ${quoted} must be written again by hand.`;
  return indexesOf(relation, name).every(isPlain) ? undefined : `An index on ${quoted} has an expression, a condition or an order that must be written by hand.`;
}

function readsOf(other: Relation, { schema, name }: Relation): boolean {
  return other.reads.some((read) => read.schema === schema && read.name === name);
}

function refersTo(other: Relation, { schema, name }: Relation, column: string): boolean {
  return other.constraints.some((each) => each.kind === 'foreign' && each.references.schema === schema && each.references.name === name && (each.referencedColumns.length === 0 || each.referencedColumns.includes(column)));
}

function indexesOf({ indexes }: Relation, column: string): readonly Index[] {
  return indexes.filter((index) => index.constraint === undefined && (index.columns.includes(column) || index.columns.includes(undefined) || index.include.includes(column) || columnsIn(index.where).includes(column)));
}

function isPlain({ where, elements, method }: Index): boolean {
  return where === undefined && method === 'btree' && elements.every((element) => element.name !== undefined && element.opclass === undefined && element.collation === undefined
    && (element.ordering ?? 'SORTBY_DEFAULT') === 'SORTBY_DEFAULT' && (element.nulls_ordering ?? 'SORTBY_NULLS_DEFAULT') === 'SORTBY_NULLS_DEFAULT');
}

/** A default that can be written from its tree: a constant, or a function without arguments. */
function written(expression: Node): string | undefined {
  if ('TypeCast' in expression) return expression.TypeCast.arg === undefined ? undefined : written(expression.TypeCast.arg);
  if ('SQLValueFunction' in expression) return expression.SQLValueFunction.op === 'SVFOP_CURRENT_TIMESTAMP' ? 'CURRENT_TIMESTAMP' : undefined;
  if ('FuncCall' in expression) {
    const { args, funcname } = expression.FuncCall;
    const names = (funcname ?? []).map((part) => ('String' in part ? quoteIdentifier(part.String.sval ?? '') : ''));
    return args === undefined ? `${names.join('.')}()` : undefined;
  }
  if (!('A_Const' in expression)) return undefined;
  const constant = expression.A_Const;
  if (constant.isnull) return 'NULL';
  if (constant.ival !== undefined) return String(constant.ival.ival ?? 0);
  if (constant.fval !== undefined) return constant.fval.fval;
  if (constant.boolval !== undefined) return constant.boolval.boolval ? 'true' : 'false';
  return constant.sval === undefined ? undefined : literal(constant.sval.sval ?? '');
}

/** Add, copy, fill, constrain, index, swap: each in a migration of its own. */
export function swapSteps(swap: Swap): readonly Step[] {
  const { target, column, fresh } = swap;
  const indexes = target.relation === undefined ? [] : indexesOf(target.relation, column.name);
  const names = indexes.map((index) => ({ index, passing: chosenName(target, [index.name], 'new') }));
  const notNull = column.notNull ? notNullSteps(target, fresh) : [];
  return [copyStep(swap), fillStep(swap), ...notNull, ...names.map((each) => indexStep(swap, each)), lastStep(swap, names)];
}

function copier({ target, column }: Swap): { readonly trigger: string; readonly routine: string } {
  return { trigger: quoteIdentifier(`${target.plain}_${column.name}_copy`.slice(0, 60)), routine: `${target.beside}${quoteIdentifier(`copy_${target.plain}_${column.name}`.slice(0, 60))}` };
}

function copyStep(swap: Swap): Step {
  const { target, column, fresh, type, value, bothWays } = swap;
  const { trigger, routine } = copier(swap);
  const [from, to] = [`NEW.${quoteIdentifier(column.name)}`, `NEW.${quoteIdentifier(fresh)}`];
  const old = `OLD.${quoteIdentifier(fresh)}`;
  const oneWay = `  ${to} := ${value(from)};`;
  // Whoever writes the new name knows of it; whoever does not leaves it as it was.
  const both = `  IF (TG_OP = 'INSERT' AND ${to} IS NOT NULL) OR (TG_OP = 'UPDATE' AND ${to} IS DISTINCT FROM ${old}) THEN
    ${from} := ${to};
  ELSE
    ${to} := ${from};
  END IF;`;
  const body = `CREATE FUNCTION ${routine}() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $copy$\nBEGIN\n${bothWays ? both : oneWay}\n  RETURN NEW;\nEND\n$copy$`;
  const create = `CREATE TRIGGER ${trigger} BEFORE INSERT OR UPDATE ON ${target.name} FOR EACH ROW EXECUTE FUNCTION ${routine}()`;
  return {
    name: `add ${target.plain} ${fresh}`,
    does: bothWays ? 'Adds the column under its new name, and a trigger that keeps both filled: every version of the application can write.' : 'Adds a column of the new type, and a trigger that fills it whenever a row is written.',
    up: [`${target.alter} ADD COLUMN ${quoteIdentifier(fresh)} ${type}`, body, bothWays ? accepting('create-trigger', 'it is brief, and copies one value', create) : create],
    down: [accepting('drop-trigger', 'it is brief', `DROP TRIGGER ${trigger} ON ${target.name}`), `DROP FUNCTION ${routine}()`, `${target.alter} DROP COLUMN ${quoteIdentifier(fresh)}`],
  };
}

function fillStep({ target, column, fresh, value }: Swap): Step {
  const [from, to] = [quoteIdentifier(column.name), quoteIdentifier(fresh)];
  return {
    name: `fill ${target.plain} ${fresh}`, outside: true, down: [],
    does: `Fills the rows that were there before the trigger, some thousand at a time, each time in a transaction of its own. It can be run again.`,
    ...inBatches(target, { statement: `UPDATE ${target.name} SET ${to} = ${value(from)}`, condition: `${target.name}.${to} IS NULL AND ${target.name}.${from} IS NOT NULL`, called: target.name }),
  };
}

interface Replacement {
  readonly index: Index;
  readonly passing: string;
}

function indexStep({ target, column, fresh }: Swap, { index, passing }: Replacement): Step {
  const place = (name: string | undefined) => quoteIdentifier(name === column.name ? fresh : (name ?? ''));
  const include = index.include.length === 0 ? '' : ` INCLUDE (${index.include.map(place).join(', ')})`;
  const name = quoteIdentifier(passing);
  return {
    name: `build ${passing}`, outside: true, does: `Builds what takes the place of ${quoteIdentifier(index.name)}, while reads and writes go on.`,
    up: [`CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX CONCURRENTLY ${name} ON ${target.name} (${index.columns.map(place).join(', ')})${include}`],
    down: [`DROP INDEX CONCURRENTLY IF EXISTS ${target.beside}${name}`],
  };
}

/** In one transaction, each part of it brief: nobody sees the table without the column. */
function lastStep(swap: Swap, replacements: readonly Replacement[]): Step {
  const { target, column, fresh, bothWays } = swap;
  const { trigger, routine } = copier(swap);
  const [old, now] = [quoteIdentifier(column.name), quoteIdentifier(fresh)];
  const final = bothWays ? now : old;
  const fallback = column.defaultExpression === undefined ? undefined : written(column.defaultExpression);
  const constraint = target.relation?.constraints.find((each) => each.kind === 'not-null' && each.columns.includes(column.name))?.name ?? `${target.plain}_${column.name}_not_null`;
  // Before PostgreSQL 18 NOT NULL has no name.
  const renames = column.notNull && target.context.pgVersion >= 18 ? [`${target.alter} RENAME CONSTRAINT ${quoteIdentifier(`${target.plain}_${fresh}_not_null`)} TO ${quoteIdentifier(constraint)}`] : [];
  return {
    name: bothWays ? `drop ${target.plain} ${column.name}` : `swap ${target.plain} ${column.name}`,
    does: bothWays ? `Takes the old name away.` : `Puts the new column in the place of the old one. It becomes the last column of the table: name the columns in INSERT.`,
    before: bothWays ? `Deploy it when no running version of the application uses ${old} any more.` : `Deploy it when what is read and written as ${target.name}.${old} may be of the new type.`,
    up: [
      accepting('drop-trigger', 'it is brief', `DROP TRIGGER ${trigger} ON ${target.name}`), `DROP FUNCTION ${routine}()`,
      accepting('ban-drop-column', bothWays ? 'nothing uses the old name any more' : 'the new column has its values and gets its name', `${target.alter} DROP COLUMN ${old}`),
      ...(bothWays ? [] : [`${target.alter} RENAME COLUMN ${now} TO ${old}`]),
      ...(fallback === undefined ? [] : [`${target.alter} ALTER COLUMN ${final} SET DEFAULT ${fallback}`]),
      ...renames,
      ...replacements.map(({ index, passing }) => `ALTER INDEX ${target.beside}${quoteIdentifier(passing)} RENAME TO ${quoteIdentifier(index.name)}`),
    ],
    // What came before would otherwise be undone on a column that holds the only copy.
    down: ["DO $undo$ BEGIN RAISE EXCEPTION 'This step cannot be undone: the old column is gone. Change it back in a new migration.'; END $undo$"],
  };
}
