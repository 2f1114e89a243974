import assert from 'node:assert/strict';
import { createParser } from '../../../server/adapters/libpg-query';
import { createCoach, type Coach } from '../../../server/core/coach';
import { rules } from '../../../server/core/rules/index';
import { checkRecipe, readRecipes, type Recipe, type RecipeFinding } from './recipe';

let coach: Coach;
before(async () => {
  coach = createCoach({ parser: await createParser() });
});

/** What each file of the recipe is told. */
function findingsOf(recipe: Recipe): readonly (readonly RecipeFinding[])[] {
  return checkRecipe(coach, recipe).map(({ findings, crashes }, index) => {
    assert.deepEqual(crashes, []);
    const { sql = '' } = recipe.files[index] ?? {};
    return findings.map(({ rule, span }) => ({ rule, range: sql.slice(span.start, span.end) }));
  });
}

function ordered(list: readonly RecipeFinding[]): readonly string[] {
  return list.map(({ rule, range }) => `${rule} ${JSON.stringify(range)}`).toSorted();
}

function compare(recipe: Recipe): void {
  const found = findingsOf(recipe);
  const named = (lists: readonly (readonly RecipeFinding[])[]) => Object.fromEntries(recipe.files.map(({ name }, index) => [name, ordered(lists[index] ?? [])]));
  assert.deepEqual(named(found), named(recipe.files.map(({ expectations }) => expectations)));
}

describe('safe recipes have no finding', () => {
  const recipes = readRecipes('safe');
  it('are at least 40', () => assert.ok(recipes.length >= 40, String(recipes.length)));
  for (const recipe of recipes) {
    it(recipe.path, () => {
      assert.deepEqual(recipe.files.flatMap(({ expectations }) => expectations), []);
      compare(recipe);
    });
  }
});

describe('dangerous recipes are found', () => {
  const recipes = readRecipes('dangerous');
  it('are at least 80', () => assert.ok(recipes.length >= 80, String(recipes.length)));
  it('name rules that there are', () => {
    const known = new Set(rules.map(({ id }) => id));
    assert.deepEqual(recipes.flatMap(({ files }) => files.flatMap(({ expectations }) => expectations.map(({ rule }) => rule).filter((rule) => !known.has(rule)))), []);
  });
  for (const recipe of recipes) {
    it(recipe.path, () => {
      assert.ok(recipe.files.some(({ expectations }) => expectations.length > 0));
      compare(recipe);
    });
  }
});
