import type { CheckResult, Coach } from '../coach';
import type { Document } from '../document/statement';
import { createHistory } from '../migrations/history';
import type { HistoryFile } from '../migrations/history';
import type { LintPort } from './lint-port';

/** The version of PostgreSQL that lessons run on. */
const pgVersion = 18;

const schemaChange = /^(?:create|alter|drop|truncate|comment|grant|revoke|reindex|refresh|cluster|vacuum|do)\b/i;

/** Asks the linter as it is asked for a file of a project: the data set is the migration before, the answer one after it, or a query on its tables. */
export function lintAnswers(coach: Coach): LintPort {
  return ({ fixture, answer }) => {
    const dataSet = fileOf('/lesson/1_data_set.sql', coach.open(fixture));
    const document = coach.open(answer);
    const own = fileOf('/lesson/2_answer.sql', document);
    const migration = document.statements.some(({ statement }) => schemaChange.test(statement.text));
    const { findings } = atOnce(coach.check({
      file: own.path, document, configuration: { pgVersion, levels: new Map() }, transaction: 'each',
      history: createHistory(migration ? [dataSet, own] : [dataSet]), parts: migration ? own.parts : undefined,
    }));
    return Promise.resolve(findings.map(({ rule, message, span, severity }) => ({ rule, message, severity, line: answer.slice(0, span.start).split('\n').length })));
  };
}

function fileOf(path: string, document: Document): HistoryFile {
  return { path, document, parts: [{ direction: 'up', start: 0, end: document.text.length, transaction: 'each' }] };
}

/** As `drain` of the coach, which would bring all rules into the bundle of whoever imports it. */
function atOnce(check: Generator<undefined, CheckResult>): CheckResult {
  for (;;) {
    const step = check.next();
    if (step.done === true) return step.value;
  }
}
