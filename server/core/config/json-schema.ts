import * as z from 'zod/mini';
import { configurationSchema as shape, levels } from './schema';

/** What the schema needs to know of a rule; the first line of the Markdown describes it. */
export interface RuleDescription {
  readonly id: string;
  readonly doc: string;
}

/** The JSON schema of `sqlcoach.json`, with the id and the summary of every rule for completion. */
export function configurationSchema(rules: readonly RuleDescription[]): Record<string, unknown> {
  const schema = z.toJSONSchema(shape, { target: 'draft-7', unrepresentable: 'any', override: ({ jsonSchema, path }) => {
    if (path.at(-1) !== 'rules' || path.at(-2) !== 'properties') return;
    jsonSchema.properties = Object.fromEntries(rules.map(({ id, doc }) => [id, ruleSchema(doc.trim().split('\n', 1)[0] ?? '')]));
    jsonSchema.additionalProperties = false;
    delete jsonSchema.propertyNames;
  } });
  return { ...schema, title: 'SQL Coach', allowTrailingCommas: true, allowComments: true };
}

function ruleSchema(description: string) {
  return {
    description,
    anyOf: [
      { type: 'string' as const, enum: [...levels] },
      { type: 'array' as const, items: [{ type: 'string' as const, enum: [...levels] }, { type: 'object' as const }], minItems: 2, maxItems: 2 },
    ],
  };
}
