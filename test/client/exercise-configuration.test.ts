import assert from 'node:assert/strict';
import { exerciseConfiguration } from '../../client/exercise-configuration';
import { rules } from '../../server/core/rules/index';

describe('the configuration of exercises', () => {
  it('switches off every migration safety rule, and no other', () => {
    assert.deepEqual(Object.keys(exerciseConfiguration.rules), rules.filter(({ group }) => group === 'safety').map(({ id }) => id).toSorted());
  });
});
