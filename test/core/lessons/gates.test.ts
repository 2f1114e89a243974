import assert from 'node:assert/strict';
import { checkForm, checkSolutions } from '../../../server/core/lessons/gates';
import type { Known } from '../../../server/core/lessons/gates';
import type { Lesson } from '../../../server/core/lessons/lesson';
import { parseLesson } from '../../../server/core/lessons/parse-lesson';
import { lineOf, sample } from './sample';

const known: Known = { lessons: new Map([['t0-d00', ['t0-d01']], ['t0-d01', []]]), rules: new Set(['a-rule']) };

function read(text: string): Lesson {
  const { lesson, problems } = parseLesson('lessons/sample/t0-d00.md', text);
  assert.deepEqual(problems, []);
  assert.ok(lesson);
  return lesson;
}

function found(front: string, more: { fixture?: string; known?: Known } = {}): string {
  const lesson = read(sample.replace('profile: daily', `profile: daily\n${front}`));
  return checkForm(lesson, more.fixture ?? 'SELECT 1', more.known ?? known).map(({ message }) => message).join('\n');
}

describe('what a lesson has to be like', () => {
  it('takes the minutes of its profile', () => {
    assert.equal(found(''), '');
    const short = read(sample.replace('minutes: [8,', 'minutes: [7,'));
    assert.match(checkForm(short, '', known)[0]?.message ?? '', /profile `daily` takes 60 minutes; these parts take 59/);
    const step = read(sample.replace('profile: daily', 'profile: step').replace('[8, 25, 12, 10, 5]', '[5, 22, 8, 7, 3]'));
    assert.deepEqual(checkForm(step, '', known), []);
  });

  it('names only lessons and rules that there are, without a circle', () => {
    assert.equal(found('prerequisites: [t0-d01]\nnext: t0-d01\nrules: [a-rule]'), '');
    assert.match(found('prerequisites: [t0-d02]'), /no such lesson/);
    assert.match(found('next: t0-d02'), /`next` names `t0-d02`/);
    assert.match(found('rules: [b-rule]'), /`rules` names `b-rule`/);
    assert.match(found('', { known: { ...known, lessons: new Map([['t0-d00', ['t0-d01']], ['t0-d01', ['t0-d00']]]) } }), /circle: t0-d00 → t0-d01 → t0-d00/);
  });

  it('has a data set that is the same each time', () => {
    assert.match(found('', { fixture: 'INSERT INTO t SELECT random ()' }), /uses `random`/);
    assert.match(found('', { fixture: 'SELECT CURRENT_DATE' }), /uses `CURRENT_DATE`/);
    assert.equal(found('', { fixture: '-- no random()\nSELECT 1 AS nowhere' }), '');
  });

  it('has solutions of which the linter says nothing, but what is allowed', async () => {
    const lint = (severity: 'warning' | 'hint', rule: string) => () => Promise.resolve([{ rule, severity, message: 'It locks.', line: 1 }]);
    const lesson = read(sample);
    const [problem] = await checkSolutions(lesson, '', lint('warning', 'a-rule'));
    assert.match(problem?.message ?? '', /a finding of a-rule: It locks\. Repair it, or say `allows: \[a-rule\]`/);
    assert.equal(problem?.line, lineOf(sample, '```sql solution') + 1);
    assert.deepEqual(await checkSolutions(lesson, '', lint('warning', 'require-lock-timeout')), []);
    assert.deepEqual(await checkSolutions(lesson, '', lint('hint', 'a-rule')), []);
  });

  it('declares only extensions that the embedded PostgreSQL has', () => {
    const { problems } = parseLesson('lessons/sample/t0-d00.md', sample.replace('evidence: measured }', 'evidence: measured, extensions: [pg_trgm, postgis] }'));
    assert.equal(problems[0]?.line, lineOf(sample, 'engine:'));
    assert.match(problems[0]?.message ?? '', /no extension `postgis`; it has btree_gin/);
  });

  it('says at its line what an exercise or an output lacks', () => {
    const text = sample.replace('## 5. Notes', '```text output #none\nx\n```\n\n## 5. Notes').replace('    index: { on: t, leading: [a] }', '    ddl: { on: t }');
    const { problems } = parseLesson('lessons/sample/t0-d00.md', text);
    assert.deepEqual(problems.map(({ line }) => line).toSorted((a, b) => a - b), [lineOf(text, '- id: indexed'), lineOf(text, '```text output')]);
    assert.match(problems.map(({ message }) => message).join(), /`ddl` demands nothing.*no `sql run #none`/);
  });
});
