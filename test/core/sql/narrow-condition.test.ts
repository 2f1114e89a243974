import assert from 'node:assert/strict';
import type { Node } from '@pgsql/types';
import { createParser } from '../../../server/adapters/libpg-query';
import { createCoach, type Coach } from '../../../server/core/coach';
import { comparesWithValue, isNarrow } from '../../../server/core/sql/narrow-condition';

describe('conditions that pick few rows', () => {
  let coach: Coach;
  before(async () => {
    coach = createCoach({ parser: await createParser() });
  });

  function conditionOf(text: string): Node | undefined {
    const tree = coach.open(`DELETE FROM t WHERE ${text}`).statements[0]?.statement.tree;
    assert.ok(tree !== undefined && 'DeleteStmt' in tree, text);
    return tree.DeleteStmt.whereClause;
  }

  it('go by a key', () => {
    for (const text of ['id = 3', '3 = t.id', 'id = $1 AND x', "id = '3'::int", 'id IN (1, 2)', 'id = ANY ($1)', 'id BETWEEN 1 AND 9', 'id > 1 AND id <= 9', 'id IN (SELECT id FROM t LIMIT 9)', 'id = (SELECT max(id) FROM t)']) {
      assert.equal(isNarrow(conditionOf(text), undefined), true, text);
    }
  });

  it('or by a key of a common table with a limit', () => {
    const narrow = (statement: string) => {
      const tree = coach.open(statement).statements[0]?.statement.tree;
      assert.ok(tree !== undefined && 'DeleteStmt' in tree, statement);
      return isNarrow(tree.DeleteStmt.whereClause, undefined, tree.DeleteStmt.withClause);
    };
    assert.equal(narrow('WITH few AS (SELECT id FROM t LIMIT 9) DELETE FROM t WHERE id IN (SELECT id FROM few)'), true);
    assert.equal(narrow('WITH few AS (SELECT id FROM t) DELETE FROM t WHERE id IN (SELECT id FROM few)'), false);
    assert.equal(narrow('WITH few AS (SELECT id FROM t LIMIT 9) DELETE FROM t WHERE id IN (SELECT id FROM few, u)'), false);
    assert.equal(narrow('WITH few AS (SELECT id FROM t LIMIT 9) DELETE FROM t WHERE id IN (SELECT id FROM s.few)'), false);
  });

  it('or do not', () => {
    for (const text of ['x = 3', 'id > 3', 'id <> 3', 'id NOT IN (1)', 'id = x', 'id IN (SELECT id FROM t)', 'id = 3 OR x', 'NOT id = 3', 'x IS NULL']) {
      assert.equal(isNarrow(conditionOf(text), undefined), false, text);
    }
  });

  it('compare with a value, or do not', () => {
    for (const text of ['x = 3', 'x IN (1, 2) AND y > 3', "x = 'a' OR y = 'b'"]) assert.equal(comparesWithValue(conditionOf(text)), true, text);
    for (const text of ['x > 3', 'x = y', 'x IS NULL', "x = 'a' OR y > 3", "x <> 'a'", "x NOT IN ('a')"]) assert.equal(comparesWithValue(conditionOf(text)), false, text);
  });
});
