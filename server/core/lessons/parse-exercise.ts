import type { Check, CheckTest, Exercise } from './lesson';
import type { YamlOutcome } from './read-yaml';
import type { ChecksYaml } from './schemas';

/** The fences of one exercise as they are met in the file. */
export interface ExerciseDraft {
  line: number;
  checksLine: number;
  starter: string | undefined;
  /** `broken` where the YAML has problems that are already reported. */
  checks: Extract<YamlOutcome<ChecksYaml>, { ok: true }> | 'broken' | undefined;
  readonly solutions: { sql: string; variant: string; line: number }[];
  readonly wrong: { sql: string; expect: string; line: number }[];
}

export function newDraft(line: number): ExerciseDraft {
  return { line, checksLine: line, starter: undefined, checks: undefined, solutions: [], wrong: [] };
}

type Report = (line: number, message: string) => void;

/** The exercise, or undefined where something is missing; then it has been reported. */
export function finishExercise(id: string, draft: ExerciseDraft, report: Report): Exercise | undefined {
  const { checks: yaml, starter, solutions, wrong, line } = draft;
  if (starter === undefined) report(line, `Exercise \`${id}\` has no \`sql exercise\`.`);
  if (yaml === undefined) report(line, `Exercise \`${id}\` has no \`yaml check\`.`);
  if (solutions.length === 0) report(line, `Exercise \`${id}\` has no \`sql solution\`.`);
  if (wrong.length < 3) report(line, `Exercise \`${id}\` has ${wrong.length} wrong answers; three or more show that its checks tell near misses apart.`);
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
    if (!wrong.some(({ expect }) => expect === check.id)) report(draft.checksLine, `No wrong answer fails on check \`${check.id}\`, so nothing shows that it can fail.`);
  }
  const { title, task, query, hints } = yaml.value;
  return { id, title, task, query, starter, hints, checks, solutions, wrong, line };
}

function readTest(entry: ChecksYaml['checks'][number]): CheckTest | string {
  const { index, plan, equals, query, state, result } = entry;
  const kinds = [index, plan, equals, state, result].filter((kind) => kind !== undefined);
  if (kinds.length !== 1) return 'give exactly one of `index`, `plan`, `equals`, `state`, `result`.';
  if ((equals === undefined) !== (query === undefined)) return '`query` and `equals` belong together.';
  if (index !== undefined) {
    return { kind: 'index', on: index.on, leading: index.leading, partial: index.partial, maximumBytes: index.max_bytes };
  }
  if (plan !== undefined) {
    const limits = { maximumPages: plan.max_pages, maximumRowsRead: plan.max_rows_read };
    if (plan.node.length + plan.no_node.length === 0 && plan.max_pages === undefined && plan.max_rows_read === undefined) return '`plan` demands nothing.';
    return { kind: 'plan', query: plan.query, forbidden: plan.no_node, required: plan.node, ...limits };
  }
  if (state !== undefined) return { kind: 'state', query: state };
  if (result !== undefined) return { kind: 'result', reference: result.reference, ordered: result.ordered };
  return { kind: 'equals', query: query ?? '', rows: (equals ?? []).map(printed) };
}

/** As PostgreSQL prints values. */
function printed(row: Readonly<Record<string, string | number | boolean | null>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, printValue(value)]));
}

function printValue(value: string | number | boolean | null): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return String(value);
}
