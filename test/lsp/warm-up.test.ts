import assert from 'node:assert/strict';
import { createExpectedTokens } from '../../server/adapters/expected-tokens';
import { createParser } from '../../server/adapters/libpg-query';
import { nodeFiles } from '../../server/adapters/node-files';
import { receiveAddresses } from '../../server/adapters/secrets';
import { createCoach, drain, type Coach } from '../../server/core/coach';
import { warmUp } from '../../server/lsp/warm-up';
import { busyMachine } from './client';

describe('warming up', function () {
  this.timeout(busyMachine);

  it('types into statements of its own, checks each after every letter, and leaves the rules as they were', async () => {
    const coach = createCoach({ parser: await createParser() });
    const found: number[] = [];
    const counting: Coach = {
      ...coach,
      *check(request) {
        const result = yield* coach.check(request);
        found.push(result.groups.length);
        assert.deepEqual(result.crashes, []);
        return result;
      },
    };
    const check = () => drain(coach.check({ file: '/a.sql', document: coach.open('SELECT * FROM account;'), configuration: { pgVersion: 18, levels: new Map() }, history: undefined, parts: undefined, transaction: 'unknown' }));
    const before = check();
    const ports = { version: '0', files: nodeFiles, addresses: receiveAddresses(process), expectedTokens: createExpectedTokens(), tasks: () => Promise.reject(new Error('not needed')) };
    await warmUp(counting, ports, undefined, 2);
    const statements = 11;
    assert.equal(found.length, statements * (1 + 2 * 2));
    assert.ok(found.filter((groups) => groups > 0).length > found.length / 2, String(found));
    assert.deepEqual(check(), before);
  });
});
