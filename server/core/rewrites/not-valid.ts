import type { Constraint } from '@pgsql/types';
import { columnsIn } from '../sql/column-mentions';
import { namesOf, quoteIdentifier, referenceOf } from '../sql/names';
import { chosenName, refuse, targetOf, type Plan, type Recipe, type RecipeRequest, type Refusal, type Target } from './recipe';

/** `ADD CONSTRAINT … FOREIGN KEY`. */
export const foreignKey: Recipe = {
  id: 'foreign-key',
  rules: ['adding-foreign-key-constraint'],
  plan(request) {
    const constraint = addedConstraint(request, 'CONSTR_FOREIGN');
    if (constraint === undefined || request.command === undefined) return undefined;
    const target = targetOf(request, request.command.table);
    if (target.relation?.kind === 'partitioned' && request.context.pgVersion < 18) {
      return refuse('Before PostgreSQL 18 a partitioned table takes no NOT VALID foreign key: add it to each partition, validate it there, then add it here.');
    }
    const referenced = constraint.pktable === undefined ? target.name : targetOf(request, referenceOf(constraint.pktable)).name;
    const name = constraint.conname ?? chosenName(target, [target.plain, ...namesOf(constraint.fk_attrs)], 'fkey');
    return inTwo(request, target, {
      name, constraint, title: 'Add the foreign key in steps that do not block',
      adds: `From now on every new reference to ${referenced} must be right; rows that are there are not looked at.`,
      looks: `Looks up every row of ${target.name} in ${referenced} while reads and writes go on. It fails where one is missing: repair those first.`,
    });
  },
};

/** `ADD CONSTRAINT … CHECK`, and since PostgreSQL 18 `ADD CONSTRAINT … NOT NULL`. */
export const check: Recipe = {
  id: 'check',
  rules: ['constraint-missing-not-valid'],
  plan(request) {
    const constraint = addedConstraint(request, 'CONSTR_CHECK') ?? addedConstraint(request, 'CONSTR_NOTNULL');
    if (constraint === undefined || request.command === undefined) return undefined;
    const target = targetOf(request, request.command.table);
    const columns = constraint.contype === 'CONSTR_NOTNULL' ? namesOf(constraint.keys) : columnsIn(constraint.raw_expr);
    const parts = columns.length === 1 ? [target.plain, ...columns] : [target.plain];
    const name = constraint.conname ?? chosenName(target, parts, constraint.contype === 'CONSTR_NOTNULL' ? 'not_null' : 'check');
    return inTwo(request, target, {
      name, constraint, title: 'Add the constraint in steps that do not block',
      adds: `From now on every row that is written must pass; rows that are there are not looked at.`,
      looks: `Tests every row of ${target.name} while reads and writes go on. It fails where one does not pass: repair those first.`,
    });
  },
};

interface TwoSteps {
  readonly name: string;
  readonly constraint: Constraint;
  readonly title: string;
  readonly adds: string;
  readonly looks: string;
}

function addedConstraint({ command }: RecipeRequest, kind: NonNullable<Constraint['contype']>): Constraint | undefined {
  const def = command?.command.def;
  const constraint = command?.command.subtype === 'AT_AddConstraint' && def !== undefined && 'Constraint' in def ? def.Constraint : undefined;
  return constraint?.contype === kind && !constraint.skip_validation ? constraint : undefined;
}

/** What the user wrote with NOT VALID behind it, then the look at the rows. */
function inTwo({ context, command }: RecipeRequest, { alter, plain }: Target, { name, constraint, title, adds, looks }: TwoSteps): Plan | Refusal {
  if (command === undefined) return refuse('It is no part of an ALTER TABLE.');
  const written = context.statement.text.slice(command.span.start, command.span.end);
  const quoted = quoteIdentifier(name);
  const named = constraint.conname === undefined ? written.replace(/^add\b/i, (add) => `${add} CONSTRAINT ${quoted}`) : written;
  const only = /^alter table (?:if exists )?only\b/i.test(command.text?.head ?? '');
  const head = only ? alter.replace('ALTER TABLE', 'ALTER TABLE ONLY') : alter;
  const undo = `${alter} DROP CONSTRAINT ${quoted}`;
  return {
    ok: true, title, undo: [undo], keepsMeaning: true,
    steps: [
      { name: `add ${plain} ${name}`.replace(`${plain} ${plain}`, plain), does: adds, up: [`${head} ${named} NOT VALID`], down: [undo] },
      { name: `validate ${name}`, does: looks, up: [`${alter} VALIDATE CONSTRAINT ${quoted}`], down: [] },
    ],
  };
}
