import { ratings } from './progress-event';
import type { AnswerEvidence, Effort, ProgressEvent, Rating } from './progress-event';
import { hashText } from './seeded-order';

type Fields = Readonly<Record<string, unknown>>;

/** An event as one line of a log says it; `unknown` for a type of a newer version, undefined where the line is damaged. */
export function readEvent(line: string): { readonly id: string; readonly event: ProgressEvent | 'unknown' } | undefined {
  const fields = readObject(line);
  if (fields === undefined) return undefined;
  if ('kind' in fields && !('type' in fields)) {
    const event = readFirstVersion(fields);
    return event && { id: event.id, event };
  }
  const { id, time, type, unit } = fields;
  if (!isText(id) || id === '' || !isTime(time) || !isText(type) || !isText(unit)) return undefined;
  if (!types.has(type)) return { id, event: 'unknown' };
  const event = readBody({ id, time, unit }, type, fields);
  return event && { id, event };
}

const types: ReadonlySet<string> = new Set(['opened', 'answered', 'reviewed', 'exercise', 'repaired', 'goal', 'paused', 'resumed'] satisfies readonly ProgressEvent['type'][]);

type Head = { readonly id: string; readonly time: string; readonly unit: string };

function readBody(head: Head, type: string, fields: Fields): ProgressEvent | undefined {
  const evidence = isObject(fields['evidence']) ? fields['evidence'] : {};
  switch (type) {
    case 'opened':
    case 'paused':
    case 'resumed':
      return { ...head, type };
    case 'answered':
    case 'reviewed': {
      const [effort, answer] = [readEffort(fields), readAnswer(evidence)];
      return effort && answer && { ...head, type, ...effort, evidence: answer };
    }
    case 'exercise': {
      const effort = readEffort(fields);
      const { passed, solutionShown } = evidence;
      if (effort === undefined || typeof passed !== 'boolean') return undefined;
      return { ...head, type, ...effort, evidence: { passed, ...(solutionShown === true ? { solutionShown } : {}) } };
    }
    case 'repaired': {
      const { item } = fields;
      const { by } = evidence;
      return isText(item) && (by === 'hand' || by === 'quick fix') ? { ...head, type, item, evidence: { by } } : undefined;
    }
    case 'goal': {
      const { days } = evidence;
      return isCount(days) && days >= 1 && days <= 7 ? { ...head, type, evidence: { days } } : undefined;
    }
    default:
      return undefined;
  }
}

function readEffort({ item, rating, attempts, hints }: Fields): Effort | undefined {
  const known = ratings.find((each): each is Rating => each === rating);
  return isText(item) && known !== undefined && isCount(attempts) && isCount(hints) ? { item, rating: known, attempts, hints } : undefined;
}

function readAnswer({ answer, correct, sure, seconds }: Fields): AnswerEvidence | undefined {
  if (!Array.isArray(answer) || !answer.every(isText) || typeof correct !== 'boolean') return undefined;
  return {
    answer, correct,
    ...(typeof sure === 'boolean' ? { sure } : {}), ...(typeof seconds === 'number' && seconds >= 0 ? { seconds } : {}),
  };
}

/** The first version of the log had no ids: there, what an event says is its id. */
function readFirstVersion({ kind, lesson: unit, at: time, question, options, correct, exercise, passed, rule }: Fields): ProgressEvent | undefined {
  if (!isText(unit) || !isTime(time)) return undefined;
  const id = firstVersionId([kind, unit, time, question, options, correct, exercise, passed, rule]);
  const once = { attempts: 1, hints: 0 };
  switch (kind) {
    case 'opened':
      return { id, time, unit, type: 'opened' };
    case 'answered':
      if (!isText(question) || typeof correct !== 'boolean' || !Array.isArray(options) || !options.every(isText)) return undefined;
      return { id, time, unit, type: 'answered', item: question, rating: correct ? 'good' : 'again', ...once, evidence: { answer: options, correct } };
    case 'exercise':
      return isText(exercise) && typeof passed === 'boolean' ? { id, time, unit, type: 'exercise', item: exercise, rating: passed ? 'good' : 'again', ...once, evidence: { passed } } : undefined;
    case 'practised':
      return isText(rule) ? { id, time, unit, type: 'repaired', item: rule, evidence: { by: 'hand' } } : undefined;
    default:
      return undefined;
  }
}

function firstVersionId(said: readonly unknown[]): string {
  const text = JSON.stringify(said);
  return `v1-${hashText(text).toString(16)}${hashText(`${text} `).toString(16)}`;
}

function readObject(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
