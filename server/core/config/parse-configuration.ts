import { findNodeAtLocation, getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser';
import { safeParse } from 'zod/mini';
import { nearest } from '../rules/nearest';
import type { Span } from '../text/span';
import { emptyConfiguration, type Configuration, type ConfigurationProblem, type Override } from './configuration';
import { describeJsonError } from './json-errors';
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
  const issues = [...shape, ...ruleIssues(own, ['rules']), ...overrides.flatMap((override, index) => ruleIssues(override, ['overrides', index, 'rules'])), ...notActedOn(input)];
  return { configuration: toConfiguration(input, own, overrides), problems: issues.map((issue) => toProblem(issue, tree)) };
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

function notActedOn(input: ConfigurationInput): readonly Issue[] {
  if (input.baseline === undefined) return [];
  return [{ path: ['baseline'], name: true, severity: 'warning', message: '"baseline" is accepted but not acted on in this version: all findings are reported.' }];
}

function toProblem(issue: Issue, tree: Node | undefined): ConfigurationProblem {
  return { severity: issue.severity ?? 'error', message: issue.message, span: spanOf(issue, tree) };
}

/** The place of the value; where it is missing, of the nearest value around it. */
function spanOf(issue: Issue, tree: Node | undefined): Span {
  if (tree === undefined) return { start: 0, end: 0 };
  for (let length = issue.path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, issue.path.slice(0, length));
    if (node === undefined) continue;
    const name = issue.name === true && node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
    const { offset, length: size } = name ?? node;
    return { start: offset, end: offset + size };
  }
  return { start: tree.offset, end: tree.offset + tree.length };
}

function toConfiguration(input: ConfigurationInput, own: RuleSettings, overrides: readonly RuleSettings[]): Configuration {
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
    include: input.include === undefined ? undefined : asList(input.include),
    exclude: input.exclude === undefined ? [] : asList(input.exclude),
  };
}

function asList<T extends string>(value: T | readonly T[]): readonly T[] {
  return typeof value === 'string' ? [value] : value;
}
