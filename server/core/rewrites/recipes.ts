import { addedColumn } from './added-column';
import { backfill } from './backfill';
import { indexOutside } from './index-outside';
import { key } from './key';
import { notNull } from './not-null';
import { check, foreignKey } from './not-valid';
import type { Recipe } from './recipe';
import { renameColumn } from './rename-column';
import { renameTable } from './rename-table';
import { typeChange } from './type-change';

export const recipes: readonly Recipe[] = [notNull, foreignKey, check, key, addedColumn, typeChange, renameColumn, renameTable, backfill, indexOutside];

const byRule = new Map(recipes.flatMap((recipe) => recipe.rules.map((rule) => [rule, recipe] as const)));

/** The recipe that repairs findings of a rule. */
export function recipeFor(rule: string): Recipe | undefined {
  return byRule.get(rule);
}
