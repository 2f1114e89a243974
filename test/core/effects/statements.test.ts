import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { does, firstReleases } from '../../../server/core/effects/releases';
import { statements } from '../../../server/core/effects/statements';
import { passes, subcommands } from '../../../server/core/effects/subcommands';

const types = resolve('node_modules/@pgsql/types');

/** The tags of the parser's union of nodes, as its own types list them. */
function statementTags(): readonly string[] {
  const text = readFileSync(resolve(types, 'types.d.ts'), 'utf8');
  const union = text.slice(text.indexOf('export type Node ='), text.indexOf('export interface '));
  return [...union.matchAll(/^\s+(\w+Stmt): \1;$/gm)].map(([, tag = '']) => tag).toSorted();
}

function enumValues(name: string): readonly string[] {
  const line = readFileSync(resolve(types, 'enums.d.ts'), 'utf8').split('\n').find((each) => each.startsWith(`export type ${name} = `)) ?? '';
  return [...line.matchAll(/"(\w+)"/g)].map(([, value = '']) => value).toSorted();
}

describe('the statements of the grammar', () => {
  it('all have an entry, and nothing else has', () => {
    const tags = statementTags();
    assert.ok(tags.length > 115, `${tags.length}`);
    assert.deepEqual(Object.keys(statements).toSorted(), tags);
  });

  it('are followed, touch no table, or say why nothing can be known', () => {
    for (const [tag, entry] of Object.entries(statements)) {
      if (typeof entry === 'function') continue;
      if (typeof entry === 'object') assert.match(entry.why, /^[A-Z].{15,}\.$/s, tag);
      else assert.ok(entry === 'nothing' || entry === 'outside' || entry === 'part', tag);
    }
    const parts = Object.entries(statements).filter(([, entry]) => entry === 'part').map(([tag]) => tag);
    assert.deepEqual(parts, ['PLAssignStmt', 'RawStmt', 'ReplicaIdentityStmt', 'ReturnStmt', 'SetOperationStmt']);
  });
});

describe('the subcommands of ALTER TABLE', () => {
  it('all have a lock, a place in the order and a reach', () => {
    const values = enumValues('AlterTableType');
    assert.ok(values.length > 60, `${values.length}`);
    assert.deepEqual(Object.keys(subcommands).toSorted(), values);
    for (const [subtype, entry] of Object.entries(subcommands)) {
      if (entry === 'internal') continue;
      assert.ok(typeof entry.pass === 'function' || passes.includes(entry.pass), subtype);
    }
  });

  it('are internal only where no syntax gives them', () => {
    const internal = Object.entries(subcommands).filter(([, entry]) => entry === 'internal').map(([subtype]) => subtype);
    assert.deepEqual(internal.filter((subtype) => !/^AT_(?:ReAdd|ReplaceRel|Cooked|AddIndex|AddColumnToView)/.test(subtype)), []);
  });
});

describe('what releases do differently', () => {
  it('is a release from 14 to 18, and holds from then on', () => {
    for (const [behaviour, first] of Object.entries(firstReleases) as [keyof typeof firstReleases, number][]) {
      assert.ok(first >= 14 && first <= 18, behaviour);
      assert.deepEqual([13, 14, 15, 16, 17, 18].map((version) => does(version, behaviour)), [13, 14, 15, 16, 17, 18].map((version) => version >= first));
    }
  });
});
