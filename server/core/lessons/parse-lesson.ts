import { readBindings, unreadBinding } from './bindings';
import type { Binding, BlockSource, Lesson, Measure, Output, PartSource, Problem, Script } from './lesson';
import { finishExercise, newDraft } from './parse-exercise';
import type { ExerciseDraft } from './parse-exercise';
import { cardMarkdown, marketMarkdown, readAfter, readMeasure } from './parse-blocks';
import { readTables } from './parse-tables';
import { choicesOf } from './questions/choice-question';
import type { Question } from './questions/question';
import { readQuestion } from './questions/question-types';
import { readYaml } from './read-yaml';
import type { FrontMatter } from './schemas';
import { cardSchema, checkSchema, frontMatterSchema, marketSchema } from './schemas';
import { readSegments } from './segments';
import type { FenceSegment, Segment } from './segments';

export type ParsedLesson = { readonly lesson: Lesson | undefined; readonly problems: readonly Problem[] };

/** What is collected while a file is read from top to bottom. */
interface Reading {
  readonly file: string;
  readonly problems: Problem[];
  readonly parts: { title: string; line: number; blocks: BlockSource[] }[];
  readonly exercises: Map<string, ExerciseDraft>;
  readonly questions: Map<string, Question>;
  readonly scripts: Map<string, Script>;
  readonly measures: Measure[];
  readonly outputs: Output[];
  readonly bindings: Binding[];
}

/**
 * Reads a lesson: YAML front matter, then Markdown in which fences with a directive (`sql exercise #id`) are for the tools.
 * A lesson with problems is not given out: half a lesson would be graded wrongly.
 */
export function parseLesson(file: string, text: string): ParsedLesson {
  const reading: Reading = {
    file, problems: [], parts: [], exercises: new Map(), questions: new Map(), scripts: new Map(), measures: [], outputs: [], bindings: [],
  };
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const matter = /^---\n([\s\S]*?\n)---(?:\n|$)/.exec(source);
  if (matter === null) {
    report(reading, 1, 'A lesson starts with YAML front matter between two lines `---`.');
    return { lesson: undefined, problems: reading.problems };
  }
  const front = readYaml(matter[1] ?? '', frontMatterSchema, 2);
  if (!front.ok) for (const problem of front.problems) report(reading, problem.line, problem.message);
  const bodyLine = matter[0].split('\n').length;
  for (const segment of readSegments(source.slice(matter[0].length), bodyLine)) readSegment(reading, segment);
  const exercises = [...reading.exercises].map(([id, draft]) => finishExercise(id, draft, (line, message) => report(reading, line, message)));
  if (!front.ok) return { lesson: undefined, problems: reading.problems };
  const parts = finishParts(reading, front.value);
  const lesson: Lesson = {
    file, ...fromFrontMatter(front.value), parts,
    exercises: new Map(exercises.flatMap((exercise) => (exercise === undefined ? [] : [[exercise.id, exercise]]))),
    questions: reading.questions, scripts: reading.scripts, measures: reading.measures, outputs: reading.outputs, bindings: reading.bindings,
  };
  checkReferences(reading, lesson);
  return { lesson: reading.problems.length === 0 ? lesson : undefined, problems: reading.problems };
}

/** What the reader sees beside numbers and results. */
const evidenceLabels = {
  measured: 'Measured here', locks: 'Real locks, parked transaction', simulated: 'Simulated model', judgement: 'Judgement',
} as const;

function fromFrontMatter(front: FrontMatter) {
  const { id, track, title, idea, prerequisites, concepts, rules, next, engine } = front;
  return {
    id, track, title, idea, prerequisites, concepts, rules, next, fixture: engine.fixture, extensions: engine.extensions, simulations: engine.simulations, profile: front.profile,
    evidence: `${evidenceLabels[engine.evidence]}: embedded PostgreSQL ${engine.postgres}, data set ${engine.fixture}`,
  };
}

function report(reading: Reading, line: number, message: string): void {
  reading.problems.push({ file: reading.file, line, message });
}

