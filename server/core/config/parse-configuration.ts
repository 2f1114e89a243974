import { getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser';
import { safeParse } from 'zod/mini';
import { nearest } from '../rules/nearest';
import { emptyConfiguration, type Configuration, type ConfigurationProblem, type Override } from './configuration';
import { describeJsonError } from './json-errors';
import { nodeSpan } from './node-span';
import type { ConfigurableRule } from './presets';
import { readRules, type RuleSettings } from './rule-settings';
import { configurationSchema, type ConfigurationInput } from './schema';

export interface ParsedConfiguration {
  /** What could be understood; the defaults stand for the rest. */
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
}

type Path = readonly (string | number)[];

interface Issue {
  readonly path: Path;
  readonly message: string;
  /** Underline the name of the property rather than its value. */
  readonly name?: boolean;
  readonly severity?: 'warning';
}

/** Reads the text of `sqlcoach.json`. Never throws: any text gives a configuration, with a problem for each part that was left out. */
export function parseConfiguration(text: string, rules: readonly ConfigurableRule[]): ParsedConfiguration {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined) {
    const span = { start: first.offset, end: Math.min(text.length, first.offset + Math.max(1, first.length)) };
    return { configuration: emptyConfiguration, problems: [{ severity: 'error', message: describeJsonError(first.error), span }] };
  }
  const value: unknown = tree === undefined ? {} : getNodeValue(tree);
  const shape = shapeIssues(value);
  const usable = shape.reduce<unknown>((rest, issue) => without(rest, issue.path), value);
  const parsed = safeParse(configurationSchema, usable);
  const input = parsed.success ? parsed.data : {};
  const own = readRules(input.rules, rules);
  const overrides = (input.overrides ?? []).map((override) => readRules(override.rules, rules));
  const issues = [...shape, ...ruleIssues(own, ['rules']), ...overrides.flatMap((override, index) => ruleIssues(override, ['overrides', index, 'rules']))];
  return { configuration: toConfiguration({ input, own, overrides, tree }), problems: issues.map((issue) => toProblem(issue, tree)) };
}

function shapeIssues(value: unknown): readonly Issue[] {
  const parsed = safeParse(configurationSchema, value);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue): Issue[] => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code !== 'unrecognized_keys') return [{ path, message: `${nameOf(path)} ${issue.message}` }];
    return issue.keys.map((key) => ({ path: [...path, key], name: true, message: unknownKey(key, path) }));
  });
}

const keysOf = { '': Object.keys(configurationSchema.shape), migrations: ['globs', 'framework', 'transaction'], overrides: ['files', 'pgVersion', 'rules'] } as const;

function unknownKey(key: string, path: Path): string {
  const keys = keysOf[String(path[0] ?? '') as keyof typeof keysOf] ?? keysOf[''];
  const near = nearest(key, keys);
  return `There is no key "${key}" here. ${near === undefined ? `Known keys: ${keys.filter((known) => known !== '$schema').join(', ')}.` : `Did you mean "${near}"?`}`;
}

function nameOf(path: Path): string {
  return path.length === 0 ? 'The configuration' : `"${path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('')}"`;
}

/** Takes out the smallest part that can be missed: one rule, one override, or a whole key. */
function without(value: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (typeof value !== 'object' || value === null || key === undefined) return {};
  if (Array.isArray(value)) return value.filter((_, index) => index !== key);
  const inside: unknown = (value as Record<string, unknown>)[key];
  const others = Object.entries(value).filter(([name]) => name !== key);
  const canGoDeeper = rest.length > 0 && (key === 'rules' || key === 'migrations');
  return Object.fromEntries(canGoDeeper ? [...others, [key, without(inside, rest)]] : others);
}

function ruleIssues({ issues }: RuleSettings, path: Path): readonly Issue[] {
  return issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

function toProblem(issue: Issue, tree: Node | undefined): ConfigurationProblem {
  return { severity: issue.severity ?? 'error', message: issue.message, span: nodeSpan(tree, issue.path, issue.name === true) };
}

interface Understood {
  readonly input: ConfigurationInput;
  readonly own: RuleSettings;
  readonly overrides: readonly RuleSettings[];
  readonly tree: Node | undefined;
}

function toConfiguration({ input, own, overrides, tree }: Understood): Configuration {
  return {
    extends: input.extends === undefined ? emptyConfiguration.extends : asList(input.extends),
    pgVersion: input.pgVersion,
    migrations: {
      globs: input.migrations?.globs === undefined ? undefined : asList(input.migrations.globs),
      framework: input.migrations?.framework,
      transaction: input.migrations?.transaction,
    },
    rules: own.levels,
    options: own.options,
    overrides: (input.overrides ?? []).map((override, index): Override => ({
      files: asList(override.files),
      pgVersion: override.pgVersion,
      rules: overrides[index]?.levels ?? new Map(),
      options: overrides[index]?.options ?? new Map(),
    })),
    baseline: input.baseline === undefined ? undefined : { path: input.baseline, span: nodeSpan(tree, ['baseline']) },
    include: input.include === undefined ? undefined : asList(input.include),
    exclude: input.exclude === undefined ? [] : asList(input.exclude),
  };
}

function asList<T extends string>(value: T | readonly T[]): readonly T[] {
  return typeof value === 'string' ? [value] : value;
}
