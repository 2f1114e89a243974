import assert from 'node:assert/strict';
import { createCatalog, type Catalog } from '../../../server/core/catalog/catalog';
import { applyStatement } from '../../../server/core/catalog/from-ddl';
import type { Observation } from '../../../server/core/catalog/observation';
import { effectsOf, type Effects } from '../../../server/core/effects/effects';
import { createBench, type Bench } from './harness';
import { describeCatalog, describeRoutines, describeTypes } from './describe-catalog';

describe('bodies of blocks, functions and triggers', () => {
  let bench: Bench;
  before(async () => {
    bench = await createBench();
  });

  function observed(catalog: Catalog, sql: string): Observation {
    return catalog.observe(() => bench.apply(sql, catalog));
  }

  function describeAll(catalog: Catalog): unknown {
    return [describeCatalog(catalog), describeRoutines(catalog), describeTypes(catalog)];
  }

  /** The effects of the last statement, after all others were applied. */
  function effectsOfLast(sql: string): Effects {
    const catalog = createCatalog();
    const all = bench.open(sql).statements;
    for (const [index, { statement }] of all.slice(0, -1).entries()) applyStatement(catalog, statement, { file: 'test.sql', statement: index });
    const last = all.at(-1);
    assert.ok(last?.statement.tree, sql);
    return effectsOf(last.statement, catalog, { pgVersion: 18 });
  }

  describe('what was observed of one', () => {
    const base = `create table t (a int); create table u (a int);
      create function add(n text) returns void language plpgsql as $$ begin execute format('alter table %I add column b int', n); end $$;
      create function fire() returns trigger language plpgsql as $$ begin return new; end $$;`;
    const cases: readonly (readonly [name: string, statement: string, concerns: string, other: string])[] = [
      ['a block that asks for a type', `do $$ begin if not exists (select from pg_type where typname = 'm') then create type m as enum ('a'); end if; end $$`, `create type m as enum ('b')`, 'set a.b = 1'],
      ['a block that handles that it is there', `do $$ begin create type m as enum ('a'); exception when duplicate_object then alter table t add column c int; end $$`, `create type m as enum ('b')`, 'alter table u add column x int'],
      ['a call of a function', `select add('t')`, 'drop function add(text)', 'alter table u add column x int'],
      ['a trigger', 'create trigger x before insert on t for each row execute function fire()', 'alter table t rename to v', 'alter table u add column x int'],
    ];
    for (const [name, statement, concerns, other] of cases) {
      it(`${name}: can be made again, and depends on what it asked for`, () => {
        const [first, second] = [bench.apply(base), bench.apply(base)];
        const before = first.fork();
        const observation = observed(first, statement);
        second.redo(observation);
        assert.deepEqual(describeAll(second), describeAll(first));
        assert.notDeepEqual(describeAll(first), describeAll(before));
        const changed = (sql: string): ReadonlySet<string> => {
          const changes = bench.apply(sql, before.fork()).changedFrom(before);
          assert.ok(changes && changes.size > 0, sql);
          return changes;
        };
        assert.ok(observation.dependsOn(changed(concerns)), concerns);
        if (!observation.everything) assert.ok(!observation.dependsOn(changed(other)), other);
      });
    }
  });

  it('runs the function of a trigger once for what makes it fire again', () => {
    const { locks, certainty } = effectsOfLast(`create table t (a int); create table log (a int);
      create function f() returns trigger language plpgsql as $$ begin insert into log values (1); insert into t values (2); return new; end $$;
      create trigger x after insert on t for each statement execute function f(); insert into t values (1);`);
    assert.deepEqual(locks.map(({ relation, mode }) => `${relation.name} ${mode}`), ['log RowExclusiveLock', 't RowExclusiveLock']);
    assert.equal(certainty, 'exact');
  });

  it('is in doubt about every definition once there are event triggers, and about nothing else', () => {
    const start = 'create table t (a int); create event trigger e on ddl_command_end execute function f();';
    assert.equal(effectsOfLast(`${start} alter table t add column b int`).certainty, 'at-least');
    assert.equal(effectsOfLast(`${start} insert into t values (1)`).certainty, 'exact');
  });

  it('claims nothing of a table after DROP OWNED', () => {
    const table = bench.apply('create table t (a int); drop owned by someone').relation({ name: 't' });
    assert.deepEqual([table?.columnsKnown, table?.assumed], [false, true]);
  });

  it('is not exact about a function that nobody knows, that is written in C, or that is called for rows that nobody knows', () => {
    const start = `create table t (a int); create table log (a int); create function c() returns int language c as 'library';
      create function f(n int) returns int language plpgsql as $$ begin insert into log values (n); return n; end $$;`;
    for (const call of ['select nothing_known()', 'select c()', 'select f(a) from t']) assert.equal(effectsOfLast(`${start} ${call}`).certainty, 'at-least', call);
    assert.deepEqual(effectsOfLast(`${start} select f(a) from t`).locks.map(({ relation }) => relation.name), ['t']);
    assert.deepEqual(effectsOfLast(`${start} select f(1)`).locks.map(({ relation }) => relation.name), ['log']);
  });

  describe('comes to an end, without an exception, for', () => {
    const deep = (open: string, close: string, times: number): string => `do $$ begin ${open.repeat(times)} null; ${close.repeat(times)} end $$`;
    const odd: readonly (readonly [name: string, sql: string])[] = [
      ['loops without end', 'do $$ begin loop perform 1; end loop; end $$; do $$ declare n int := 0; begin while true loop n := n + 1; end loop; end $$'],
      ['loops of very many rounds', 'do $$ begin for i in 1..900 loop for j in 1..900 loop perform 1; end loop; end loop; for i in 1..1000000000 loop perform 1; end loop; end $$'],
      ['functions that call themselves', `create function f() returns void language plpgsql as $$ begin perform f(); perform f(); end $$; select f(); do $$ begin perform f(); end $$;
        create function g() returns void language sql as 'select g()'; select g(); call g()`],
      ['triggers that fire each other', `create table a (x int); create table b (x int);
        create function fa() returns trigger language plpgsql as $$ begin insert into b values (1); return new; end $$; create function fb() returns trigger language plpgsql as $$ begin insert into a values (1); return new; end $$;
        create trigger x after insert on a for each row execute function fa(); create trigger x after insert on b for each row execute function fb(); insert into a values (1)`],
      ['views that read each other', 'create view v as select * from w; create view w as select * from v; select * from v; insert into v values (1); drop view v cascade'],
      ['bodies that are no PL/pgSQL, or in another language', `do 'not plpgsql ('; do language plperl 'x'; create function f() returns int language plpgsql as 'begin'; select f()`],
      ['statements made of nothing', `do $$ begin execute null; execute ''; execute '; ;'; execute 'select'; execute format(null); execute format('%s %I %5$s %-10s', 1); end $$`],
      ['assignments to what is not there', 'do $$ declare a int[] := array[1]; r record; begin a[1] := 2; r.x := 1; select 1, 2 into r; perform r.q; if x.y.z.q then null; end if; end $$'],
      ['blocks in blocks', `${deep('begin ', 'end; ', 200)}; ${deep('if true then ', 'end if; ', 400)}`],
      ['handlers in handlers', deep('begin perform 1; ', 'exception when others then null; end; ', 12)],
      ['joins of everything with everything', `create table t (a int, b int, c int); do $$ begin if exists (select from pg_attribute a, pg_attribute b, pg_attribute c, pg_class d where a.attnum > b.attnum) then create table made (); end if; end $$`],
      ['tables that nobody knows', `insert into missing values (1); merge into missing using x on true when matched then delete; copy missing from stdin; truncate missing; create rule r as on insert to missing do instead nothing;
        create trigger t before insert on missing execute function nothing(); insert into missing default values; create policy p on missing; alter policy p on missing rename to q; drop policy q on missing`],
    ];
    for (const [name, sql] of odd) {
      it(name, () => {
        const catalog = createCatalog();
        for (const [index, { statement }] of bench.open(sql).statements.entries()) {
          assert.ok(['exact', 'at-least', 'unknown'].includes(effectsOf(statement, catalog, { pgVersion: 18 }).certainty));
          applyStatement(catalog, statement, { file: 'odd.sql', statement: index });
        }
      });
    }
  });
});
