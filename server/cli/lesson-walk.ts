import type { Interface } from 'node:readline';
import { never } from '../core/host';
import type { Classroom } from '../core/lessons/classroom';
import type { ExerciseContent, LessonBlock, LessonContent, QuestionContent } from '../core/lessons/content';

export interface Walk {
  readonly classroom: Classroom;
  /** With Markdown where a view has HTML. */
  readonly lesson: LessonContent;
  readonly print: (line: string) => void;
  /** The next line that the reader types; undefined at the end of the input. */
  readonly ask: (prompt: string) => Promise<string | undefined>;
}

/** Lines of a terminal or a pipe, one by one. */
export function lineReader(input: Interface, write: (text: string) => void): Walk['ask'] {
  const lines = input[Symbol.asyncIterator]();
  return async (prompt) => {
    write(prompt);
    const next = await lines.next();
    return next.done === true ? undefined : next.value;
  };
}

/** Goes through a lesson in a terminal: text, questions, exercises. Returns whether every exercise that was met passed; the end of the input ends it. */
export async function walkLesson(walk: Walk, only?: string): Promise<boolean> {
  const { lesson, print } = walk;
  let passed = true;
  if (only === undefined) print(`# ${lesson.title} (${lesson.minutes} minutes)\n\n${lesson.promise}\n`);
  for (const { title, minutes, blocks } of lesson.parts) {
    if (only === undefined) print(`## ${title} (${minutes} minutes)\n`);
    for (const block of blocks) {
      if (only === undefined) printBlock(block, print);
      if (block.kind === 'question' && only === undefined && (await askQuestion(walk, block.question)) === 'ended') return passed;
      if (block.kind !== 'exercise' || (only !== undefined && block.exercise.id !== only)) continue;
      const outcome = await doExercise(walk, block.exercise);
      passed &&= outcome === 'passed';
      if (outcome === 'ended') return passed;
    }
  }
  return passed;
}

function printBlock(block: LessonBlock, print: Walk['print']): void {
  if (block.kind === 'prose') print(`${block.html.trim()}\n`);
  if (block.kind === 'sql') print(`${block.caption === undefined ? '' : `${block.caption}:\n`}${indent(block.sql)}\n`);
  if (block.kind === 'measurement') print(`${block.title} (${block.source})\n${[block.columns, ...block.rows].map((row) => `  ${row.join(' | ')}`).join('\n')}\n`);
}

async function askQuestion({ classroom, lesson, print, ask }: Walk, question: QuestionContent): Promise<'answered' | 'ended'> {
  print(`? ${question.html}`);
  for (const { id, html } of question.options) print(`  ${id}) ${html}`);
  const line = await ask(question.kind === 'multiple' || question.kind === 'order' ? 'Letters, separated by spaces: ' : 'Your answer: ');
  if (line === undefined) return 'ended';
  const given = question.options.length > 0 ? line.trim().toLowerCase().split(/[\s,]+/).filter((id) => id !== '') : [line];
  const reply = await classroom.answer({ lesson: lesson.id, question: question.id, options: given });
  if (!reply.ok) print(`${reply.failure.message}\n`);
  else {
    print(reply.value.correct ? 'Right.' : 'Not right.');
    for (const { id, correct, html } of reply.value.options) print(`  ${correct ? '+' : '-'} ${id}) ${html}`);
    print(reply.value.explanation === undefined ? '' : `${reply.value.explanation}\n`);
  }
  return 'answered';
}

/** Until the answer passes, or the reader skips it or ends. */
async function doExercise(walk: Walk, exercise: ExerciseContent): Promise<'passed' | 'skipped' | 'ended'> {
  const { classroom, lesson, print, ask } = walk;
  print(`! ${exercise.title}\n${exercise.html.trim()}\n${indent(exercise.starter.trimEnd())}\nWrite your answer and end it with a line that has only a dot. “hint” gives a hint, “skip” goes on, “quit” ends.`);
  let hints = 0;
  for (;;) {
    const lines: string[] = [];
    for (;;) {
      const line = await ask('> ');
      const word = lines.length === 0 ? line?.trim().toLowerCase() : undefined;
      if (line === undefined || word === 'quit') return 'ended';
      if (word === 'skip') return 'skipped';
      if (word === 'hint') print(exercise.hints[hints++] ?? 'There are no more hints.');
      else if (line.trim() === '.') break;
      else lines.push(line);
    }
    const reply = await classroom.exercise({ lesson: lesson.id, exercise: exercise.id, sql: lines.join('\n'), action: 'check' }, never);
    if (!reply.ok) print(`${reply.failure.message} ${reply.failure.action ?? ''}`);
    else if (reply.value.kind === 'failed') print(reply.value.message);
    else if (reply.value.kind === 'checked') {
      for (const { passed, message } of reply.value.checks) print(`${passed ? 'ok    ' : 'FAILED'} ${message}`);
      if (reply.value.passed) {
        print(`\nApproaches:\n${indent(reply.value.solution ?? '')}\n`);
        return 'passed';
      }
    }
  }
}

function indent(text: string): string {
  return text.split('\n').map((line) => `    ${line}`.trimEnd()).join('\n');
}
