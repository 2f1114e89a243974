import assert from 'node:assert/strict';
import { fixSafely, safeFixes } from '../../../server/core/check/safe-fixes';
import { drain, type Coach } from '../../../server/core/coach';
import type { Finding, Fix } from '../../../server/core/rules/finding';
import { applyEdits } from '../../../server/core/text/span';
import { check, makeCoach } from './coach';

/** Two insertions that undo each other. */
const turn = (text: string) => [finding(safe(0, 1, text === 'a' ? 'b' : 'a'))];

function finding(...fixes: Fix[]): Finding {
  return { rule: 'a', messageId: 'a', message: 'a', severity: 'error', span: { start: 0, end: 1 }, fixes, docs: '', lesson: undefined };
}

const safe = (start: number, end: number, text: string): Fix => ({ title: text, kind: 'safe', edits: [{ start, end, text }] });
const suggestion = (start: number): Fix => ({ title: 'suggestion', kind: 'suggestion', edits: [{ start, end: start, text: 'x' }] });

describe('safe fixes', () => {
  let coach: Coach;
  before(async () => {
    coach = await makeCoach();
  });

  it('takes the first safe fix of each finding, and of two that touch the first', () => {
    const three = safe(4, 5, 'three');
    const one = safe(0, 2, 'one');
    const two = safe(2, 3, 'two');
    assert.deepEqual(safeFixes([finding(suggestion(9), one, safe(7, 8, 'other')), finding(two), finding(three), finding(suggestion(6))]), [one, three]);
  });

  it('goes on until nothing is left, and gives the edits of the first text', () => {
    const said = new Map([['aa', [finding(safe(0, 1, 'b')), finding(safe(1, 2, 'c'))]], ['ba', [finding(safe(1, 2, 'c'))]], ['bc', []]]);
    const fixed = drain(fixSafely('aa', said.get('aa') ?? [], function* (text) {
      yield undefined;
      return said.get(text) ?? [];
    }));
    assert.deepEqual(fixed, { text: 'bc', edits: [{ start: 0, end: 2, text: 'bc' }], count: 2 });
  });

  it('takes a round back that PostgreSQL would reject', () => {
    const fixed = drain(fixSafely('a', [finding(safe(0, 1, 'b'))], function* () {
      yield undefined;
      return [{ ...finding(safe(0, 1, 'c')), rule: 'syntax-error' }];
    }));
    assert.deepEqual(fixed, { text: 'a', edits: [], count: 0 });
  });

  it('ends where two rules undo each other', () => {
    const fixed = drain(fixSafely('a', [finding(safe(0, 1, 'b'))], function* (text) {
      yield undefined;
      return turn(text);
    }));
    assert.match(fixed.text, /^[ab]$/);
  });

  it('repairs real SQL so that nothing safe is left', () => {
    const text = 'CREATE INDEX a ON orders (b);\nDROP INDEX c;\nALTER TABLE orders ADD CONSTRAINT d FOREIGN KEY (e) REFERENCES f (g);\n';
    const fixed = drain(fixSafely(text, check(coach, text).findings, function* (now) {
      yield undefined;
      return check(coach, now).findings;
    }));
    assert.match(fixed.text, /^CREATE INDEX CONCURRENTLY a ON orders \(b\);\nDROP INDEX CONCURRENTLY c;\n/);
    assert.match(fixed.text, /NOT VALID;/);
    assert.equal(applyEdits(text, fixed.edits), fixed.text);
    assert.deepEqual(safeFixes(check(coach, fixed.text).findings), []);
  });
});
