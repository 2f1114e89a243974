import type { ExerciseContent, LessonBlock, LessonContent, LessonSummary } from './content';
import type { BlockSource, Exercise, Lesson } from './lesson';
import type { Track } from './lessons';
import { questionContent } from './questions/question-types';

/** Markdown to HTML. Raw HTML is off, so what an author writes in angle brackets is shown as text; images are not drawn. */
export interface Renderer {
  block(markdown: string): string;
  inline(markdown: string): string;
}

/** Loads the Markdown parser on first use. */
export async function createRenderer(): Promise<Renderer> {
  const { default: MarkdownIt } = await import('markdown-it');
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable('image');
  markdown.validateLink = (address: string) => address.startsWith('https://');
  return { block: (text) => markdown.render(text), inline: (text) => markdown.renderInline(text) };
}

export function summarize(lesson: Lesson, track: Track): LessonSummary {
  return {
    id: lesson.id, track: track.id, trackTitle: track.title, title: lesson.title, promise: lesson.idea,
    minutes: lesson.parts.reduce((sum, { minutes }) => sum + minutes, 0),
    rules: lesson.rules, exercises: [...lesson.exercises.keys()], questions: [...lesson.questions.keys()],
    cards: [...lesson.questions.values()].filter(({ card }) => card).map(({ id }) => id),
  };
}

/** What a view shows: no solutions, no right answers. */
export function renderLesson(lesson: Lesson, track: Track, renderer: Renderer): LessonContent {
  return {
    ...summarize(lesson, track),
    parts: lesson.parts.map(({ id, title, minutes, blocks }) => ({
      id, title, minutes, blocks: blocks.flatMap((block) => renderBlock(lesson, block, renderer) ?? []),
    })),
  };
}

function renderBlock(lesson: Lesson, block: BlockSource, renderer: Renderer): LessonBlock | undefined {
  switch (block.kind) {
    case 'text':
      return { kind: 'prose', html: renderer.block(block.markdown) };
    case 'sql':
      return { kind: 'sql', sql: block.sql.trim(), caption: block.caption };
    case 'table':
      return { kind: 'measurement', title: block.title, columns: block.columns, rows: block.rows, source: lesson.evidence };
    case 'exercise': {
      const exercise = lesson.exercises.get(block.id);
      return exercise === undefined ? undefined : { kind: 'exercise', exercise: renderExercise(exercise, renderer) };
    }
    case 'question': {
      const question = lesson.questions.get(block.id);
      if (question === undefined) return undefined;
      const exercise = question.kind === 'sql' ? lesson.exercises.get(question.exercise) : undefined;
      return { kind: 'question', question: questionContent(question, renderer.inline), ...(exercise === undefined ? {} : { exercise: renderExercise(exercise, renderer) }) };
    }
    default:
      return block satisfies never;
  }
}

function renderExercise({ id, title, starter, task, hints, checks }: Exercise, renderer: Renderer): ExerciseContent {
  return {
    id, title, starter: `${starter.trimEnd()}\n`, html: renderer.block(task), hints: hints.map((hint) => renderer.inline(hint)),
    checks: checks.map((check) => ({ id: check.id, title: check.title })),
  };
}
