import assert from 'node:assert/strict';
import { createCatalog, type Catalog } from '../../../server/core/catalog/catalog';
import { applyStatement } from '../../../server/core/catalog/from-ddl';
import { createHistory, type HistoryFile } from '../../../server/core/migrations/history';
import { describeCatalog } from '../catalog/describe-catalog';
import { createBench, type Bench } from '../catalog/harness';

describe('migration history', () => {
  let bench: Bench;
  before(async () => {
    bench = await createBench();
  });

  const file = (path: string, sql: string): HistoryFile => {
    const document = bench.open(sql);
    return { path, document, parts: [{ direction: 'up', start: 0, end: sql.length, transaction: 'one' }] };
  };

  it('gives the catalog before a file, after everything, and for a stranger', () => {
    const history = createHistory([file('1', 'create table a (id int);'), file('2', 'create table b (id int);'), file('3', 'drop table a;')]);
    assert.deepEqual(names(history.before('1')), []);
    assert.deepEqual(names(history.before('2')), ['a']);
    assert.deepEqual(names(history.before('3')), ['a', 'b']);
    assert.deepEqual(names(history.before('elsewhere')), ['b']);
    assert.deepEqual(names(history.atEnd()), ['b']);
    assert.ok(history.has('2') && !history.has('elsewhere'));
  });

  it('gives forks: what the caller applies stays with the caller', () => {
    const history = createHistory([file('1', 'create table a (id int);'), file('2', '')]);
    bench.apply('create table b (id int); alter table a add column c int;', history.before('2'));
    bench.apply('drop table a;', history.atEnd());
    assert.deepEqual(names(history.before('2')), ['a']);
    assert.equal(history.atEnd().relation({ name: 'a' })?.columns.length, 1);
  });

  it('keeps the identity of records that a later file does not touch', () => {
    const history = createHistory([file('1', 'create table a (id int); create table b (id int);'), file('2', 'alter table b add column c int;')]);
    const early = history.before('2');
    assert.equal(history.atEnd().relation({ name: 'a' }), early.relation({ name: 'a' }));
    assert.notEqual(history.atEnd().relation({ name: 'b' }), early.relation({ name: 'b' }));
    assert.equal(history.before('2').relation({ name: 'b' }), early.relation({ name: 'b' }));
  });

  it('replaces the text of one file at the end only', () => {
    const history = createHistory([file('1', 'create table a (id int);'), file('2', 'create table b (id int);'), file('3', 'alter table a add column late int;')]);
    const changed = file('2', 'create table other (id int); drop table a;');
    assert.deepEqual(names(history.atEnd(changed)), ['other', 'a']);
    assert.deepEqual(names(history.atEnd()), ['a', 'b']);
    assert.deepEqual(names(history.before('3')), ['a', 'b']);
  });

  it('gives the same records where only statements without effect changed', () => {
    const history = createHistory([file('1', 'create table a (id int); select 1;'), file('2', 'create table b (id int);')]);
    const a = history.atEnd().relation({ name: 'a' });
    assert.equal(history.atEnd(file('1', 'create table a (id int); select 1, 2 from a;')).relation({ name: 'a' }), a);
    assert.equal(history.atEnd(file('1', '-- a comment\n\ncreate table a (id int);\nselect;')).relation({ name: 'a' }), a);
    assert.notEqual(history.atEnd(file('1', 'select 1; create table a (id int);')).relation({ name: 'a' }), a, 'the index of the statement, which is part of the origin, is another');
    const edited = history.atEnd(file('1', 'create table a (id int, b int);')).relation({ name: 'a' });
    assert.equal(history.atEnd(file('1', 'create table a (id int, b int); select 3;')).relation({ name: 'a' }), edited, 'a second keystroke replays nothing');
  });

  it('ignores a replacement for a file that is not part of it', () => {
    const history = createHistory([file('1', 'create table a (id int);')]);
    assert.deepEqual(names(history.atEnd(file('new', 'drop table a;'))), ['a']);
    assert.equal(history.with(file('new', 'drop table a;')), history);
  });

  it('shares what was replayed before the file that is replaced', () => {
    const files = Array.from({ length: 40 }, (_, index) => file(`${index}`, `create table t${index} (id int);`));
    const history = createHistory(files);
    const first = history.atEnd().relation({ name: 't0' });
    const next = history.with(file('39', 'create table last (id int);'));
    assert.equal(next.atEnd().relation({ name: 't0' }), first);
    assert.ok(next.atEnd().relation({ name: 'last' }) && !next.atEnd().relation({ name: 't39' }));
    assert.ok(history.atEnd().relation({ name: 't39' }));
    const early = history.with(file('3', 'create table early (id int);'));
    assert.ok(early.before('4').relation({ name: 'early' }) && !early.before('39').relation({ name: 't3' }));
  });

  it('counts up parts only', () => {
    const sql = 'create table a (id int);\ndrop table a;';
    const history = createHistory([{ path: '1', document: bench.open(sql), parts: [
      { direction: 'up', start: 0, end: sql.indexOf('drop'), transaction: 'one' }, { direction: 'down', start: sql.indexOf('drop'), end: sql.length, transaction: 'one' },
    ] }]);
    assert.deepEqual(names(history.atEnd()), ['a']);
  });

  it('starts every file with a new session', () => {
    const history = createHistory([
      file('1', "create schema app; set search_path = app; set lock_timeout = '1s'; create temp table mine (id int); create table t (id int); begin; create table u (id int);"),
      file('2', 'alter database db set statement_timeout = 5000; create table v (id int);'),
    ]);
    const last = history.atEnd();
    assert.deepEqual(last.relations().map(({ schema, name }) => `${schema}.${name}`), ['app.t', 'app.u', 'public.v']);
    const next = history.before('new');
    assert.deepEqual([next.setting('lock_timeout'), next.setting('STATEMENT_TIMEOUT'), next.searchPath], [undefined, '5000', ['public']]);
  });

  it('goes on after statements and files that PostgreSQL rejects', () => {
    const history = createHistory([
      file('1', 'create tabel a (id int); create table b (id int);'), file('2', '\u0000\ud800 $$ \' ('), file('3', '\\copy x from y\ncreate table c (id int);'),
      file('4', 'alter table missing rename to other; drop table nothing; alter table c drop column nothing;'),
    ]);
    assert.deepEqual(names(history.atEnd()), ['b', 'c']);
  });

  it('says where a relation and its columns come from', () => {
    const create = 'create table  app.t (id int,\n  "New one" text)';
    const alter = 'alter table app.t rename to u';
    const history = createHistory([file('1', `create schema app;\n${create};`), file('2', `select 1; ${alter}; alter table app.u add later int, alter id type bigint; alter table app.u rename later to last;`)]);
    const relation = history.atEnd().relation({ schema: 'app', name: 'u' });
    assert.deepEqual(relation?.origin, { file: '1', statement: 1, span: { start: create.indexOf('app.t'), end: create.indexOf('app.t') + 5 } });
    assert.deepEqual(relation?.columns.map(({ name, origin: { file: from, statement, span } }) => [name, from, statement, span.end - span.start]), [
      ['id', '1', 1, 2], ['New one', '1', 1, 9], ['last', '2', 2, 5],
    ]);
  });

  it('gives what applying statement by statement gives, wherever it is asked first', () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const random = generator(seed);
      const files = Array.from({ length: 21 }, (_, index) => file(`${index}`, randomMigration(random)));
      const expected = files.map((_, position) => describeCatalog(applied(files.slice(0, position))));
      const history = createHistory(files);
      for (const position of shuffled(files.map((_, index) => index), random)) {
        assert.deepEqual(describeCatalog(history.before(`${position}`)), expected[position], `seed ${seed}, before file ${position}`);
      }
      const position = Math.floor(random() * files.length);
      const changed = file(`${position}`, randomMigration(random));
      const after = describeCatalog(applied(files.with(position, changed)));
      assert.deepEqual(describeCatalog(history.atEnd(changed)), after, `seed ${seed}, file ${position} replaced`);
      assert.deepEqual(describeCatalog(history.with(changed).atEnd()), after, `seed ${seed}, with another file ${position}`);
    }
  });

  it('replays 340 files of 20 statements fast enough for every keystroke', () => {
    const random = generator(7);
    const files = Array.from({ length: 340 }, (_, index) => file(`${index}`, Array.from({ length: 4 }, () => randomMigration(random)).join('\n')));
    createHistory(files).atEnd();
    const history = createHistory(files);
    const replay = elapsed(() => history.atEnd());
    const edited = history.with(file('339', 'create table last (id int);'));
    const edit = elapsed(() => edited.atEnd());
    const statements = files.reduce((sum, { document }) => sum + document.statements.length, 0);
    console.log(`      ${statements} statements replayed in ${replay.toFixed(0)} ms, after an edit of the last file in ${edit.toFixed(1)} ms`);
    assert.ok(replay < 20_000 && edit < 10_000, `${replay} ms and ${edit} ms`);
  });
});

