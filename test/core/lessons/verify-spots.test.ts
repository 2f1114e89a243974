import assert from 'node:assert/strict';
import { createParser } from '../../../server/adapters/libpg-query';
import { createCoach } from '../../../server/core/coach';
import type { LintPort } from '../../../server/core/lessons/lint-port';
import { lintAnswers } from '../../../server/core/lessons/lint-answers';
import { parseLesson } from '../../../server/core/lessons/parse-lesson';
import { verifySpots } from '../../../server/core/lessons/questions/verify-spots';
import { sample } from './sample';

const fixture = 'CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, note text);';

function withSpot(rule: string, right: 1 | 2): string {
  const mark = (line: number, text: string) => `  - { text: "${text}", why: Because., correct: ${line === right} }\n`;
  const from = sample.indexOf('type: single');
  const spot = `type: spot\nask: What locks?\nrule: ${rule}\nsql: |\n  ALTER TABLE orders ADD COLUMN total numeric;\n  CREATE INDEX orders_user_id_idx ON orders (user_id);\nmarks:\n${mark(1, 'ADD COLUMN')}${mark(2, 'CREATE INDEX')}`;
  return `${sample.slice(0, from)}${spot}${sample.slice(sample.indexOf('```', from))}`;
}

describe('spot questions', () => {
  let lint: LintPort;
  before(async () => {
    lint = lintAnswers(createCoach({ parser: await createParser() }));
  });

  async function problems(rule: string, right: 1 | 2): Promise<readonly string[]> {
    const { lesson, problems: unread } = parseLesson('lessons/sample/t0-d00.md', withSpot(rule, right));
    assert.deepEqual(unread, []);
    assert.ok(lesson);
    return (await verifySpots(lesson, fixture, lint)).map(({ message }) => message);
  }

  it('are proven by what the linter finds', async () => {
    assert.deepEqual(await problems('require-concurrent-index-creation', 2), []);
  });

  it('are refused where the linter finds it elsewhere, or not at all', async () => {
    assert.match((await problems('require-concurrent-index-creation', 1)).join(), /on line 2 of its SQL, the right mark is on line 1/);
    assert.match((await problems('drop-table', 2)).join(), /does not find `drop-table` in its SQL; it finds .*require-concurrent-index-creation/);
  });
});
