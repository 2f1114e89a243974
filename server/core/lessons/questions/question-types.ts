import type * as z from 'zod/mini';
import type { AnswerResult, QuestionContent } from '../content';
import { readYaml } from '../read-yaml';
import type { YamlProblem } from '../read-yaml';
import { choice, predictPlan } from './choice-question';
import { numeric } from './numeric-question';
import { order } from './order-question';
import type { Inline, Question, QuestionBase, QuestionType } from './question';
import { spot } from './spot-question';
import { sql } from './sql-question';
import { text } from './text-question';
import { typeSchema } from './type-schema';
import type { TypeName } from './type-schema';

type Read = { readonly ok: true; readonly question: Question } | { readonly ok: false; readonly problems: readonly YamlProblem[] };

/** Reads the YAML of a `yaml checkpoint`, whose first line is `line` + 1 of the file. */
export function readQuestion(id: string, yaml: string, line: number): Read {
  const named = readYaml(yaml, typeSchema, line + 1);
  if (!named.ok) return named;
  const reader = readers[named.value.type];
  return reader(id, yaml, line);
}

type Reader = (id: string, yaml: string, line: number) => Read;

const readers: Readonly<Record<TypeName, Reader>> = {
  single: readerOf(choice), multiple: readerOf(choice), 'predict-plan': readerOf(predictPlan),
  order: readerOf(order), numeric: readerOf(numeric), sql: readerOf(sql), spot: readerOf(spot), text: readerOf(text),
};

function readerOf<Schema extends z.ZodMiniType<{ readonly ask: string; readonly card: boolean; readonly corrects?: number | undefined }>, Kind extends Question>(type: QuestionType<Schema, Kind>): Reader {
  return (id, yaml, line) => {
    const read = readYaml(yaml, type.schema, line + 1);
    if (!read.ok) return read;
    const base: QuestionBase = { id, ask: read.value.ask, card: read.value.card || read.value.corrects !== undefined, confidence: false, line };
    const question = type.read(base, read.value);
    if (!('problem' in question)) return { ok: true, question };
    return { ok: false, problems: [{ line: question.path.length === 0 ? line : read.lineOf(question.path), message: `Question \`${id}\` ${question.problem}` }] };
  };
}

/** What a view shows of a question: nothing that tells the right answer. */
export function questionContent(question: Question, inline: Inline): QuestionContent {
  switch (question.kind) {
    case 'single':
    case 'multiple': return choice.content(question, inline);
    case 'order': return order.content(question, inline);
    case 'numeric': return numeric.content(question, inline);
    case 'sql': return sql.content(question, inline);
    case 'spot': return spot.content(question, inline);
    case 'text': return text.content(question, inline);
    default: return question satisfies never;
  }
}

/** Grades an answer; a string says what is wrong with its form. A `sql` question is graded by running it: `answerByChecks`. */
export function answerQuestion(question: Question, given: readonly string[], inline: Inline): AnswerResult | string {
  switch (question.kind) {
    case 'single':
    case 'multiple': return choice.answer(question, given, inline);
    case 'order': return order.answer(question, given, inline);
    case 'numeric': return numeric.answer(question, given, inline);
    case 'sql': return sql.answer(question, given, inline);
    case 'spot': return spot.answer(question, given, inline);
    case 'text': return text.answer(question, given, inline);
    default: return question satisfies never;
  }
}