function applied(files: readonly HistoryFile[]): Catalog {
  const catalog = createCatalog();
  for (const { path, document } of files) {
    catalog.startSession();
    for (const [statement, placed] of document.statements.entries()) applyStatement(catalog, placed.statement, { file: path, statement });
  }
  return catalog;
}

function names(catalog: Catalog): readonly string[] {
  return catalog.relations().map(({ name }) => name);
}

function elapsed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffled<T>(list: readonly T[], random: () => number): readonly T[] {
  return list.map((item) => ({ item, at: random() })).toSorted((a, b) => a.at - b.at).map(({ item }) => item);
}

/** Five statements about a handful of tables; some fail in a real database, which the catalog must survive. */
function randomMigration(random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const table = (): string => pick(['orders', 'users', 'items', 'app.events', 'app.log']);
  const column = (): string => pick(['id', 'a', 'b', 'user_id', 'note']);
  const statements: readonly (() => string)[] = [
    () => `create table if not exists ${table()} (id serial primary key, a int check (a > 0), b text unique, user_id int references users (id))`,
    () => `alter table ${table()} add column ${column()} ${pick(['int', 'text default 1', 'bigint not null default 0'])}`,
    () => `alter table ${table()} drop column if exists ${column()} cascade`,
    () => `alter table ${table()} rename column ${column()} to ${column()}_${Math.floor(random() * 9)}`,
    () => `alter table ${table()} alter column ${column()} type varchar(${Math.ceil(random() * 99)}), alter column ${column()} set not null`,
    () => `create index on ${table()} (${column()}, lower(${column()}))`,
    () => `alter table ${table()} rename to ${pick(['orders', 'users', 'items'])}_${Math.floor(random() * 9)}`,
    () => `create or replace view v as select * from ${table()}`,
    () => `alter table ${table()} add check (${column()} is not null) not valid`,
    () => `drop table if exists ${table()} cascade`,
    () => `insert into ${table()} (a) values (1)`,
    () => `alter table app.log set schema public`,
    () => `set search_path = ${pick(['app', 'public', 'app, public'])}`,
    () => pick(['begin', 'rollback', 'commit', 'savepoint s', 'rollback to s']),
    () => `select * from ${table()}`,
  ];
  return Array.from({ length: 5 }, () => `${pick(statements)()};`).join('\n');
}
