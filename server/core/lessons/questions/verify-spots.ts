import type { Lesson, Problem } from '../lesson';
import type { LintPort } from '../lint-port';
import { spotProblem } from './spot-question';

/** Asks the linter what each `spot` question is about: it has to find the rule where the right mark is. */
export async function verifySpots(lesson: Lesson, fixture: string, lint: LintPort): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const question of lesson.questions.values()) {
    if (question.kind !== 'spot') continue;
    const message = spotProblem(question, await lint({ fixture, answer: question.sql }));
    if (message !== undefined) problems.push({ file: lesson.file, line: question.line, message });
  }
  return problems;
}
