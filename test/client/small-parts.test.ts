import { strict as assert } from 'node:assert';
import { relocate } from '../../client/relocate';
import { restartPolicy } from '../../client/restart-policy';

describe('restartPolicy', () => {
  it('restarts a server that dies now and then', () => {
    let now = 0;
    const policy = restartPolicy(2, 1000, () => now);
    for (let death = 0; death < 20; death += 1) {
      assert.equal(policy.died(), true);
      now += 600;
    }
  });

  it('gives up on one that dies again and again, until the user asks', () => {
    const policy = restartPolicy(2, 1000, () => 5);
    assert.deepEqual([policy.died(), policy.died(), policy.died()], [true, true, false]);
    policy.forgive();
    assert.equal(policy.died(), true);
  });
});

describe('relocate', () => {
  const statement = 'select 1';
  const cases: readonly (readonly [string, string, number, number | undefined])[] = [
    ['where it was', 'select 1; select 2', 0, 0],
    ['further down', '-- new line\nselect 1', 0, 12],
    ['further up', 'select 1', 30, 0],
    ['the nearest of two', 'select 1; xxxxxxxxxxxxxxxxxxxx select 1', 25, 31],
    ['the nearest of two, above', 'select 1; xxxxxxxxxxxxxxxxxxxx select 1', 12, 0],
    ['nowhere', 'select 2', 0, undefined],
  ];
  for (const [title, text, offset, expected] of cases) it(`finds a statement ${title}`, () => assert.equal(relocate(text, statement, offset), expected));

  it('finds no empty statement', () => assert.equal(relocate('x', '', 0), undefined));
});
