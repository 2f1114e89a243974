import { parseDocument } from 'yaml';
import * as z from 'zod/mini';
import { failure } from '../run-sql';
import type { CheckKind } from './kind';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

export const decisionSchema = z.record(z.string(), z.strictObject({
  one_of: z.optional(z.array(scalar).check(z.minLength(1))),
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  words: z.optional(z.number().check(z.minimum(1))),
}));

type Scalar = z.output<typeof scalar>;

export interface Limit {
  readonly oneOf: readonly Scalar[] | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  /** Fewest words of a reason. */
  readonly words: number | undefined;
}

export interface DecisionTest {
  readonly kind: 'decision';
  readonly fields: Readonly<Record<string, Limit>>;
}

export function readDecisionTest(yaml: z.output<typeof decisionSchema>): DecisionTest | string {
  const fields = Object.entries(yaml).map(([name, { one_of: oneOf, min: minimum, max: maximum, words }]): [string, Limit] => [name, { oneOf, minimum, maximum, words }]);
  const empty = fields.find(([, limit]) => Object.values(limit).every((value) => value === undefined));
  if (fields.length === 0 || empty !== undefined) return `\`decision\` sets no limit${empty === undefined ? '' : ` on \`${empty[0]}\``}.`;
  return { kind: 'decision', fields: Object.fromEntries(fields) };
}

/** A structured answer in YAML, field by field against its limits. */
export const decisionCheck: CheckKind<DecisionTest, { readonly kind: 'decision'; readonly fields: Readonly<Record<string, unknown>> }> = {
  alone({ answer }) {
    const document = parseDocument(answer, { prettyErrors: false });
    const [error] = document.errors;
    if (error !== undefined) return Promise.resolve(failure(`This YAML cannot be read: ${error.message}`, error.pos[0]));
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return Promise.resolve(failure('The answer has lines of the form `name: value`.'));
    return Promise.resolve({ ok: true, value: { kind: 'decision', fields: value as Readonly<Record<string, unknown>> } });
  },
  judge({ fields }, facts) {
    for (const [name, limit] of Object.entries(fields)) {
      const problem = complaint(limit, facts.fields[name]);
      if (problem !== undefined) return { passed: false, actual: `\`${name}\` ${problem}.` };
    }
    return { passed: true, actual: 'Every limit is met.' };
  },
};

function complaint({ oneOf, minimum, maximum, words }: Limit, value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return 'is not decided';
  if (oneOf !== undefined && !oneOf.some((allowed) => allowed === value)) return `is ${shown(value)}, which does not meet the limits`;
  if (minimum !== undefined || maximum !== undefined) {
    if (typeof value !== 'number') return `is ${shown(value)}; a number is asked for`;
    if (minimum !== undefined && value < minimum) return `is ${value}, less than ${minimum}`;
    if (maximum !== undefined && value > maximum) return `is ${value}, more than ${maximum}`;
  }
  if (words !== undefined && (typeof value !== 'string' || value.trim().split(/\s+/).length < words)) return `is shorter than ${words} words`;
  return undefined;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}
