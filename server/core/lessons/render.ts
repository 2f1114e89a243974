import type { AnswerResult, LessonBlock, LessonContent, LessonSummary } from './content';
import type { BlockSource, Lesson, Question } from './lesson';
import type { Track } from './lessons';

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
      if (exercise === undefined) return undefined;
      const { id, title, starter, task, hints, checks } = exercise;
      return {
        kind: 'exercise',
        exercise: {
          id, title, starter: `${starter.trimEnd()}\n`, html: renderer.block(task), hints: hints.map((hint) => renderer.inline(hint)),
          checks: checks.map((check) => ({ id: check.id, title: check.title })),
        },
      };
    }
    case 'question': {
      const question = lesson.questions.get(block.id);
      return question === undefined ? undefined : { kind: 'question', question: renderQuestion(question, renderer) };
    }
    default:
      return block satisfies never;
  }
}

function renderQuestion({ id, kind, ask, options }: Question, renderer: Renderer) {
  return { id, kind, html: renderer.inline(ask.trim()), options: options.map((option) => ({ id: option.id, html: renderer.inline(option.text) })) };
}

/** Right where exactly the right options were chosen. */
export function answerQuestion(question: Question, chosen: readonly string[], renderer: Renderer): AnswerResult {
  const options = question.options.map(({ id, correct, why }) => ({ id, correct, html: renderer.inline(why) }));
  return { correct: options.every(({ id, correct }) => correct === chosen.includes(id)), options };
}
