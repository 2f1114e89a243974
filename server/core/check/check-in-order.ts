import type { CheckRequest, CheckResult } from '../coach';
import type { RuleSet } from '../rules/run';
import { readFile, type ReadFile } from './check-file';

/**
 * Checks many files, best in the order of their history: the catalog after one is the catalog before the next, so every statement is applied once.
 * What asks for the end of the history comes after all statements were read. Results are in the order of the requests.
 */
export function checkInOrder(requests: readonly CheckRequest[], rules: RuleSet): readonly CheckResult[] {
  const read = requests.map((request) => readWhole(request, rules));
  return read.map((file) => file.finish());
}

function readWhole(request: CheckRequest, rules: RuleSet): ReadFile {
  const reading = readFile(request, rules);
  let step = reading.next();
  while (step.done !== true) step = reading.next();
  const { file, document, parts, history } = request;
  if (history !== undefined && parts !== undefined && step.value.made !== undefined) history.reached({ path: file, document, parts }, step.value.made);
  return step.value;
}
