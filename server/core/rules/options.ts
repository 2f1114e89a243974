import * as z from 'zod/mini';
import type { QualifiedName, Reference } from '../catalog/model';

/** The shape of a rule's options: an object of which every key has a default, so that `{}` is always one. */
export type OptionsSchema = z.ZodMiniObject;
/** What a rule gets of its options: checked, with the defaults filled in. */
export type Options<S extends OptionsSchema> = z.output<S>;

type Shape = Readonly<Record<string, z.ZodMiniType>>;

/** Messages complete a sentence that starts with the path of the value. */
export function defineOptions<const S extends Shape>(shape: S): z.ZodMiniObject<S, z.core.$strict> {
  return z.strictObject(shape, { error: (issue) => (issue.code === 'invalid_type' ? 'must be an object of options' : undefined) });
}

const known = new WeakMap<OptionsSchema, object>();

/** The options of a rule that nobody has configured. */
export function defaultsOf<S extends OptionsSchema>(schema: S): Options<S> {
  const defaults = known.get(schema) ?? z.parse(schema, {});
  known.set(schema, defaults);
  return defaults as Options<S>;
}

export interface Limits {
  readonly least: number;
  readonly most: number;
}

export function wholeNumber(fallback: number, { least, most }: Limits, about: string) {
  const error = `must be a whole number from ${least} to ${most}`;
  return z._default(z.int({ error }).check(z.minimum(least, { error }), z.maximum(most, { error })), fallback).check(z.describe(about));
}

export function yesOrNo(fallback: boolean, about: string) {
  return z._default(z.boolean({ error: 'must be true or false' }), fallback).check(z.describe(about));
}

/** A time as PostgreSQL writes it, with a unit. */
export function duration(fallback: string, about: string) {
  const error = 'must be a time above zero such as "500ms", "5s" or "1min"';
  const text = z.string({ error }).check(z.regex(/^0*[1-9]\d*(?:ms|s|min|h)$/, { error }));
  return z._default(text, fallback).check(z.describe(about));
}

export function someOf<const Names extends readonly [string, ...string[]]>(names: Names, about: string) {
  const error = `must be a list of some of ${names.map((name) => `"${name}"`).join(', ')}`;
  return z._default(z.array(z.enum(names, { error }), { error }).check(z.minLength(1, { error })), [...names]).check(z.describe(about));
}

export function listOfNames(about: string) {
  const error = 'must be a list of names';
  return z._default(z.array(z.string({ error }).check(z.minLength(1, { error })), { error }), []).check(z.describe(about));
}

/** Tables that a rule says nothing of; `isListed` reads it. */
export function ignoredTables() {
  const error = 'must be a list of tables such as "audit_log", "tmp_*" or "archive.*"';
  const table = z.string({ error }).check(z.regex(/^[^.\s]+(?:\.[^.\s]+)?$/, { error }));
  return z._default(z.array(table, { error }), []).check(z.describe('Tables that are left alone: `name` in any schema, or `schema.name`; `*` stands for any letters.'));
}

/** Whether a table is one of a list. Names count as the catalog stores them. */
export function isListed(patterns: readonly string[], name: Reference, catalog: { resolve(name: Reference): QualifiedName }): boolean {
  if (patterns.length === 0) return false;
  const { schema, name: table } = catalog.resolve(name);
  return patterns.some((pattern) => {
    const [first = '', second] = pattern.split('.', 2);
    return second === undefined ? fits(first, table) : fits(first, schema) && fits(second, table);
  });
}

function fits(pattern: string, name: string): boolean {
  const parts = pattern.split('*');
  const [first = ''] = parts;
  if (parts.length === 1) return pattern === name;
  let at = first.length;
  if (!name.startsWith(first)) return false;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = parts.at(-1) ?? '';
  return name.length - last.length >= at && name.endsWith(last);
}
