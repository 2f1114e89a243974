import assert from 'node:assert/strict';
import { createCatalog, type Catalog } from '../../../server/core/catalog/catalog';
import { applyStatement, mayChangeCatalog } from '../../../server/core/catalog/from-ddl';
import { splitSearchPath } from '../../../server/core/catalog/search-path';
import { createBench, type Bench } from './harness';

describe('a catalog from DDL', () => {
  let bench: Bench;
  const setting = (sql: string, name: string): string | undefined => bench.apply(sql).setting(name);
  const matters = (sql: string): boolean => bench.open(sql).statements.some(({ statement }) => mayChangeCatalog(statement));
  const filled = (sql: string): boolean | undefined => bench.apply(`create table t (a int); ${sql}`).relation({ name: 't' })?.filled;
  before(async () => {
    bench = await createBench();
  });

  describe('what is only partly known', () => {
    const cases: readonly (readonly [name: string, sql: string, known: boolean])[] = [
      ['a query of known tables', 'create table s (a int); create table t as select * from s;', true],
      ['a query of an unknown table', 'create table t as select * from missing;', false],
      ['named columns of an unknown table', 'create table t as select a, m.b from missing m;', true],
      ['a star over a function', 'create table t as select * from generate_series(1, 2);', false],
      ['LIKE an unknown table', 'create table t (like missing, a int);', false],
      ['a child of an unknown table', 'create table t (a int) inherits (missing);', false],
      ['a partition of an unknown table', 'create table t partition of missing for values in (1);', false],
      ['a table of a type', 'create table t of some_type;', false],
      ['a table that was only altered', 'alter table t add column a int;', false],
      ['a block that alters it', 'create table t (a int); do $$ begin alter table t add column b int; end $$;', true],
      ['a block that alters it by a string', "create table t (a int); do $$ begin execute 'ALTER TABLE ' || 'T' || ' DROP COLUMN a'; end $$;", true],
      ['a block that alters it by a string that is not known', "create table t (a int); do $$ begin execute 'ALTER TABLE T DROP COLUMN ' || current_setting('x.y'); end $$;", false],
      ['a block that alters it where rows of a table say so', 'create table t (a int); do $$ begin if exists (select from t where a = 1) then alter table t add column b int; end if; end $$;', false],
      ['a block that alters something else', 'create table t (a int); do $$ begin alter table u add column b int; end $$;', true],
      ['a block that only reads it', 'create table t (a int); do $$ begin perform count(*) from t; end $$;', true],
    ];
    for (const [name, sql, known] of cases) {
      it(`${name}: ${known ? 'known' : 'partly'}`, () => assert.equal(bench.apply(sql).relation({ name: 't' })?.columnsKnown, known));
    }
  });

  it('assumes a table that is altered or indexed, but not one that is altered IF EXISTS', () => {
    const catalog = bench.apply('alter table old add column a int; create index on older (a); alter table if exists never add column a int;');
    assert.deepEqual(catalog.relations().map(({ name, assumed }) => [name, assumed]), [['old', true], ['older', true]]);
  });

  it('knows which tables were filled', () => {
    assert.equal(filled(''), false);
    for (const sql of ['insert into t values (1)', 'copy t from stdin', 'update t set a = 1', 'with x as (insert into t values (1) returning a) select * from x',
      'with s as (select 1 as a) insert into t select a from s', 'merge into t using (select 1 as a) s on true when not matched then insert values (s.a)']) {
      assert.equal(filled(sql), true, sql);
      if (!sql.startsWith('copy')) assert.equal(filled(`${sql}; truncate t`), false, sql);
    }
    assert.equal(filled('select * from t; delete from t; copy t to stdout'), false);
    assert.equal(bench.apply('create table t as select 1 as a').relation({ name: 't' })?.filled, true);
    assert.equal(bench.apply('create table t as select 1 as a with no data').relation({ name: 't' })?.filled, false);
    const partition = 'create table p (a int) partition by list (a); create table p1 partition of p for values in (1); insert into p values (1);';
    assert.equal(bench.apply(partition).relation({ name: 'p1' })?.filled, true);
  });

  it('follows settings', () => {
    assert.equal(setting("set lock_timeout = '2s'", 'lock_timeout'), '2s');
    assert.equal(setting('set statement_timeout to 5000', 'statement_timeout'), '5000');
    assert.equal(setting("set time zone 'UTC'", 'TimeZone'), 'UTC');
    assert.equal(setting("set timezone = 'UTC'", 'TimeZone'), 'UTC');
    assert.equal(setting("set lock_timeout = '2s'; reset lock_timeout", 'lock_timeout'), undefined);
    assert.equal(setting("set lock_timeout = '2s'; reset all", 'lock_timeout'), undefined);
    assert.equal(setting("set lock_timeout = '2s'; set lock_timeout to default", 'lock_timeout'), undefined);
    assert.equal(setting("begin; set local lock_timeout = '2s'", 'lock_timeout'), '2s');
    assert.equal(setting("begin; set local lock_timeout = '2s'; commit", 'lock_timeout'), undefined);
    assert.equal(setting("set lock_timeout = '9s'; begin; set local lock_timeout = '2s'; commit", 'lock_timeout'), '9s');
    assert.equal(setting("begin; set lock_timeout = '2s'; rollback", 'lock_timeout'), undefined);
    assert.equal(setting("select set_config('lock_timeout', '3s', false)", 'lock_timeout'), '3s');
    assert.equal(setting("begin; select pg_catalog.set_config('lock_timeout', '3s', true); commit", 'lock_timeout'), undefined);
    assert.equal(setting("alter database d set lock_timeout = '4s'", 'lock_timeout'), '4s');
    assert.equal(setting('set jit = off', 'jit'), 'off');
  });

  it('reads search paths', () => {
    assert.deepEqual(bench.apply('set search_path = app, "Mixed Case", "$user", public').searchPath, ['app', 'Mixed Case', 'public']);
    assert.deepEqual(bench.apply("select set_config('search_path', '', false)").searchPath, []);
    assert.deepEqual(splitSearchPath(' App ,"a, b" ,"c""d", pg_catalog,'), ['app', 'a, b', 'c"d']);
    const catalog = bench.apply('create schema app; create table app.t (a int); set search_path = other, app');
    assert.deepEqual(catalog.resolve({ name: 't' }), { schema: 'app', name: 't' });
    assert.deepEqual(catalog.resolve({ name: 'new' }), { schema: 'other', name: 'new' });
    assert.deepEqual(catalog.resolve({ schema: 's', name: 't' }), { schema: 's', name: 't' });
  });

  it('follows types', () => {
    const catalog = bench.apply(`
      create type mood as enum ('sad', 'ok', 'happy');
      alter type mood add value 'fine' before 'happy'; alter type mood add value 'great'; alter type mood add value if not exists 'ok';
      alter type mood add value 'meh' after 'sad'; alter type mood rename value 'ok' to 'okay';
      create domain plain as varchar(9); create domain strict as int check (value > 0); create domain later as int; alter domain later set not null;
      create type pair as (a int, b text); create type span as range (subtype = int4); create type gone as enum (); drop type gone;
      create table t (m mood, ms mood[], s strict); alter type mood rename to feeling;`);
    assert.deepEqual(catalog.type({ name: 'feeling' })?.labels, ['sad', 'meh', 'okay', 'fine', 'happy', 'great']);
    assert.deepEqual(catalog.types().map(({ name, kind, constrained }) => [name, kind, constrained]), [
      ['plain', 'domain', false], ['strict', 'domain', true], ['later', 'domain', true], ['pair', 'composite', false], ['span', 'range', false], ['feeling', 'enum', false],
    ]);
    assert.deepEqual(catalog.type({ name: 'plain' })?.base, { name: 'varchar', schema: undefined, modifiers: [9], array: false });
    assert.deepEqual(catalog.relation({ name: 't' })?.columns.map(({ type }) => [type.schema, type.name, type.array]), [
      ['public', 'feeling', false], ['public', 'feeling', true], ['public', 'strict', false],
    ]);
  });

  it('follows routines', () => {
    const catalog = bench.apply(`
      create function f(a int, out b text, variadic c int[]) language sql stable as 'select 1';
      create function f(a int) returns int language sql as 'select 1';
      create or replace function f(a int) returns int language sql immutable as 'select 2';
      create function g() returns int language sql as 'select 1'; alter function g() immutable; alter function g() rename to h; alter function h() set schema app;
      create procedure p() language sql as 'select 1'; drop procedure p; drop function f(int, int[]);`);
    assert.deepEqual(catalog.allRoutines().map(({ schema, name, volatility, argumentCount }) => [schema, name, volatility, argumentCount]), [
      ['public', 'f', 'immutable', 1], ['app', 'h', 'immutable', 0],
    ]);
  });

  it('finds the relation of an index', () => {
    const catalog = bench.apply('create schema app; create table app.t (a int primary key); create index i on app.t (a, lower(a::text)) include (a) where a > 0; set search_path = app');
    const found = catalog.index({ name: 'i' });
    assert.deepEqual([found?.relation.name, found?.index.columns, found?.index.elements.length, found?.index.include], ['t', ['a', undefined], 2, ['a']]);
    assert.equal(catalog.index({ schema: 'public', name: 'i' }), undefined);
    assert.equal(catalog.index({ name: 't_pkey' })?.index.constraint, 't_pkey');
  });

  it('renames columns inside expressions', () => {
    const catalog = bench.apply('create table t (a int check (a > 0), b int generated always as (a * 2) stored); create index on t ((a + 1)) where a > 5; alter table t rename a to c; alter table t drop column c;');
    const relation = catalog.relation({ name: 't' });
    assert.deepEqual([relation?.columns.length, relation?.constraints, relation?.indexes], [1, [], []]);
  });

  it('keeps a fork and its origin apart', () => {
    const catalog = bench.apply('create table t (a int); create index i on t (a);');
    const fork = catalog.fork();
    bench.apply('drop index i; alter table t rename to u; create type x as enum (); set lock_timeout = 1;', fork);
    bench.apply('create table only_here (b int);', catalog);
    assert.deepEqual([names(catalog), names(fork)], [['t', 'only_here'], ['u']]);
    assert.ok(catalog.index({ name: 'i' }) && !fork.index({ name: 'i' }) && !catalog.type({ name: 'x' }) && catalog.setting('lock_timeout') === undefined);
  });

  it('says which statements cannot matter by their text alone', () => {
    for (const sql of ['select 1', 'SELECT * FROM t FOR SHARE', 'comment on table t is $$x$$', '(select 1)', 'grant all on t to u', '\\dt', 'vacuum t']) assert.equal(matters(sql), false, sql);
    for (const sql of ['select 1 into t', 'Create table t ()', "select set_config('a', 'b', false)", 'insert into t values (1)', 'delete from t', 'WITH x AS (INSERT INTO t VALUES (1)) SELECT 1', 'begin', 'set a.b = 1']) assert.equal(matters(sql), true, sql);
  });

  it('never throws, whatever it is given', () => {
    const odd = [
      '', 'create table', 'alter table t alter column missing type int', 'alter table t rename missing to other', 'drop schema nothing cascade', 'drop index t', 'drop table i',
      'create table t (a int, a text)', 'create view v as select * from v', 'create table p partition of p for values in (1)', 'alter table t inherit t', 'alter table t attach partition t default',
      'alter table t add constraint c unique using index missing', 'alter index missing rename to x', 'alter table t drop constraint missing', 'alter type missing add value $$x$$'.replaceAll('$$', "'"),
      `create view w as select ${'('.repeat(500)}1${')'.repeat(500)} as deep`, `create view w as select 1${'::int'.repeat(5000)}`, `create table x (a int check (${Array.from({ length: 3000 }, (_, index) => `a = ${index}`).join(' or ')}))`,
      `create index on t ((${Array.from({ length: 3000 }, () => 'a').join(' + ')}))`, `alter table x rename a to b`, `create table many (${Array.from({ length: 2000 }, (_, index) => `c${index} int`).join(', ')})`,
      'create table "" (a int)', 'create table "\u0000" (a int)', 'create table t2 (like t2 including all)', 'drop table t, t, t cascade', 'alter table v rename to t', 'do $$ begin drop table', 'set search_path = t', 'create table __proto__ (constructor int, "toString" text)',
      'alter table __proto__ rename constructor to hasOwnProperty',
    ];
    const catalog = bench.apply('create table t (a int primary key); create index i on t (a);');
    for (const [index, sql] of odd.entries()) {
      for (const { statement } of bench.open(sql).statements) applyStatement(catalog, statement, { file: 'odd.sql', statement: index });
    }
    assert.deepEqual(catalog.relation({ schema: 't', name: '__proto__' })?.columns.map(({ name }) => name), ['hasownproperty', 'toString']);
    assert.equal(createCatalog().relation({ name: '__proto__' }), undefined);
  });

  it('chooses names for the constraints of a new table as if it were there already', () => {
    const long = `${'a'.repeat(58)}_pkey`;
    const catalog = bench.apply(`
      CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 0) CHECK (a < 9), parent int REFERENCES t, UNIQUE (a));
      CREATE TABLE ${long} (id int PRIMARY KEY);`);
    const table = catalog.relation({ name: 't' });
    assert.deepEqual(table?.constraints.map(({ name }) => name).toSorted(), ['t_a_check', 't_a_check1', 't_a_key', 't_parent_fkey', 't_pkey']);
    assert.deepEqual(table?.constraints.flatMap((constraint) => (constraint.kind === 'foreign' ? constraint.referencedColumns : [])), ['id']);
    assert.deepEqual(catalog.dependents({ schema: 'public', name: 't' }).map(({ name }) => name), ['t']);
    assert.deepEqual(catalog.relation({ name: long })?.indexes.map(({ name }) => name), [`${'a'.repeat(57)}_pkey1`]);
  });

  it('puts a new table into the catalog once', () => {
    const catalog = bench.apply('CREATE TABLE other (id int PRIMARY KEY)');
    const [placed] = bench.open('CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 0) UNIQUE)').statements;
    const { writes } = catalog.observe(() => {
      if (placed) applyStatement(catalog, placed.statement, { file: 'test.sql', statement: 0 });
    });
    assert.equal(writes.filter((write) => 'map' in write && write.map === 'relations').length, 1);
  });

  it('finds the name that a definition stands for in every way of writing it', () => {
    const sql = 'CREATE TABLE s . t (plain int, "Quoted ""x" int, größe int, constraint_1 int,a$1 int)';
    const [placed] = bench.open(sql).statements;
    const catalog = bench.apply(`CREATE SCHEMA s; ${sql}`);
    const table = catalog.relation({ schema: 's', name: 't' });
    assert.ok(table && placed);
    const written = (span: { readonly start: number; readonly end: number }) => sql.slice(span.start, span.end);
    assert.equal(written(table.origin.span), 's . t');
    assert.deepEqual(table.columns.map(({ origin }) => written(origin.span)), ['plain', '"Quoted ""x"', 'größe', 'constraint_1', 'a$1']);
  });
});

function names(catalog: Catalog): readonly string[] {
  return catalog.relations().map(({ name }) => name);
}
