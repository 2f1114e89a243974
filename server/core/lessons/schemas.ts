import * as z from 'zod/mini';
import { testFields } from './checks/kinds';
import { shippedExtensions } from './extensions';

const id = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/));
const text = z.string().check(z.minLength(1));
const ids = z._default(z.array(id), []);

export const frontMatterSchema = z.strictObject({
  schema: z.literal('sqlcoach.lesson/1'),
  id,
  track: id,
  title: text.check(z.maxLength(60)),
  idea: text.check(z.maxLength(140)),
  profile: z.enum(['daily', 'realtime', 'mini', 'step']),
  minutes: z.array(z.number().check(z.minimum(1))).check(z.minLength(5), z.maxLength(5)),
  prerequisites: ids,
  concepts: ids,
  themes: ids,
  rules: ids,
  next: z.optional(id),
  corrections: z._default(z.array(z.number()), []),
  engine: z.strictObject({
    postgres: z.number(),
    fixture: z.string().check(z.regex(/^[a-z][a-z0-9-]*@\d+$/)),
    evidence: z.enum(['measured', 'locks', 'simulated', 'judgement']),
    simulations: ids,
    extensions: z._default(z.array(z.string().check(z.refine((name) => shippedExtensions.includes(name), {
      error: ({ input }) => `the embedded PostgreSQL has no extension \`${String(input)}\`; it has ${shippedExtensions.join(', ')}`,
    }))), []),
  }),
  reviewed: z.optional(text),
});

export type FrontMatter = z.output<typeof frontMatterSchema>;

export const checkSchema = z.strictObject({
  title: text,
  task: text,
  query: z.optional(text),
  hints: z.array(text).check(z.minLength(1)),
  allows: ids,
  checks: z.array(z.strictObject({ id, title: text, say: text, ...testFields })).check(z.minLength(1)),
});

export type ChecksYaml = z.output<typeof checkSchema>;

export const cardSchema = z.strictObject({
  pattern: text,
  use_when: text,
  avoid_when: text,
  cost: text,
  question: text,
  business_impact: text,
});

export const marketSchema = z.strictObject({
  reviewed: text,
  stale_after: z.string().check(z.regex(/^\d+d$/)),
  notes: z.array(z.strictObject({ claim: text, source: z.string().check(z.regex(/^https:\/\/\S+$/)) })).check(z.minLength(1)),
});

export const trackSchema = z.strictObject({
  schema: z.literal('sqlcoach.track/1'),
  id,
  title: text,
  promise: text,
  lessons: z.array(id),
});
