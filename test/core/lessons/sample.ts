/** The smallest lesson that has everything; tests change parts of it. */
export const sample = `---
schema: sqlcoach.lesson/1
id: t0-d00
track: sample
title: Sample
idea: One thing.
profile: daily
minutes: [8, 25, 12, 10, 5]
engine: { postgres: 18, fixture: small@1, evidence: measured }
---

# Sample

## 1. Why

Reads 10<!-- =before.pages --> pages by \`Seq Scan\`<!-- =before.scan -->.

\`\`\`sql measure #before
SELECT * FROM t WHERE a = 1;
\`\`\`

## 2. How

\`\`\`sql exercise #task
-- write here
\`\`\`

\`\`\`yaml check #task
title: An index
task: Make it **fast**.
query: SELECT * FROM t WHERE a = 1
hints: [Which column?]
allows: [require-concurrent-index-creation, require-lock-timeout]
checks:
  - id: indexed
    title: Index on a
    index: { on: t, leading: [a] }
    say: "{actual} Which column?"
\`\`\`

\`\`\`sql wrong #task expect=indexed
CREATE INDEX ON t (b);
\`\`\`

\`\`\`sql wrong #task expect=indexed
CREATE INDEX ON t (b, a);
\`\`\`

\`\`\`sql wrong #task expect=indexed
SELECT 1;
\`\`\`

\`\`\`sql solution #task
CREATE INDEX ON t (a);
\`\`\`

## 3. Stress

Measured: Sizes

| Index | Pages |
|---|---|
| none | 10<!-- =before.pages --> |

## 4. Trade-offs

\`\`\`yaml checkpoint #q
type: single
ask: Which <b>one</b>?
options:
  - { text: "\`a\`", correct: true, why: "Because." }
  - { text: "b", why: "Not this." }
\`\`\`

## 5. Notes

\`\`\`yaml card
pattern: P
question: Q?
use_when: U
avoid_when: A
cost: C
business_impact: B
\`\`\`
`;

/** The line, from 1, on which `needle` stands in `text`. */
export function lineOf(text: string, needle: string): number {
  return text.slice(0, text.indexOf(needle)).split('\n').length;
}
