import assert from 'node:assert/strict';
import { createRenderer } from '../../../server/core/lessons/render';
import { readNumber } from '../../../server/core/lessons/questions/numeric-question';
import type { Inline, Question } from '../../../server/core/lessons/questions/question';
import { answerQuestion, questionContent, readQuestion } from '../../../server/core/lessons/questions/question-types';
import { spotProblem } from '../../../server/core/lessons/questions/spot-question';
import { answerByChecks } from '../../../server/core/lessons/questions/sql-question';

let inline: Inline;

function question(yaml: string): Question {
  const read = readQuestion('q', yaml, 10);
  assert.ok(read.ok, read.ok ? '' : JSON.stringify(read.problems));
  return read.question;
}

function answer(of: Question, ...given: readonly string[]) {
  const result = answerQuestion(of, given, inline);
  assert.ok(typeof result !== 'string', String(result));
  return result;
}

const yaml = {
  multiple: 'type: multiple\nask: Which?\ncard: true\noptions:\n  - { text: A, why: yes A, correct: true }\n  - { text: B, why: no B }\n  - { text: C, why: yes C, correct: true }\n',
  predict: 'type: predict-plan\nask: Which?\nquery: SELECT 1\nafter: [index]\noptions:\n  - { text: A, why: yes, correct: true, node: Seq Scan }\n  - { text: B, why: no, node: Index Scan }\n',
  order: 'type: order\nask: Which first?\nitems:\n  - { text: parse, why: w1 }\n  - { text: plan, why: w2 }\n  - { text: run, why: w3 }\n  - { text: return, why: w4 }\n',
  numeric: 'type: numeric\nask: How many?\nanswer: 250\nunit: pages\nwhy: "The *table* has them."\nwrong:\n  - { value: 30000, why: Those are rows. }\n',
  sql: 'type: sql\nask: Write it.\nexercise: task\n',
  spot: 'type: spot\nask: What locks?\nrule: require-concurrent-index-creation\nsql: |\n  BEGIN;\n  CREATE INDEX ON orders (user_id);\n  COMMIT;\nmarks:\n  - { text: "BEGIN;", why: It only begins. }\n  - { text: CREATE INDEX, why: It locks writes., correct: true }\n  - { text: "COMMIT;", why: It only ends. }\n',
  text: 'type: text\nask: Why?\nmodel: Because *writes* pay.\nrubric: [names writes, names reads, names size]\n',
};