function readSegment(reading: Reading, segment: Segment): void {
  if (segment.kind === 'heading') {
    if (segment.level === 2) reading.parts.push({ title: segment.title.replace(/^\d+\.\s*/, ''), line: segment.line, blocks: [] });
    return;
  }
  if (segment.kind === 'text') {
    for (const piece of readTables(plain(reading, segment.markdown, segment.line), segment.line)) {
      if ('problem' in piece) report(reading, piece.line, piece.problem);
      else add(reading, piece.block, segment.line);
    }
    return;
  }
  if (!segment.closed) report(reading, segment.line, 'This fence is never closed.');
  const read = directives[`${segment.language} ${segment.directive}`];
  if (read !== undefined) {
    if (segment.id === '' && needsId(segment.directive)) report(reading, segment.line, `\`${segment.language} ${segment.directive}\` needs an id: \`#name\`.`);
    else read(reading, segment);
  } else if (segment.language === 'sql' || segment.directive !== '') {
    const known = Object.keys(directives).map((name) => `\`${name}\``).join(', ');
    report(reading, segment.line, `\`${segment.language} ${segment.directive}\` is not a directive. Known: ${known}.`);
  } else {
    add(reading, { kind: 'text', markdown: `\`\`\`${segment.language}\n${segment.text}\n\`\`\`` }, segment.line);
  }
}

function needsId(directive: string): boolean {
  return !['card', 'market'].includes(directive);
}

function add(reading: Reading, block: BlockSource, line: number): void {
  const part = reading.parts.at(-1);
  if (part !== undefined) part.blocks.push(block);
  else if (block.kind !== 'text') report(reading, line, 'This block stands before the first part (`## 1. …`).');
}

/** Text without its bindings, which are kept. */
function plain(reading: Reading, text: string, line: number): string {
  const { markdown, bindings } = readBindings(text, line);
  reading.bindings.push(...bindings);
  const unread = unreadBinding(markdown);
  if (unread !== undefined) {
    report(reading, line + markdown.slice(0, unread).split('\n').length - 1, 'This binding cannot be read. Write `250<!-- =id.field -->` or `250<!-- ~id.field 15% -->`.');
  }
  return markdown;
}

function draftOf(reading: Reading, fence: FenceSegment): ExerciseDraft {
  let draft = reading.exercises.get(fence.id);
  if (draft === undefined) {
    draft = newDraft(fence.line);
    reading.exercises.set(fence.id, draft);
  }
  return draft;
}

const directives: Readonly<Record<string, (reading: Reading, fence: FenceSegment) => void>> = {
  'sql run': readScript,
  'sql measure': (reading, fence) => {
    const measure = readMeasure(fence);
    if (typeof measure === 'string') report(reading, fence.line, measure);
    else if (reading.measures.some(({ id }) => id === fence.id)) report(reading, fence.line, `There are two measurements \`${fence.id}\`.`);
    else {
      reading.measures.push(measure);
      if (fence.attributes.get('show') !== 'no') add(reading, { kind: 'sql', sql: fence.text, caption: fence.attributes.get('caption') }, fence.line);
    }
  },
  'sql exercise': readStarter,
  'yaml exercise': readStarter,
  'text exercise': readStarter,
  'text output': (reading, fence) => {
    if (reading.outputs.some(({ id }) => id === fence.id)) report(reading, fence.line, `There are two outputs \`${fence.id}\`.`);
    reading.outputs.push({ id: fence.id, text: fence.text, after: readAfter(fence), line: fence.line });
    add(reading, { kind: 'text', markdown: `\`\`\`text\n${fence.text}\n\`\`\`` }, fence.line);
  },
  'yaml check': (reading, fence) => {
    const read = readYaml(plain(reading, fence.text, fence.line + 1), checkSchema, fence.line + 1);
    if (!read.ok) for (const problem of read.problems) report(reading, problem.line, problem.message);
    const draft = draftOf(reading, fence);
    draft.checksLine = fence.line;
    draft.checks = read.ok ? read : 'broken';
  },
  'sql wrong': readWrong,
  'yaml wrong': readWrong,
  'text wrong': readWrong,
  'sql solution': readSolution,
  'yaml solution': readSolution,
  'text solution': readSolution,
  'yaml checkpoint': (reading, fence) => {
    const read = readQuestion(fence.id, plain(reading, fence.text, fence.line + 1), fence.line);
    if (!read.ok) for (const problem of read.problems) report(reading, problem.line, problem.message);
    else if (reading.questions.has(fence.id)) report(reading, fence.line, `There are two questions \`${fence.id}\`.`);
    else {
      reading.questions.set(fence.id, read.question);
      add(reading, { kind: 'question', id: fence.id }, fence.line);
    }
  },
  'yaml card': (reading, fence) => {
    const read = readYaml(plain(reading, fence.text, fence.line + 1), cardSchema, fence.line + 1);
    if (read.ok) add(reading, { kind: 'text', markdown: cardMarkdown(read.value) }, fence.line);
    else for (const problem of read.problems) report(reading, problem.line, problem.message);
  },
  'yaml market': (reading, fence) => {
    const read = readYaml(fence.text, marketSchema, fence.line + 1);
    if (read.ok) add(reading, { kind: 'text', markdown: marketMarkdown(read.value) }, fence.line);
    else for (const problem of read.problems) report(reading, problem.line, problem.message);
  },
};

