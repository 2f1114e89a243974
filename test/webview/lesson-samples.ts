import type { AnswerResult, LessonContent } from '../../server/core/lessons/content';
import type { LessonSnapshot } from '../../webview/lesson/protocol';

export type Shown = Extract<LessonSnapshot, { state: 'shown' }>;

/** A lesson with one block of every kind. */
export const lesson: LessonContent = {
  id: 't1-d03', track: 'patterns', trackTitle: 'Backend SQL patterns', title: 'Indexing strategy', promise: 'Buy it for a query.', minutes: 60,
  rules: ['missing-fk-index'], exercises: ['account-page'], questions: ['first', 'many'],
  parts: [
    { id: 'part-1', title: 'Business context', minutes: 8, blocks: [
      { kind: 'prose', html: '<h3>Money</h3><p>Read <code>orders</code>, <a href="https://www.postgresql.org/docs/">the manual</a>.</p><table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>' },
      { kind: 'sql', sql: 'SELECT id FROM orders', caption: 'The query' },
      { kind: 'question', question: { id: 'first', kind: 'single', html: 'How <strong>many</strong>?', options: [{ id: 'a', html: '20' }, { id: 'b', html: '<code>all</code>' }] } },
    ] },
    { id: 'part-2', title: 'Pattern implementation', minutes: 25, blocks: [
      { kind: 'exercise', exercise: {
        id: 'account-page', title: 'An index', html: '<p>Make it fast.</p>', starter: '-- here\n', hints: ['Which <code>column</code>?', 'Which order?'],
        checks: [{ id: 'filter', title: 'Serves the filter' }, { id: 'early', title: 'Stops early' }],
      } },
    ] },
    { id: 'part-3', title: 'Stress test', minutes: 12, blocks: [
      { kind: 'measurement', title: 'Pages', columns: ['Index', 'Pages'], rows: [['none', '248'], ['(user_id)', '22']], source: 'Measured here: embedded PostgreSQL 18' },
    ] },
    { id: 'part-4', title: 'Trade-offs', minutes: 10, blocks: [
      { kind: 'question', question: { id: 'many', kind: 'multiple', html: 'Which?', options: [{ id: 'a', html: 'A' }, { id: 'b', html: 'B' }, { id: 'c', html: 'C' }] } },
    ] },
    { id: 'part-5', title: 'Documentation', minutes: 5, blocks: [{ kind: 'prose', html: '<ul><li>Card</li></ul>' }] },
  ],
};

export const shown: Shown = { state: 'shown', lesson, answers: {}, runs: {}, passed: [], right: [], hints: {}, rule: null, notice: null };

export const firstResult: AnswerResult = {
  correct: false,
  options: [{ id: 'a', correct: false, html: 'Only these are <em>returned</em>.' }, { id: 'b', correct: true, html: 'All are read.' }],
};