describe('questions', () => {
  before(async () => {
    ({ inline } = await createRenderer());
  });

  it('shows no right answer, reason or model', () => {
    for (const [name, source] of Object.entries(yaml)) {
      const shown = JSON.stringify(questionContent(question(source), inline));
      assert.doesNotMatch(shown, /why|correct|yes|"no|250|w1|locks writes|only begins|Because|names writes|place|Seq Scan|require-concurrent/, name);
    }
  });

  it('is right where exactly the right options are chosen, and gives the reason of each', () => {
    const result = answer(question(yaml.multiple), 'c', 'a');
    assert.equal(result.correct, true);
    assert.equal(result.rating, 'good');
    assert.deepEqual(result.options.map(({ html }) => html), ['yes A', 'no B', 'yes C']);
    assert.equal(answer(question(yaml.multiple), 'a').rating, 'again');
    assert.equal(answer(question(yaml.multiple), 'a', 'b', 'c').correct, false);
  });

  it('asks for confidence before predictions and numbers only', () => {
    const asks = Object.entries(yaml).filter(([, source]) => questionContent(question(source), inline).confidence);
    assert.deepEqual(asks.map(([name]) => name), ['predict', 'numeric']);
    assert.deepEqual(Object.entries(yaml).filter(([, source]) => questionContent(question(source), inline).card).map(([name]) => name), ['multiple']);
    assert.equal(question(`${yaml.text}corrects: 7\n`).card, true);
  });

  it('mixes items, and neither their place nor their id tells the order', () => {
    const shown = question(yaml.order);
    assert.ok(shown.kind === 'order');
    assert.deepEqual(shown.items.map(({ id }) => id), ['a', 'b', 'c', 'd']);
    assert.notDeepEqual(shown.items.map(({ text }) => text), ['parse', 'plan', 'run', 'return']);
    const right = shown.items.toSorted((a, b) => a.place - b.place).map(({ id }) => id);
    const result = answer(shown, ...right);
    assert.deepEqual([result.correct, result.right], [true, right]);
    const [first = '', second = '', ...rest] = right;
    const swapped = answer(shown, second, first, ...rest);
    assert.equal(swapped.correct, false);
    assert.deepEqual(swapped.options.filter(({ correct }) => correct).map(({ id }) => id).toSorted(), rest.toSorted());
    for (const incomplete of [[], right.slice(1), [...right, 'a'], ['x', ...rest, first]]) assert.equal(typeof answerQuestion(shown, incomplete, inline), 'string');
  });

  it('never shows the right order, whatever the id', () => {
    for (let index = 0; index < 200; index++) {
      const read = readQuestion(`q${index}`, yaml.order, 1);
      assert.ok(read.ok && read.question.kind === 'order');
      assert.ok(read.question.items.some(({ place }, at) => place !== at));
    }
  });

  it('takes a number within 1.25 as right and within 2 as nearly right', () => {
    const of = question(yaml.numeric);
    const ratings = ['250', '312', '200', '313', '199', '500', '125', '501', '124', '0', '-250', '30,000'].map((given) => answer(of, given).rating);
    assert.deepEqual(ratings, ['good', 'good', 'good', 'hard', 'hard', 'hard', 'hard', 'again', 'again', 'again', 'again', 'again']);
    assert.equal(answer(of, '30000').explanation, 'Those are rows. The <em>table</em> has them.');
    assert.equal(answer(of, '250').explanation, 'The <em>table</em> has them.');
    assert.equal(answer(of, '1').expected, '250 pages');
    assert.match(String(answerQuestion(of, ['many'], inline)), /Write a number of pages/);
  });

  it('accepts by a factor or by percent where the question says so', () => {
    const percent = question(yaml.numeric.replace('unit: pages', 'unit: pages\naccept: { percent: 10 }'));
    assert.deepEqual(['275', '276', '225', '224'].map((given) => answer(percent, given).rating), ['good', 'hard', 'good', 'hard']);
    const factor = question(yaml.numeric.replace('unit: pages', 'unit: pages\naccept: { factor: 3 }'));
    assert.deepEqual(['750', '751'].map((given) => answer(factor, given).rating), ['good', 'again']);
    const zero = question(yaml.numeric.replace('answer: 250', 'answer: 0'));
    assert.deepEqual(['0', '1'].map((given) => answer(zero, given).correct), [true, false]);
  });

  it('reads numbers as people write them', () => {
    assert.deepEqual(['1200', ' 1,200 ', '1 200', '1_200', '1e3', '.5', '-3', '12 %', '1,200,000.5'].map(readNumber), [1200, 1200, 1200, 1200, 1000, 0.5, -3, 12, 1_200_000.5]);
    for (const text of ['', ' ', 'x', '1,2', '1.2.3', '0x10', '1e999', 'Infinity', 'NaN', '--1']) assert.equal(readNumber(text), undefined, text);
  });

  it('takes the line or the token of a script, which the linter proves', () => {
    const lines = question(yaml.spot);
    assert.ok(lines.kind === 'spot');
    assert.deepEqual(lines.marks.map(({ from, to, atLine }) => [lines.sql.slice(from, to), atLine]), [['BEGIN;', 1], ['CREATE INDEX ON orders (user_id);', 2], ['COMMIT;', 3]]);
    assert.deepEqual([answer(lines, 'b').correct, answer(lines, 'a').correct, answer(lines, 'a').rule], [true, false, 'require-concurrent-index-creation']);
    assert.equal(typeof answerQuestion(lines, ['z'], inline), 'string');
    const tokens = question(yaml.spot.replace('rule:', 'select: token\nrule:'));
    assert.ok(tokens.kind === 'spot');
    assert.equal(tokens.sql.slice(tokens.marks[1]?.from, tokens.marks[1]?.to), 'CREATE INDEX');
    const rule = 'require-concurrent-index-creation';
    assert.equal(spotProblem(lines, [{ rule, line: 2 }, { rule: 'other', line: 1 }]), undefined);
    assert.match(spotProblem(lines, [{ rule, line: 1 }]) ?? '', /on line 1 .* right mark is on line 2/);
    assert.match(spotProblem(lines, [{ rule: 'other', line: 2 }]) ?? '', /does not find .* it finds other/);
  });

  it('takes words, then the learner’s own grade by the rubric', () => {
    const of = question(yaml.text);
    const first = answer(of, 'Writes pay.');
    assert.deepEqual([first.rating, first.explanation, first.options.length], [undefined, 'Because <em>writes</em> pay.', 3]);
    assert.deepEqual(['a b c', 'a c', 'b', ''].map((points) => answer(of, 'Writes pay.', points).rating), ['good', 'hard', 'again', 'again']);
    assert.equal(answer(of, 'Writes pay.', 'c b a').correct, true);
    assert.equal(typeof answerQuestion(of, ['  '], inline), 'string');
  });

  it('takes what the checks of the exercise said for SQL', () => {
    const checks = [{ id: 'one', passed: true, message: 'Good.' }, { id: 'two', passed: false, message: 'Which column?' }];
    assert.deepEqual(answerByChecks({ kind: 'checked', passed: false, checks, results: [], solution: undefined }, inline), {
      correct: false, rating: 'again', options: [{ id: 'one', correct: true, html: 'Good.' }, { id: 'two', correct: false, html: 'Which column?' }],
    });
    assert.deepEqual(answerByChecks({ kind: 'failed', message: 'syntax error at "*a*_b_"', offset: 3 }, inline).explanation, 'syntax error at &quot;*a*_b_&quot;');
  });

  const mistakes: readonly { name: string; from: keyof typeof yaml; change: readonly [string, string]; line: number; says: RegExp }[] = [
    { name: 'an unknown type', from: 'multiple', change: ['multiple', 'guess'], line: 11, says: /`type`: expected single or multiple/ },
    { name: 'a key of another type', from: 'text', change: ['ask: Why?', 'ask: Why?\nunit: x'], line: 11, says: /unknown key `unit`/ },
    { name: 'a wrong option without a reason', from: 'multiple', change: ['why: no B', 'correct: false'], line: 16, says: /`options.1.why`/ },
    { name: 'a prediction without its node', from: 'predict', change: [', node: Index Scan', ''], line: 17, says: /`options.1.node`/ },
    { name: 'an order of two', from: 'order', change: ['  - { text: run, why: w3 }\n  - { text: return, why: w4 }\n', ''], line: 14, says: /`items`/ },
    { name: 'an item twice', from: 'order', change: ['text: plan', 'text: parse'], line: 15, says: /an item twice/ },
    { name: 'a wrong number that is accepted', from: 'numeric', change: ['value: 30000', 'value: 260'], line: 16, says: /accepts 260, which it calls wrong/ },
    { name: 'two ways to accept', from: 'numeric', change: ['unit: pages', 'unit: pages\naccept: { factor: 2, percent: 1 }'], line: 15, says: /not by both/ },
    { name: 'an answer that is no number', from: 'numeric', change: ['250', 'many'], line: 13, says: /`answer`: expected number/ },
    { name: 'a mark that is nowhere', from: 'spot', change: ['text: CREATE INDEX', 'text: DROP INDEX'], line: 20, says: /has nowhere/ },
    { name: 'a line without a mark', from: 'spot', change: ['  - { text: "COMMIT;", why: It only ends. }\n', ''], line: 19, says: /no mark on line 3/ },
    { name: 'two right marks', from: 'spot', change: ['It only ends.', 'It only ends., correct: true'], line: 19, says: /one right mark and has 2/ },
    { name: 'a rubric of two', from: 'text', change: [', names size', ''], line: 14, says: /`rubric`/ },
  ];
  for (const { name, from, change: [before, after], line, says } of mistakes) {
    it(`names the line of ${name}`, () => {
      assert.ok(yaml[from].includes(before));
      const read = readQuestion('q', yaml[from].replace(before, after), 10);
      assert.ok(!read.ok);
      const found = read.problems.find(({ message }) => says.test(message));
      assert.ok(found, JSON.stringify(read.problems));
      assert.ok(Math.abs(found.line - line) <= 1, `line ${found.line}, expected about ${line}`);
    });
  }
});
