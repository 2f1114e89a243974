import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { Coach } from '../../../server/core/coach';
import { recipes } from '../../../server/core/rewrites/recipes';
import { rules } from '../../../server/core/rules/index';
import type { FrameworkName } from '../../../server/core/migrations/unit';
import { applied, createBench, findingsIn, historyOf, projectOf, rewriteOf, type Project } from './harness';
import { inTransaction, scenarios, schema } from './scenarios';

const foreign = 'ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id);\n';
const foreignRule = 'adding-foreign-key-constraint';

describe('planning a rewrite', () => {
  let coach: Coach;
  before(async () => {
    coach = await createBench();
  });

  interface Ask {
    readonly framework?: FrameworkName;
    readonly up: string;
    readonly down?: string;
    readonly rule: string;
    readonly version?: number;
    readonly earlier?: string;
    readonly later?: string;
  }

  const plan = async ({ framework = 'plain', up, down = '', rule, version = 18, earlier = schema, later }: Ask) => {
    const { project, paths } = projectOf(framework, [{ up: earlier, down: 'SELECT 1;\n' }, { up, down }, ...(later === undefined ? [] : [{ up: later, down: '' }])]);
    return { project, path: paths[1] ?? '', rewrite: await rewriteOf(coach, { project, path: paths[1] ?? '', rule, pgVersion: version }) };
  };

  const refused = async (ask: Ask): Promise<string> => {
    const { rewrite } = await plan(ask);
    assert.ok(rewrite !== undefined && !rewrite.ok, 'it is refused');
    return rewrite.reason;
  };

  const made = async (ask: Ask): Promise<{ readonly after: Project; readonly present: string; readonly fresh: readonly string[]; readonly left: readonly string[] }> => {
    const { project, path, rewrite } = await plan(ask);
    assert.ok(rewrite?.ok, rewrite === undefined ? 'there is no recipe' : 'reason' in rewrite ? rewrite.reason : '');
    const after = applied(project, rewrite);
    const left = findingsIn(coach, await historyOf(coach, after), path, ask.version ?? 18).map((finding) => finding.rule);
    return { after, present: after.get(path) ?? '', fresh: rewrite.files.map((file) => file.path), left };
  };

  it('keeps the other statements of the file', async () => {
    const { present, left } = await made({ up: `CREATE TABLE notes (id bigint PRIMARY KEY);\n\n-- who ordered\n${foreign}COMMENT ON COLUMN orders.note IS 'x';\n`, rule: foreignRule });
    assert.match(present, /^CREATE TABLE notes[^;]*;\n\n-- who ordered\n-- Step 1 of 2: /);
    assert.match(present, /NOT VALID;\nCOMMENT ON COLUMN/);
    assert.ok(!left.includes(foreignRule));
  });

  it('takes one subcommand out of several', async () => {
    const { present, fresh } = await made({ up: 'ALTER TABLE orders ADD COLUMN extra text, ALTER COLUMN customer_id SET NOT NULL, ADD COLUMN more text;\n', rule: 'adding-not-nullable-field' });
    assert.match(present, /^ALTER TABLE orders ADD COLUMN extra text, ADD COLUMN more text;\n-- Step 1 of 2/);
    assert.equal(fresh.length, 1);
    const last = await made({ up: 'ALTER TABLE orders ADD COLUMN extra text, ALTER COLUMN customer_id SET NOT NULL', rule: 'adding-not-nullable-field' });
    assert.match(last.present, /^ALTER TABLE orders ADD COLUMN extra text;\n-- Step 1 of 2/);
  });

  it('moves what must run outside a transaction out of a file that does more', async () => {
    const { present, fresh } = await made({ framework: 'goose', up: 'CREATE TABLE notes (id bigint PRIMARY KEY);\nALTER TABLE customers ADD CONSTRAINT customers_email_key UNIQUE (email);\n', down: 'ALTER TABLE customers DROP CONSTRAINT customers_email_key;\nDROP TABLE notes;\n', rule: 'disallowed-unique-constraint' });
    assert.doesNotMatch(present, /customers|NO TRANSACTION/);
    assert.match(present, /-- \+goose Down\nDROP TABLE notes;/);
    assert.equal(fresh.length, 2);
  });

  it('moves what counts on the statement behind its last step', async () => {
    const up = "ALTER TABLE orders ADD COLUMN slug text;\n\n-- the old rows\nUPDATE orders SET slug = 'o' || id WHERE slug IS NULL;\n\n-- and then\nCREATE TABLE notes (id bigint PRIMARY KEY);\nALTER TABLE orders ADD CONSTRAINT slugs CHECK (slug <> '') NOT VALID;\n";
    const { after, present, fresh } = await made({ up, rule: 'unbatched-backfill' });
    assert.equal(present, 'ALTER TABLE orders ADD COLUMN slug text;\n\n-- the old rows\n\n');
    assert.deepEqual(fresh, ['/p/migrations/003_fill_orders.sql', '/p/migrations/004_finish_step.sql']);
    assert.match(after.get(fresh[1] ?? '') ?? '', /\n-- and then\nCREATE TABLE notes \(id bigint PRIMARY KEY\);\nALTER TABLE orders ADD CONSTRAINT slugs/);
  });

  it('takes a lock_timeout out of a file that becomes an index build', async () => {
    const { present, left } = await made({ framework: 'dbmate', up: "SET LOCAL lock_timeout = '2s';\nCREATE INDEX orders_placed_at_idx ON orders (placed_at);\n", down: 'DROP INDEX orders_placed_at_idx;\n', rule: 'require-concurrent-index-creation' });
    assert.doesNotMatch(present, /lock_timeout/);
    assert.match(present, /^-- migrate:up transaction:false\n[^;]*CREATE INDEX CONCURRENTLY/);
    assert.match(present, /-- migrate:down transaction:false\nDROP INDEX CONCURRENTLY/);
    assert.deepEqual(left, []);
  });

  it('keeps the line ends of the file', async () => {
    const { after, fresh } = await made({ up: foreign.replaceAll('\n', '\r\n'), rule: foreignRule });
    for (const text of [after.get('/p/migrations/002_step.sql') ?? '', after.get(fresh[0] ?? '') ?? '']) assert.doesNotMatch(text, /[^\r]\n/);
  });

  it('writes names in quotes and with their schema where that is needed', async () => {
    const earlier = 'CREATE SCHEMA shop;\nCREATE TABLE shop."Order Items" (id bigint PRIMARY KEY, "Size" text);\n';
    const { after, fresh } = await made({ earlier, up: 'SET search_path = shop;\nALTER TABLE "Order Items" ALTER COLUMN "Size" SET NOT NULL;\n', rule: 'adding-not-nullable-field', version: 15 });
    assert.match(after.get(fresh[1] ?? '') ?? '', /ALTER TABLE shop\."Order Items" ALTER COLUMN "Size" SET NOT NULL;/);
    assert.match(fresh[1] ?? '', /004_set_order_items_size_not_null\.sql$/);
  });

  it('numbers a name that is taken', async () => {
    const { present } = await made({ earlier: `${schema}ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total < 9);\n`, up: 'ALTER TABLE orders ADD CHECK (total > 0);\n', rule: 'constraint-missing-not-valid' });
    assert.match(present, /ADD CONSTRAINT orders_total_check1 CHECK/);
  });

  it('says what to do beside the files', async () => {
    const advice = async (framework: FrameworkName) => {
      const { rewrite } = await plan({ framework, up: foreign, rule: foreignRule });
      return rewrite?.ok === true ? rewrite.advice.join(' ') : '';
    };
    assert.match(await advice('atlas'), /atlas migrate hash/);
    assert.match(await advice('node-pg-migrate'), /--no-single-transaction/);
    assert.match(await advice('flyway'), /flyway\.group/);
  });

  it('plans for frameworks that only run in transactions what they can run', async () => {
    for (const framework of ['supabase', 'knex', 'node-pg-migrate'] as const) {
      assert.equal((await made({ framework, up: foreign, down: 'ALTER TABLE orders DROP CONSTRAINT orders_customer;\n', rule: foreignRule })).fresh.length, 1, framework);
      assert.match(await refused({ framework, up: 'ALTER TABLE customers ADD UNIQUE (email);\n', rule: 'disallowed-unique-constraint' }), /must run outside a transaction/);
    }
    assert.match(await refused({ framework: 'drizzle', up: foreign, rule: foreignRule }), /Drizzle runs all pending migrations in one transaction/);
  });

  it('refuses what it is not certain of', async () => {
    assert.match(await refused({ up: foreign, rule: foreignRule, later: 'ALTER TABLE orders ADD COLUMN late text;\n' }), /003_step\.sql comes after this migration and uses/);
    assert.match(await refused({ up: 'BEGIN;\nALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;\nALTER TABLE orders ADD COLUMN b text;\nCOMMIT;\n', rule: 'adding-not-nullable-field' }), /later statement of this file/);
    assert.match(await refused({ framework: 'goose', up: 'ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;\nALTER TABLE orders ADD COLUMN b text;\n', down: 'SELECT 1;\n', rule: 'adding-not-nullable-field' }), /later statement of this file/);
    assert.match(await refused({ framework: 'goose', up: 'CREATE TABLE a (id bigint PRIMARY KEY);\nALTER TABLE orders RENAME COLUMN note TO remark;\n', down: 'ALTER TABLE orders RENAME remark TO remarks;\nDROP TABLE a;\n', rule: 'renaming-column' }), /undoes more than this statement/);
    assert.match(await refused({ up: 'ALTER TABLE IF EXISTS orders ALTER COLUMN customer_id SET NOT NULL;\n', rule: 'adding-not-nullable-field' }), /IF EXISTS/);
    assert.match(await refused({ up: 'UPDATE orders SET total = total + 1 WHERE note IS NULL OR total > 0;\n', rule: 'unbatched-backfill' }), /a second time/);
    assert.match(await refused({ up: 'ALTER TABLE tags ADD COLUMN token uuid DEFAULT gen_random_uuid();\n', rule: 'adding-field-with-default' }), /no primary key of one column/);
    assert.match(await refused({ up: 'ALTER TABLE orders ALTER COLUMN id TYPE numeric;\n', rule: 'changing-column-type' }), /identity or serial/);
    assert.match(await refused({ earlier: `${schema}CREATE VIEW totals AS SELECT total FROM orders;\n`, up: 'ALTER TABLE orders RENAME COLUMN note TO remark;\n', rule: 'renaming-column' }), /totals depends on note/);
  });

  it('leaves migrations without a number alone', async () => {
    const project: Project = new Map([['/p/migrations/a_tables.sql', schema], ['/p/migrations/b_key.sql', foreign]]);
    const rewrite = await rewriteOf(coach, { project, path: '/p/migrations/b_key.sql', rule: foreignRule, pgVersion: 18 });
    assert.match(rewrite?.ok === false ? rewrite.reason : '', /begin with no number/);
  });
});

describe('recipes', () => {
  it('are for rules that exist, each for one recipe only', () => {
    const all = recipes.flatMap((recipe) => recipe.rules);
    assert.equal(new Set(all).size, all.length);
    assert.deepEqual(all.filter((id) => !rules.some((rule) => rule.id === id)), []);
  });

  it('are each proved by a scenario, described, and named on the pages of their rules', () => {
    const text = readFileSync('docs/rewrites.md', 'utf8');
    for (const { id, rules: own } of recipes) {
      assert.ok([...scenarios, ...inTransaction].some(({ recipe }) => recipe === id), id);
      assert.ok(text.includes(`\n## ${id}\n`), id);
      for (const rule of own) {
        assert.ok(text.includes(`rules/${rule}.md`), rule);
        assert.ok(existsSync(`docs/rules/${rule}.md`) && readFileSync(`docs/rules/${rule}.md`, 'utf8').includes(`rewrites.md#${id}`), rule);
      }
    }
  });
});
