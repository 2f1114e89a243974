import * as z from 'zod/mini';
import type { OptionsSchema } from '../rules/options';
import { groupEntry } from './rule-settings';
import { configurationSchema as shape, levels } from './schema';

/** What the schema needs to know of a rule; the first line of the Markdown describes it. */
export interface RuleDescription {
  readonly id: string;
  readonly doc: string;
  readonly group?: string;
  readonly options?: OptionsSchema;
}

/** One option of a rule, for tables. */
export interface OptionDescription {
  readonly name: string;
  /** As it is written in JSON. */
  readonly fallback: string;
  readonly allowed: string;
  readonly about: string;
}

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The JSON schema of `sqlcoach.json`, with the id and the summary of every rule for completion. */
export function configurationSchema(rules: readonly RuleDescription[]): Record<string, unknown> {
  const groups = [...new Set(rules.flatMap(({ group }) => group ?? []))].toSorted();
  const schema = z.toJSONSchema(shape, { target: 'draft-7', unrepresentable: 'any', override: ({ jsonSchema, path }) => {
    if (path.at(-1) !== 'rules' || path.at(-2) !== 'properties') return;
    jsonSchema.properties = Object.fromEntries([
      ...groups.map((group) => [groupEntry(group), { description: `All rules of the group ${group} that are on.`, ...level }] as const),
      ...rules.map((rule) => [rule.id, ruleSchema(rule)] as const),
    ]);
    jsonSchema.additionalProperties = false;
    delete jsonSchema.propertyNames;
  } });
  return { ...schema, title: 'SQL Coach', allowTrailingCommas: true, allowComments: true };
}

const level = { type: 'string' as const, enum: [...levels] };

function ruleSchema({ doc, options }: RuleDescription) {
  const description = doc.trim().split('\n', 1)[0] ?? '';
  return { description, anyOf: [level, { type: 'array' as const, items: [level, options === undefined ? { type: 'object' as const, maxProperties: 0 } : optionsSchema(options)], minItems: 2, maxItems: 2 }] };
}

function optionsSchema(options: OptionsSchema): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(options, { target: 'draft-7', io: 'input' });
  return schema as JsonSchema;
}

/** The options of a rule in the order in which it declares them. */
export function describeOptions({ options }: Pick<RuleDescription, 'options'>): readonly OptionDescription[] {
  return Object.entries(options === undefined ? {} : (optionsSchema(options).properties ?? {})).map(([name, property]) => {
    const { default: fallback, description = '' } = property as JsonSchema;
    return { name, fallback: JSON.stringify(fallback), allowed: allowedIn(property as JsonSchema), about: description };
  });
}

function allowedIn({ type, minimum, maximum, enum: names, items }: JsonSchema): string {
  if (names !== undefined) return names.map((name) => `\`${JSON.stringify(name)}\``).join(', ');
  if (type === 'integer') return `a whole number from ${minimum} to ${maximum}`;
  if (type === 'boolean') return '`true` or `false`';
  if (type !== 'array') return 'a time such as `"5s"`';
  const inside = items as JsonSchema | undefined;
  return inside?.enum === undefined ? 'a list of texts' : `a list of ${allowedIn(inside)}`;
}
