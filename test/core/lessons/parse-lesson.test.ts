import assert from 'node:assert/strict';
import { parseLesson } from '../../../server/core/lessons/parse-lesson';
import { lineOf, sample } from './sample';

function problemsOf(text: string): readonly string[] {
  return parseLesson('lessons/sample/t0-d00.md', text).problems.map(({ line, message }) => `${line}: ${message}`);
}

function change(from: string, to: string): string {
  assert.ok(sample.includes(from), `the sample has no ${from}`);
  return sample.replace(from, to);
}

describe('parseLesson', () => {
  it('reads parts, blocks, exercise, question, measurement and bindings', () => {
    const { lesson, problems } = parseLesson('lessons/sample/t0-d00.md', sample);
    assert.deepEqual(problems, []);
    assert.ok(lesson);
    assert.deepEqual(lesson.parts.map(({ title, blocks }) => [title, blocks.map(({ kind }) => kind)]), [
      ['Why', ['text', 'sql']], ['How', ['exercise']], ['Stress', ['table']], ['Trade-offs', ['question']], ['Notes', ['text']],
    ]);
    const task = lesson.exercises.get('task');
    assert.deepEqual(task?.checks[0]?.test, { kind: 'index', on: 't', leading: ['a'], partial: false, maximumBytes: undefined });
    assert.equal(task?.starter, '-- write here');
    assert.deepEqual(task?.wrong.map(({ sql, expect }) => [sql, expect])[0], ['CREATE INDEX ON t (b);', 'indexed']);
    assert.deepEqual(lesson.bindings.map(({ written, measure, field, line }) => [written, measure, field, line]), [
      ['10', 'before', 'pages', lineOf(sample, 'Reads 10')],
      ['Seq Scan', 'before', 'scan', lineOf(sample, 'Reads 10')],
      ['10', 'before', 'pages', lineOf(sample, '| none')],
    ]);
    assert.deepEqual(lesson.parts[2]?.blocks[0], { kind: 'table', title: 'Sizes', columns: ['Index', 'Pages'], rows: [['none', '10']] });
  });

  it('reads the same lesson with Windows line ends and a byte order mark', () => {
    const windows = `\uFEFF${sample.replaceAll('\n', '\r\n')}`;
    assert.deepEqual(parseLesson('lessons/sample/t0-d00.md', windows), parseLesson('lessons/sample/t0-d00.md', sample));
  });

  const mistakes: readonly { name: string; from: string; to: string; at: string; says: RegExp }[] = [
    { name: 'a missing key of the front matter', from: 'title: Sample\n', to: '', at: '---', says: /`title`: expected string/ },
    { name: 'an unknown key', from: 'profile: daily', to: 'profile: daily\ncolour: red', at: 'schema:', says: /unknown key `colour`/ },
    { name: 'YAML that cannot be read', from: 'hints: [Which column?]', to: 'hints: [Which', at: 'checks:', says: /YAML cannot be read/ },
    { name: 'a value of the wrong kind', from: 'leading: [a]', to: 'leading: a', at: '    index:', says: /`checks\.0\.index\.leading`: expected a list/ },
    { name: 'a directive that does not exist', from: 'sql measure #before', to: 'sql mesure #before', at: '```sql mesure', says: /`sql mesure` is not a directive/ },
    { name: 'a SQL block without a directive', from: 'sql measure #before', to: 'sql', at: '```sql\n', says: /is not a directive/ },
    { name: 'a block without id', from: 'sql exercise #task', to: 'sql exercise', at: '```sql exercise', says: /needs an id/ },
    { name: 'a binding to nothing', from: '10<!-- =before.pages --> pages', to: '10<!-- =later.pages --> pages', at: 'Reads', says: /No measurement is called `later`/ },
    { name: 'a binding that cannot be read', from: '10<!-- =before.pages --> pages', to: 'ten<!-- =before.pages --> pages', at: 'Reads', says: /cannot be read/ },
    { name: 'a wrong answer for no check', from: 'expect=indexed\nCREATE INDEX ON t (b);', to: 'expect=fast\nCREATE INDEX ON t (b);', at: '```sql wrong #task expect=fast', says: /names no check/ },
    { name: 'a question without a right option', from: 'correct: true, ', to: '', at: 'options:', says: /no right option/ },
    { name: 'a SQL question whose exercise is missing', from: 'type: single\nask: Which <b>one</b>?\noptions:\n  - { text: "`a`", correct: true, why: "Because." }\n  - { text: "b", why: "Not this." }', to: 'type: sql\nask: Write it.\nexercise: other', at: '```yaml checkpoint', says: /names the exercise `other`, which this lesson does not have/ },
    { name: 'a check that demands two things', from: 'index: { on: t, leading: [a] }', to: 'index: { on: t, leading: [a] }\n    state: SELECT 1', at: '  - id: indexed', says: /exactly one of/ },
    { name: 'a fence that is never closed', from: 'business_impact: B\n```', to: 'business_impact: B\n', at: '```yaml card', says: /never closed/ },
    { name: 'a table that is none', from: '|---|---|\n| none |', to: '|---|---|\n| none | 3 |', at: 'Measured', says: /comes a Markdown table/ },
    { name: 'four parts', from: '## 4. Trade-offs', to: '### Trade-offs', at: '## 5.', says: /five parts/ },
  ];
  for (const { name, from, to, at, says } of mistakes) {
    it(`names the line of ${name}`, () => {
      const text = change(from, to);
      const { lesson, problems } = parseLesson('lessons/sample/t0-d00.md', text);
      assert.equal(lesson, undefined);
      const found = problems.find(({ message }) => says.test(message));
      assert.ok(found, `expected ${says} in:\n${problemsOf(text).join('\n')}`);
      const expected = lineOf(text, at);
      assert.ok(Math.abs(found.line - expected) <= 1, `line ${found.line}, expected about ${expected}`);
    });
  }

  it('never throws, whatever is cut off or put in', () => {
    for (let length = 0; length < sample.length; length += 37) parseLesson('x.md', sample.slice(0, length));
    for (const text of ['', '---', '---\n---\n', '---\n- 1\n---\n', '---\n&a [*a]\n---\n', '---\n\u0000\n---\n```', '\uD800']) {
      assert.ok(parseLesson('x.md', text).problems.length > 0);
    }
  });

  it('refuses a lesson whose file has another name', () => {
    const { problems } = parseLesson('lessons/sample/other.md', sample);
    assert.deepEqual(problems.map(({ line }) => line), [1]);
  });
});
