import assert from 'node:assert/strict';
import { Client } from 'pg';
import { describeOnServer } from './server';

for (const version of [15, 18] as const) {
  describeOnServer(version, 'the server of the tests', (server) => {
    it('is of that version and makes databases', async () => {
      const client = new Client({ connectionString: await server().freshDatabase() });
      await client.connect();
      const { rows } = await client.query('SHOW server_version_num');
      await client.end();
      assert.equal(Math.floor(Number(rows[0].server_version_num) / 10_000), version);
    });
  });
}
