import assert from 'node:assert/strict';
import { exerciseConfiguration } from '../../client/exercise-configuration';
import { parseConfiguration } from '../../server/core/config/parse-configuration';
import { createResolver } from '../../server/core/config/resolve';
import { rules } from '../../server/core/rules/index';

describe('the configuration of exercises', () => {
  it('switches off every migration safety rule, and no other', () => {
    const { configuration, problems } = parseConfiguration(JSON.stringify(exerciseConfiguration), rules);
    assert.deepEqual(problems, []);
    const { levels } = createResolver({ path: '/e/sqlcoach.json', folder: '/e', configuration }, rules, 18).resolve('/e/a.sql');
    const off = rules.filter(({ id, optional }) => levels.get(id) === 'off' && optional !== true);
    assert.ok(off.length > 50);
    assert.deepEqual(off, rules.filter(({ group, optional }) => group === 'safety' && optional !== true));
  });
});
