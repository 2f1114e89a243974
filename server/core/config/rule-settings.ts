import { safeParse } from 'zod/mini';
import { nearest } from '../rules/nearest';
import type { ConfigurableRule } from './presets';
import type { Level, RulesInput } from './schema';

/** A mistake in the value of a rule; the path counts from the object of rules. */
export interface RuleIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Underline the name of the property rather than its value. */
  readonly name?: boolean;
}

/** What a configuration says of rules. */
export interface RuleSettings {
  /** Of single rules by their id, and of groups as `group/*`. */
  readonly levels: ReadonlyMap<string, Level>;
  /** Of rules whose options were given, whole and checked. */
  readonly options: ReadonlyMap<string, object>;
  readonly issues: readonly RuleIssue[];
}

const groupName = /^([^/]*)\/\*$/;

/** The entry for all rules of a group. */
export function groupEntry(group: string): string {
  return `${group}/*`;
}

export function groupsOf(rules: readonly ConfigurableRule[]): readonly string[] {
  return [...new Set(rules.flatMap(({ group }) => group ?? []))].toSorted();
}

/** Reads the levels and options of rules. What is wrong is left out, and named. */
export function readRules(input: RulesInput | undefined, rules: readonly ConfigurableRule[]): RuleSettings {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const levels = new Map<string, Level>();
  const options = new Map<string, object>();
  const issues: RuleIssue[] = [];
  for (const [id, value] of Object.entries(input ?? {})) {
    const [level, given] = typeof value === 'string' ? [value] : value;
    const rule = byId.get(id);
    const unknown = rule === undefined ? unknownEntry(id, rules) : undefined;
    if (unknown !== undefined) {
      issues.push({ path: [id], name: true, message: unknown });
      continue;
    }
    levels.set(id, level);
    if (given === undefined) continue;
    if (rule?.options === undefined) {
      if (Object.keys(given).length > 0 || rule === undefined) issues.push({ path: [id, 1], message: rule === undefined ? `"${id}" takes a level only; options belong to a single rule.` : `Rule "${id}" has no options.` });
      continue;
    }
    const parsed = safeParse(rule.options, given);
    if (parsed.success) options.set(id, parsed.data);
    else issues.push(...parsed.error.issues.flatMap((issue) => optionIssues(rule, issue)));
  }
  return { levels, options, issues };
}

type SchemaIssue = Extract<ReturnType<typeof safeParse>, { success: false }>['error']['issues'][number];

function optionIssues({ id, options }: ConfigurableRule, issue: SchemaIssue): readonly RuleIssue[] {
  const inside = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  const path = [id, 1, ...inside];
  if (issue.code !== 'unrecognized_keys') return [{ path, message: `Option "${inside.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('')}" of rule "${id}" ${issue.message}` }];
  const names = Object.keys(options?.shape ?? {});
  return issue.keys.map((key) => {
    const near = nearest(key, names);
    return { path: [...path, key], name: true, message: `Rule "${id}" has no option "${key}". ${near === undefined ? `It has ${names.map((name) => `"${name}"`).join(', ')}.` : `Did you mean "${near}"?`}` };
  });
}

/** Why an entry is neither a rule nor a group; undefined where it is a group. */
function unknownEntry(id: string, rules: readonly ConfigurableRule[]): string | undefined {
  const group = groupName.exec(id)?.[1];
  const groups = groupsOf(rules);
  if (group !== undefined) return groups.includes(group) ? undefined : `There is no group "${group}". Groups: ${groups.join(', ')}.`;
  const near = nearest(id, rules.map((rule) => rule.id));
  return `There is no rule "${id}". ${near === undefined ? '`sql-coach rules` lists all rules.' : `Did you mean "${near}"?`}`;
}
