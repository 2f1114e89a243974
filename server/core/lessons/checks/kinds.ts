import * as z from 'zod/mini';
import { behaviourCheck, behaviourSchema, readBehaviourTest } from './behaviour-check';
import { costCheck, costSchema, readCostTest } from './cost-check';
import { ddlCheck, ddlSchema, readDdlTest } from './ddl-check';
import { decisionCheck, decisionSchema, readDecisionTest } from './decision-check';
import { printedRow } from './describe-rows';
import { equalsCheck } from './equals-check';
import { indexCheck, indexSchema, readIndexTest } from './index-check';
import { interleaveCheck, interleaveSchema, readInterleaveTest } from './interleave-check';
import type { CheckKind } from './kind';
import { lintCheck, lintSchema, readLintTest } from './lint-check';
import { planCheck, planSchema, readPlanTest } from './plan-check';
import { readResultTest, resultCheck, resultSchema } from './result-check';
import { readSimTest, simCheck, simSchema } from './sim-check';
import { stateCheck } from './state-check';
import { readTextTest, textCheck, textSchema } from './text-check';
import { row, text } from './yaml';

/** The kinds of checks, one file each. The key is the one in the YAML of a lesson. */
export const kinds = {
  behaviour: behaviourCheck, cost: costCheck, ddl: ddlCheck, decision: decisionCheck, equals: equalsCheck, index: indexCheck, interleave: interleaveCheck,
  lint: lintCheck, plan: planCheck, result: resultCheck, sim: simCheck, state: stateCheck, text: textCheck,
};

type Kinds = typeof kinds;
type TestOf<K> = K extends CheckKind<infer Test, infer _Facts> ? Test : never;
type FactsOf<K> = K extends CheckKind<infer _Test, infer Facts> ? Facts : never;

/** What a check demands. */
export type CheckTest = TestOf<Kinds[keyof Kinds]>;
/** What the database said, collected for one check. */
export type KindFacts = FactsOf<Kinds[keyof Kinds]>;

/** The kind of a test; it takes the facts that it collected itself. */
export function kindOf(test: CheckTest): CheckKind<CheckTest, KindFacts> {
  return kinds[test.kind] as unknown as CheckKind<CheckTest, KindFacts>;
}

/** The keys of a check in YAML of which exactly one is given; `query` belongs to `equals`. */
export const testFields = {
  behaviour: z.optional(behaviourSchema),
  cost: z.optional(costSchema),
  ddl: z.optional(ddlSchema),
  decision: z.optional(decisionSchema),
  equals: z.optional(z.array(row)),
  index: z.optional(indexSchema),
  interleave: z.optional(interleaveSchema),
  lint: z.optional(lintSchema),
  plan: z.optional(planSchema),
  query: z.optional(text),
  result: z.optional(resultSchema),
  sim: z.optional(simSchema),
  state: z.optional(text),
  text: z.optional(textSchema),
};

type TestYaml = z.output<z.ZodMiniObject<typeof testFields>>;

/** A string says what is wrong. */
export function readTest(yaml: TestYaml): CheckTest | string {
  const given = (Object.keys(kinds) as (keyof Kinds)[]).filter((name) => yaml[name] !== undefined);
  if (given.length !== 1) return `give exactly one of ${Object.keys(kinds).map((name) => `\`${name}\``).join(', ')}.`;
  if ((yaml.equals === undefined) !== (yaml.query === undefined)) return '`query` and `equals` belong together.';
  const { behaviour, cost, ddl, decision, equals, index, interleave, lint, plan, query, result, sim, state } = yaml;
  if (behaviour !== undefined) return readBehaviourTest(behaviour);
  if (cost !== undefined) return readCostTest(cost);
  if (ddl !== undefined) return readDdlTest(ddl);
  if (decision !== undefined) return readDecisionTest(decision);
  if (equals !== undefined) return { kind: 'equals', query: query ?? '', rows: equals.map(printedRow) };
  if (index !== undefined) return readIndexTest(index);
  if (interleave !== undefined) return readInterleaveTest(interleave);
  if (lint !== undefined) return readLintTest(lint);
  if (plan !== undefined) return readPlanTest(plan);
  if (result !== undefined) return readResultTest(result);
  if (sim !== undefined) return readSimTest(sim);
  if (state !== undefined) return { kind: 'state', query: state };
  return yaml.text === undefined ? 'no kind is known.' : readTextTest(yaml.text);
}
