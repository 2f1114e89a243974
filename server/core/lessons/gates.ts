import type { LintPort } from './lint-port';
import type { Lesson, Problem } from './lesson';

/** What a lesson may refer to. */
export interface Known {
  /** Ids of all lessons of the library with their prerequisites. */
  readonly lessons: ReadonlyMap<string, readonly string[]>;
  readonly rules: ReadonlySet<string>;
}

/** Minutes of all five parts together. */
const profileMinutes: Readonly<Record<Lesson['profile'], number>> = { daily: 60, realtime: 60, mini: 15, step: 45 };

/** Rows of a table up to which ANALYZE reads all of them with the default target, so that statistics repeat. */
export const mostRows = 30_000;

/** What gives another data set each time. */
const unrepeatable = /\b(?:random|random_normal|gen_random_uuid|uuidv4|uuidv7|now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\bcurrent_(?:timestamp|date|time)\b|\blocaltime(?:stamp)?\b/i;

type Report = (line: number, message: string) => void;

/** What can be said of a lesson without a database: its minutes, what it refers to, and whether its data set is the same each time. */
export function checkForm(lesson: Lesson, fixture: string, known: Known | undefined): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (line, message) => void problems.push({ file: lesson.file, line, message });
  const minutes = lesson.parts.reduce((sum, part) => sum + part.minutes, 0);
  if (minutes !== profileMinutes[lesson.profile]) report(1, `A lesson of the profile \`${lesson.profile}\` takes ${profileMinutes[lesson.profile]} minutes; these parts take ${minutes}.`);
  const found = unrepeatable.exec(fixture.replaceAll(/--.*$/gm, ''));
  if (found !== null) report(1, `The data set \`${lesson.fixture}\` uses \`${found[0].replace(/\s*\($/, '')}\`, so it would be another one each time.`);
  if (known !== undefined) checkReferences(lesson, known, report);
  return problems;
}

function checkReferences(lesson: Lesson, known: Known, report: Report): void {
  for (const id of lesson.prerequisites) if (!known.lessons.has(id)) report(1, `\`prerequisites\` names \`${id}\`, but there is no such lesson.`);
  if (lesson.next !== undefined && !known.lessons.has(lesson.next)) report(1, `\`next\` names \`${lesson.next}\`, but there is no such lesson.`);
  for (const id of lesson.rules) if (!known.rules.has(id)) report(1, `\`rules\` names \`${id}\`, but there is no such rule.`);
  const circle = findCircle(lesson.id, known.lessons);
  if (circle !== undefined) report(1, `The prerequisites go in a circle: ${circle.join(' → ')}.`);
  for (const { id, checks, line } of lesson.exercises.values()) {
    const rules = checks.flatMap(({ test }) => (test.kind === 'lint' ? test.rules : []));
    for (const rule of rules) if (!known.rules.has(rule)) report(line, `A check of \`${id}\` names the rule \`${rule}\`, but there is no such rule.`);
  }
}

/** The way from a lesson over prerequisites back to it. */
function findCircle(start: string, lessons: Known['lessons']): readonly string[] | undefined {
  const seen = new Set<string>();
  const walk = (path: readonly string[]): readonly string[] | undefined => {
    for (const next of lessons.get(path.at(-1) ?? '') ?? []) {
      if (next === start) return [...path, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const circle = walk([...path, next]);
      if (circle !== undefined) return circle;
    }
    return undefined;
  };
  return walk([start]);
}

/** The linter has nothing to say of solutions, but for the rules that the exercise allows. */
export async function checkSolutions(lesson: Lesson, fixture: string, lint: LintPort): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { id, language, solutions, allows } of lesson.exercises.values()) {
    if (language !== 'sql') continue;
    for (const { sql, line } of solutions) {
      for (const finding of await lint({ fixture, answer: sql })) {
        if (!['error', 'warning'].includes(finding.severity) || allows.includes(finding.rule)) continue;
        problems.push({ file: lesson.file, line: line + finding.line, message: `This solution of \`${id}\` has a finding of ${finding.rule}: ${finding.message} Repair it, or say \`allows: [${finding.rule}]\` in the checks.` });
      }
    }
  }
  return problems;
}

/** One row: tables with more rows than repeat, and tables without statistics. */
export const fixtureQuery = `
SELECT coalesce(string_agg(c.oid::regclass::text, ', ') FILTER (WHERE c.reltuples > ${mostRows}), '') AS large,
       coalesce(string_agg(c.oid::regclass::text, ', ') FILTER (WHERE c.reltuples < 0), '') AS unread
FROM pg_class c
WHERE c.relkind = 'r' AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) AND c.relnamespace::regnamespace::text <> 'sim'`;
