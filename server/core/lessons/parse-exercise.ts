import { readTest } from './checks/kinds';
import type { Check, Exercise } from './lesson';
import type { YamlOutcome } from './read-yaml';
import type { ChecksYaml } from './schemas';

/** The fences of one exercise as they are met in the file. */
export interface ExerciseDraft {
  line: number;
  checksLine: number;
  language: Exercise['language'];
  starter: string | undefined;
  /** `broken` where the YAML has problems that are already reported. */
  checks: Extract<YamlOutcome<ChecksYaml>, { ok: true }> | 'broken' | undefined;
  readonly solutions: { sql: string; variant: string; line: number }[];
  readonly wrong: { sql: string; expect: string; line: number }[];
}

export function newDraft(line: number): ExerciseDraft {
  return { line, checksLine: line, language: 'sql', starter: undefined, checks: undefined, solutions: [], wrong: [] };
}

type Report = (line: number, message: string) => void;

/** The exercise, or undefined where something is missing; then it has been reported. */
export function finishExercise(id: string, draft: ExerciseDraft, report: Report): Exercise | undefined {
  const { checks: yaml, starter, solutions, wrong, line } = draft;
  if (starter === undefined) report(line, `Exercise \`${id}\` has no \`sql exercise\`.`);
  if (yaml === undefined) report(line, `Exercise \`${id}\` has no \`yaml check\`.`);
  if (solutions.length === 0) report(line, `Exercise \`${id}\` has no \`sql solution\`.`);
  const graded = yaml === undefined || yaml === 'broken' ? true : yaml.value.checks.some((check) => check.text === undefined);
  if (graded && wrong.length < 3) report(line, `Exercise \`${id}\` has ${wrong.length} wrong answers; three or more show that its checks tell near misses apart.`);
  if (starter === undefined || yaml === undefined || yaml === 'broken') return undefined;
  const checks: Check[] = [];
  yaml.value.checks.forEach((entry, index) => {
    const at = yaml.lineOf(['checks', index]);
    const test = readTest(entry);
    if (typeof test === 'string') report(at, `Check \`${entry.id}\`: ${test}`);
    else if (checks.some((check) => check.id === entry.id)) report(at, `There are two checks \`${entry.id}\`.`);
    else checks.push({ id: entry.id, title: entry.title, say: entry.say.trim(), test });
  });
  for (const answer of wrong) {
    if (!yaml.value.checks.some((check) => check.id === answer.expect)) report(answer.line, `\`expect=${answer.expect}\` names no check of \`${id}\`.`);
  }
  for (const check of yaml.value.checks) {
    // Words never fail.
    if (check.text === undefined && !wrong.some(({ expect }) => expect === check.id)) report(draft.checksLine, `No wrong answer fails on check \`${check.id}\`, so nothing shows that it can fail.`);
  }
  const { title, task, query, hints, allows } = yaml.value;
  return { id, title, task, query, language: draft.language, starter, hints, allows, checks, solutions, wrong, line };
}
