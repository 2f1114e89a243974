import { strict as assert } from 'node:assert';
import { addressProblem, nameProblem, readConnections, withoutSecrets } from '../../client/connection-list';

describe('connections', () => {
  it('leaves out stored entries that are damaged', () => {
    assert.deepEqual(readConnections([{ id: '1', name: 'staging', extra: true }, { id: 2, name: 'x' }, null, 'x', { name: 'y' }]), [{ id: '1', name: 'staging' }]);
    for (const stored of [undefined, null, 'x', { id: '1', name: 'staging' }]) assert.deepEqual(readConnections(stored), []);
  });

  it('asks for a name that is free and no address', () => {
    const known = [{ id: '1', name: 'Staging' }];
    assert.equal(nameProblem('production', known), undefined);
    for (const [name, expected] of [['  ', /Give/], [' staging ', /already/], ['Embedded', /comes with/], ['postgres://a:b@c/d', /address/], ['host=db dbname=shop', /address/]] as const) {
      assert.match(nameProblem(name, known) ?? '', expected, name);
    }
  });

  it('takes both forms of addresses and never repeats what was typed', () => {
    for (const address of ['postgresql://localhost/shop', ' postgres://a:b@c:5432/d?sslmode=require ', 'host=db dbname=shop user=me', "dbname = 'my shop'"]) assert.equal(addressProblem(address), undefined, address);
    for (const address of ['', 'mysql://root:geheim@db/x', 'geheim', 'https://db']) {
      const problem = addressProblem(address);
      assert.ok(problem, address);
      assert.doesNotMatch(problem, /geheim|mysql|https/);
    }
  });
});

describe('withoutSecrets', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['postgresql://me:s3cret@db/shop', 'password authentication failed: s3cret'],
    ['postgresql://me:p%40ss@db/shop', 'tried p@ss and p%40ss'],
    ['host=db user=me password=s3cret', 'could not use s3cret'],
    ["host=db password='it\\'s here' user=me", "could not use it's here"],
    ['postgresql://me:a+b.c$@db/shop', 'regular expression a+b.c$ here'],
  ];
  for (const [address, message] of cases) {
    it(`takes ${JSON.stringify(message)} apart from its secret`, () => {
      const clean = withoutSecrets(`${message} (${address})`, [address]);
      for (const secret of ['s3cret', 'p@ss', 'p%40ss', "it's here", 'a+b.c$', address]) assert.ok(!clean.includes(secret), clean);
      assert.match(clean, /…/);
    });
  }

  it('recognises addresses that it was not told', () => {
    assert.equal(withoutSecrets('cannot connect to postgres://me:geheim@db/shop', []), 'cannot connect to postgres://me:…@db/shop');
    assert.equal(withoutSecrets("with password='two words' here", []), 'with password=… here');
  });

  it('leaves other text as it is', () => {
    const text = 'relation "orders" does not exist at postgresql://db/shop';
    assert.equal(withoutSecrets(text, ['postgresql://me@elsewhere/shop', '']), text);
  });
});
