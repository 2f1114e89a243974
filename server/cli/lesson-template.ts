/** A lesson that verifies as it stands, on the data set shop@1, to be filled in part by part. */
export function lessonTemplate(track: string, id: string): string {
  return template.replaceAll('{id}', id).replaceAll('{track}', track).replaceAll('~~~', '```');
}

const template = `---
schema: sqlcoach.lesson/1
id: {id}
track: {track}
title: Working title
idea: The one sentence to remember, and every part serves it.
profile: daily
minutes: [8, 25, 12, 10, 5]
prerequisites: []
concepts: []
rules: []
engine: { postgres: 18, fixture: shop@1, evidence: measured }
---

# Working title

## 1. Business context

Say who pays for the problem, and how much. Let the reader guess first.

~~~yaml checkpoint #first-guess
type: single
ask: How many rows does PostgreSQL look at to find the pending orders?
options:
  - text: All 30,000<!-- =before.scanned -->
    correct: true
    why: "Nothing leads to the pending ones, so every row is looked at."
  - text: Only the 300<!-- =before.rows --> pending ones
    why: "It would, if an index led to them. There is none yet."
~~~

~~~sql measure #before caption="The query before"
SELECT id, total FROM orders WHERE status = 'pending';
~~~

It reads 248<!-- =before.pages --> pages.

## 2. Pattern implementation

Show the pattern, then let the reader build it.

~~~sql exercise #build
-- one statement
~~~

~~~yaml check #build
title: The pending orders
task: Let the page of pending orders read fewer than 300 pages, and keep the index small.
query: SELECT id, total FROM orders WHERE status = 'pending'
hints: ["Which rows does the query want?", "An index may have a condition.", "CREATE INDEX … WHERE …"]
allows: [require-concurrent-index-creation, require-lock-timeout]
checks:
  - id: no-scan
    title: The table is not read from end to end
    plan: { no_node: [Seq Scan] }
    say: "{actual} Every row is still looked at. Which column does the query test?"
  - id: small
    title: The index holds only what the page asks for
    state: SELECT c.relname, pg_relation_size(c.oid) AS bytes FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = 'orders'::regclass AND NOT i.indisprimary AND pg_relation_size(c.oid) > 65536
    say: "{actual} Every order has an entry. Which orders does this page never show?"
~~~

~~~sql wrong #build expect=no-scan
CREATE INDEX ON orders (created_at);
~~~

~~~sql wrong #build expect=no-scan
SELECT 1;
~~~

~~~sql wrong #build expect=small
CREATE INDEX ON orders (status);
~~~

~~~sql solution #build
CREATE INDEX ON orders (id) WHERE status = 'pending';
~~~

## 3. Stress test

Scale it, break it, say what it costs.

~~~sql measure #after after=build caption="The same query afterwards"
SELECT id, total FROM orders WHERE status = 'pending';
~~~

Measured: Pages before and after

| State | Rows looked at |
|---|---|
| before | 30,000<!-- =before.scanned --> |
| after | 300<!-- =after.scanned --> |

## 4. Integration and trade-offs

Name a situation where the pattern loses.

## 5. Learning documentation

~~~yaml card
pattern: Name of the pattern
question: What problem does this solve, and what does it cost?
use_when: The situation.
avoid_when: The situation where it loses.
cost: What every write or reader pays.
business_impact: One sentence with a number.
~~~
`;
