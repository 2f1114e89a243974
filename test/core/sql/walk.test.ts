import assert from 'node:assert/strict';
import type { Node } from '@pgsql/types';
import { walk } from '../../../server/core/sql/walk';

/** `((1 + 2) + 3) + …`, so many levels deep. */
function nested(levels: number): Node {
  let node: Node = { A_Const: { ival: { ival: 0 } } };
  for (let level = 1; level <= levels; level++) node = { A_Expr: { kind: 'AEXPR_OP', name: [{ String: { sval: '+' } }], lexpr: node, rexpr: { A_Const: { ival: { ival: level } } } } };
  return node;
}

function visited(tree: Node): readonly string[] {
  const seen: string[] = [];
  walk(tree, (tag, node, ancestors) => {
    const value = tag === 'A_Const' && 'ival' in node ? ` ${JSON.stringify(node.ival)}` : '';
    seen.push(`${tag}${value} below ${ancestors.length}${ancestors.length > 0 ? ` ${ancestors.at(-1)?.tag}` : ''}`);
  });
  return seen;
}

describe('walk', () => {
  it('visits parents before children and fields in their order, however deep', () => {
    for (const levels of [1, 3, 99, 100, 101, 250, 20_000]) {
      const expected = [
        ...Array.from({ length: levels }, (_, level) => [`A_Expr below ${level}${level > 0 ? ' A_Expr' : ''}`, `String below ${level + 1} A_Expr`]).flat(),
        `A_Const {"ival":0} below ${levels} A_Expr`,
        ...Array.from({ length: levels }, (_, level) => `A_Const {"ival":${level + 1}} below ${levels - level} A_Expr`),
      ];
      assert.deepEqual(visited(nested(levels)), expected, `${levels} levels`);
    }
  });

  it('gives a structure without a tag the tag of its field, and looks at nothing inside a constant', () => {
    assert.deepEqual(visited({ PLAssignStmt: { name: 'a', val: { targetList: [{ ResTarget: { val: { A_Const: { sval: { sval: 'x' } } } } }] } } }), [
      'PLAssignStmt below 0', 'SelectStmt below 1 PLAssignStmt', 'ResTarget below 2 SelectStmt', 'A_Const below 3 ResTarget',
    ]);
    assert.deepEqual(visited({ AlterTableStmt: { relation: { relname: 't' }, cmds: [] } }), ['AlterTableStmt below 0', 'RangeVar below 1 AlterTableStmt']);
  });
});
