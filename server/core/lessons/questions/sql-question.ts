import * as z from 'zod/mini';
import type { AnswerResult, ExerciseResult } from '../content';
import { shownBase } from './question';
import type { Inline, QuestionBase, QuestionType } from './question';
import { blockId, common } from './question-schema';

const sqlSchema = z.strictObject({ type: z.literal('sql'), ...common, exercise: blockId });

export interface SqlQuestion extends QuestionBase {
  readonly kind: 'sql';
  /** Id of the exercise in the same lesson whose checks grade the answer; it also proves its solutions and wrong answers. */
  readonly exercise: string;
}

/** SQL to write; graded by the checks of an exercise, so the answer needs the database: see `answerByChecks`. */
export const sql: QuestionType<typeof sqlSchema, SqlQuestion> = {
  schema: sqlSchema,
  read: (base, { exercise }) => ({ ...base, kind: 'sql', exercise }),
  content: (question, inline) => ({ ...shownBase(question, inline), kind: 'sql', exercise: question.exercise, options: [] }),
  answer: () => 'This answer is graded by running it.',
};

/** The answer of a `sql` question from what its exercise said. */
export function answerByChecks(result: ExerciseResult, inline: Inline): AnswerResult {
  switch (result.kind) {
    case 'failed':
      return { correct: false, rating: 'again', options: [], explanation: inline(code(result.message)) };
    case 'checked':
      return { correct: result.passed, rating: result.passed ? 'good' : 'again', options: result.checks.map(({ id, passed, message }) => ({ id, correct: passed, html: inline(message) })) };
    case 'ran':
      return { correct: false, options: [] };
    default:
      return result satisfies never;
  }
}

/** What PostgreSQL said is no Markdown. */
function code(message: string): string {
  return message.replaceAll(/([\\`*_[\]<>&])/g, '\\$1');
}
