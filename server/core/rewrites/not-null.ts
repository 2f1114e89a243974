import { quoteIdentifier } from '../sql/names';
import { accepting, chosenName, refuse, targetOf, type Recipe, type Step, type Target } from './recipe';

/**
 * NOT NULL without reading the table under a strong lock. Since PostgreSQL 18 the constraint itself can wait for its look at the rows; before, a
 * CHECK that was validated saves SET NOT NULL from looking (src/backend/commands/tablecmds.c, `NotNullImpliedByRelConstraints`).
 * @param parts what the name of the constraint is made of, where it is not the usual one
 */
export function notNullSteps(target: Target, column: string, parts: readonly string[] = [target.plain, column]): readonly Step[] {
  const { alter, context, plain } = target;
  const written = quoteIdentifier(column);
  const name = chosenName(target, parts, 'not_null');
  const constraint = quoteIdentifier(name);
  const validate: Step = {
    name: `validate ${name}`, up: [`${alter} VALIDATE CONSTRAINT ${constraint}`], down: [],
    does: `Looks for NULL in ${written} while reads and writes go on. It fails where a row still has one: fill those first.`,
  };
  if (context.pgVersion >= 18) {
    const add: Step = {
      name: `add ${name}`, up: [`${alter} ADD CONSTRAINT ${constraint} NOT NULL ${written} NOT VALID`], down: [`${alter} DROP CONSTRAINT ${constraint}`],
      does: `From now on no row of ${target.name} can get NULL in ${written}; rows that are there are not looked at.`,
    };
    return [add, validate];
  }
  const check = `${alter} ADD CONSTRAINT ${constraint} CHECK (${written} IS NOT NULL) NOT VALID`;
  return [
    { name: `add ${name}`, up: [check], down: [`${alter} DROP CONSTRAINT ${constraint}`], does: `From now on no row of ${target.name} can get NULL in ${written}; rows that are there are not looked at.` },
    validate,
    {
      name: `set ${plain} ${column} not null`, up: [`${alter} ALTER COLUMN ${written} SET NOT NULL`], down: [accepting('ban-drop-not-null', 'it is as it was before', `${alter} ALTER COLUMN ${written} DROP NOT NULL`)],
      does: `The CHECK proves that there is no NULL, so PostgreSQL does not look at the rows.`,
    },
    { name: `drop ${name}`, up: [`${alter} DROP CONSTRAINT ${constraint}`], down: [check], does: 'The CHECK has done its work: NOT NULL says the same.' },
  ];
}

/** `ALTER COLUMN … SET NOT NULL`, and since PostgreSQL 18 `ADD CONSTRAINT … NOT NULL`. */
export const notNull: Recipe = {
  id: 'not-null',
  rules: ['adding-not-nullable-field'],
  plan(request) {
    const column = request.command?.command.name;
    if (request.command?.command.subtype !== 'AT_SetNotNull' || column === undefined) return undefined;
    const target = targetOf(request, request.command.table);
    const { relation } = target;
    // The rule's own fix validates what is there already, or takes one statement apart.
    if (relation?.constraints.some((constraint) => constraint.kind === 'not-null' && constraint.columns.includes(column))) return undefined;
    if (relation?.columnsKnown === true && !relation.columns.some(({ name }) => name === column)) return refuse(`The history knows no column ${quoteIdentifier(column)} of ${target.name}.`);
    const head = request.command.text?.head ?? '';
    if (/^alter table (?:if exists )?only\b/i.test(head)) return refuse('It changes ONLY one part of a partitioned or inherited table.');
    return { ok: true, title: 'Add NOT NULL in steps that do not block', steps: notNullSteps(target, column), undo: [`${target.alter} ALTER COLUMN ${quoteIdentifier(column)} DROP NOT NULL`] };
  },
};
