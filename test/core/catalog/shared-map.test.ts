import assert from 'node:assert/strict';
import { SharedMap } from '../../../server/core/catalog/shared-map';

/** The same numbers in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe('a map that can be forked', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    it(`does what a Map and its copies do, in the same order (seed ${seed})`, () => {
      const random = randomNumbers(seed);
      const pairs: { readonly shared: SharedMap<number>; readonly plain: Map<string, number> }[] = [{ shared: new SharedMap<number>('test'), plain: new Map() }];
      for (let step = 0; step < 6000; step++) {
        const { shared, plain } = pairs[random(pairs.length)] ?? assert.fail();
        const key = `key${random(200)}`;
        const what = random(100);
        if (what < 60) {
          shared.set(key, step);
          plain.set(key, step);
        } else if (what < 85) {
          shared.delete(key);
          plain.delete(key);
        } else if (what < 86 && random(10) === 0) {
          shared.clear();
          plain.clear();
        } else if (what < 90) {
          const copy = { shared: shared.fork(), plain: new Map(plain) };
          if (pairs.length < 12) pairs.push(copy);
          else pairs[random(12)] = copy;
        }
        assert.equal(shared.get(key), plain.get(key));
        assert.equal(shared.has(key), plain.has(key));
        if (step % 20 === 0) assert.deepEqual([...shared.values()], [...plain.values()]);
      }
      for (const a of pairs) {
        for (const b of pairs) {
          const keys = new Set([...a.plain.keys(), ...b.plain.keys()]);
          const expected = [...keys].filter((key) => a.plain.get(key) !== b.plain.get(key));
          assert.deepEqual([...a.shared.changed(b.shared)].toSorted(), expected.toSorted());
        }
      }
    });
  }

  it('copies each entry a few times only, however often it is forked', () => {
    const copies: number[] = [];
    for (const size of [1000, 4000]) {
      const counted = new Counted();
      let map = new SharedMap<number>('test');
      counted.during(() => {
        for (let step = 0; step < size; step++) {
          map.set(`key${step}`, step);
          // A fork that nobody goes on with, and one that is gone on with.
          map.fork();
          map = map.fork();
        }
      });
      assert.equal(map.values().length, size);
      copies.push(counted.writes / size);
    }
    const [few = Infinity, many = Infinity] = copies;
    assert.ok(few < 30, `${few} writes for each entry`);
    assert.ok(many < 40, `${many} writes for each entry`);
  });
});

/** Counts the writes to maps. */
class Counted {
  writes = 0;

  during(run: () => void): void {
    const { set } = Map.prototype;
    const count = () => (this.writes += 1);
    // oxlint-disable-next-line no-extend-native -- only for the time of the run
    Map.prototype.set = function counting(this: Map<unknown, unknown>, key: unknown, value: unknown) {
      count();
      return set.call(this, key, value) as Map<unknown, unknown>;
    };
    try {
      run();
    } finally {
      // oxlint-disable-next-line no-extend-native -- only for the time of the run
      Map.prototype.set = set;
    }
  }
}