function readStarter(reading: Reading, fence: FenceSegment): void {
  const draft = draftOf(reading, fence);
  if (draft.starter !== undefined) report(reading, fence.line, `There are two exercises \`${fence.id}\`.`);
  draft.starter = fence.text;
  draft.language = fence.language === 'yaml' || fence.language === 'text' ? fence.language : 'sql';
  draft.line = fence.line;
  // The exercise of a `sql` question is shown there.
  if (fence.attributes.get('show') !== 'no') add(reading, { kind: 'exercise', id: fence.id }, fence.line);
}

function readWrong(reading: Reading, fence: FenceSegment): void {
  draftOf(reading, fence).wrong.push({ sql: fence.text, expect: fence.attributes.get('expect') ?? '', line: fence.line });
}

function readSolution(reading: Reading, fence: FenceSegment): void {
  draftOf(reading, fence).solutions.push({ sql: fence.text, variant: fence.attributes.get('variant') ?? '', line: fence.line });
}

function readScript(reading: Reading, fence: FenceSegment): void {
  if (reading.scripts.has(fence.id)) report(reading, fence.line, `There are two scripts \`${fence.id}\`.`);
  reading.scripts.set(fence.id, { id: fence.id, sql: fence.text, line: fence.line });
  if (fence.attributes.get('show') !== 'no') add(reading, { kind: 'sql', sql: fence.text, caption: fence.attributes.get('caption') }, fence.line);
}

function finishParts(reading: Reading, front: FrontMatter): readonly PartSource[] {
  if (reading.parts.length !== front.minutes.length) {
    report(reading, reading.parts.at(-1)?.line ?? 1, `A lesson has five parts (\`## 1. …\`), this one has ${reading.parts.length}.`);
  }
  return reading.parts.map(({ title, blocks }, index) => ({ id: `part-${index + 1}`, title, minutes: front.minutes[index] ?? 0, blocks }));
}

/** Ids that one block uses of another. */
function checkReferences(reading: Reading, lesson: Lesson): void {
  const builds = [
    ...[...lesson.measures, ...lesson.outputs].map(({ after, line }) => ({ after, line })),
    ...choicesOf(lesson.questions).map(({ prediction, line }) => ({ after: prediction?.after ?? [], line })),
  ];
  for (const { after, line } of builds) {
    for (const id of after) {
      if (!lesson.scripts.has(id) && !reading.exercises.has(id)) report(reading, line, `\`after\` names \`${id}\`, which is neither a \`sql run\` nor an exercise.`);
    }
  }
  for (const question of lesson.questions.values()) {
    if (question.kind === 'sql' && !reading.exercises.has(question.exercise)) report(reading, question.line, `Question \`${question.id}\` names the exercise \`${question.exercise}\`, which this lesson does not have.`);
  }
  for (const { id, line } of lesson.outputs) {
    if (!lesson.scripts.has(id)) report(reading, line, `There is no \`sql run #${id}\` whose output this could be.`);
  }
  for (const { measure, line } of lesson.bindings) {
    if (!lesson.measures.some(({ id }) => id === measure)) report(reading, line, `No measurement is called \`${measure}\`.`);
  }
  const expectedName = `${lesson.id}.md`;
  if (!lesson.file.endsWith(expectedName)) report(reading, 1, `The id \`${lesson.id}\` and the file name differ; the file should be \`${expectedName}\`.`);
}
