/** Scripts about triggers, rules, policies, functions and what blocks and functions do; our catalog and PostgreSQL must agree about the result. */
export const bodyScripts: Readonly<Record<string, string>> = {
  triggers: `
    create function touch() returns trigger language plpgsql as 'begin return new; end';
    create function other() returns trigger language plpgsql as $$begin return null; end$$;
    create table t (a int, b int);
    create view v as select * from t;
    create trigger z before update of b, a on t for each row when (new.a > 0) execute function touch();
    create trigger a after insert or delete on t execute procedure touch('x', 1);
    create trigger cut before truncate on t for each statement execute function other();
    create constraint trigger c after insert on t deferrable initially deferred for each row execute function touch();
    create trigger i instead of insert on v for each row execute function touch();
    alter table t disable trigger a;
    alter table t enable always trigger z;
    alter table t enable replica trigger cut;
    create trigger gone before insert on t for each row execute function touch();
    drop trigger gone on t;
    drop trigger if exists never on t;
    alter trigger c on t rename to later;
    alter table t rename column b to bb;
    create or replace trigger a after update on t for each row execute function other();
    alter function touch() rename to touched;
    alter table t rename to tt;`,
  'triggers of functions that are dropped or moved': `
    create function one() returns trigger language plpgsql as 'begin return new; end';
    create function two() returns trigger language plpgsql as 'begin return new; end';
    create table t (a int, b int);
    create trigger x before insert on t for each row execute function one();
    create trigger y before insert on t for each row execute function two();
    create trigger w before update of b on t for each row execute function two();
    drop function one() cascade;
    create schema s;
    alter function two() set schema s;
    alter table t drop column b cascade;`,
  'triggers of partitions': `
    create function f() returns trigger language plpgsql as 'begin return new; end';
    create table p (a int, b int) partition by range (a);
    create table p1 partition of p for values from (0) to (10);
    create trigger r after insert on p for each row execute function f();
    create trigger s after insert on p for each statement execute function f();
    create table p2 partition of p for values from (10) to (20);
    create table p3 (a int, b int);
    create trigger own before insert on p3 for each row execute function f();
    alter table p attach partition p3 for values from (20) to (30);
    create trigger u after update on p for each row execute function f();
    alter table p disable trigger u;
    alter trigger r on p rename to rr;
    create trigger d before delete on p for each row execute function f();
    drop trigger d on p;
    alter table p detach partition p2;`,
  'rules and policies': `
    create table t (a int, b int);
    create table log (a int);
    create table allowed (id int);
    create view v as select * from t;
    create rule r as on insert to v do instead insert into t values (new.a, new.b);
    create rule also as on update to t where new.a > old.a do also insert into log values (new.a);
    create or replace rule nothing as on delete to t do instead nothing;
    create rule gone as on delete to v do instead nothing;
    drop rule gone on v;
    alter rule r on v rename to rr;
    alter table t disable rule also;
    alter table t enable row level security;
    alter table t force row level security;
    alter table log enable row level security;
    alter table log disable row level security;
    create policy p on t;
    create policy own on t as restrictive for update to public using (a = 1) with check (b = 2);
    create policy seen on t for select using (exists (select from allowed where id = a));
    create policy gone on t for insert with check (true);
    drop policy gone on t;
    drop policy if exists never on t;
    alter policy p on t rename to pp;
    alter policy pp on t to current_user using (b > 0);
    alter table allowed rename to permitted;
    drop table permitted cascade;`,
  'persistence and statistics': `
    create unlogged table u (a int, b int, c int);
    create table l (a int, b int);
    alter table u set logged;
    alter table l set unlogged;
    create statistics on a, b from l;
    create statistics named (dependencies) on a, b from u;
    create statistics other (ndistinct) on b, c from u;
    create statistics if not exists named on a, b from u;
    alter statistics named rename to renamed;
    create schema s;
    alter statistics renamed set schema s;
    alter table u drop column c;
    create unlogged table copied as select 1 as x;
    create schema gone;
    create table gone.t (a int);
    create view public.reader as select * from gone.t;
    drop schema gone cascade;`,
  'functions and procedures': `
    create schema s;
    create function f(a int, b text default 'x') returns int language sql immutable as 'select 1';
    create function f(a text) returns setof int language sql stable set search_path = s, "Odd" as $$ select 1 $$;
    create or replace function f(a text) returns setof int language plpgsql as 'begin return; end';
    create function g(out x int, out y int) language plpgsql as 'begin end';
    create function h(variadic a int[]) returns table (b int) language sql begin atomic select 1; end;
    create function k() returns int return 2;
    create procedure p(a int) language plpgsql as 'begin end';
    create function d(a int) returns int language sql as 'select 1';
    drop function d(int);
    drop function f(int, text);
    alter function g() volatile;
    alter function k() stable;
    alter function k() set schema s;
    create function o(a int) returns int language sql as 'select 1';
    create function o(a text) returns int language sql as 'select 2';
    alter function o(text) immutable;
    drop function o(int);`,
  'blocks that make what is not there': `
    create table t (a int, b int);
    create type there as enum ('x');
    do $$ begin if not exists (select 1 from pg_type where typname = 'there') then create type there as enum ('y'); end if; end $$;
    do $$ begin if not exists (select from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typname = 'fresh' and n.nspname = 'public') then create type fresh as enum ('y'); end if; end $$;
    do $$ begin create type there as enum ('z'); exception when duplicate_object then null; end $$;
    do $$ begin create type second as enum ('z'); exception when duplicate_object then null; end $$;
    do $$ begin alter table t add constraint k check (a > 0); exception when duplicate_object then raise notice 'there'; end $$;
    do $$ begin alter table t add constraint k check (b > 0); exception when duplicate_object then null; end $$;
    do $$ begin if not exists (select 1 from pg_constraint where conname = 'k' and conrelid = 't'::regclass) then alter table t add constraint k2 check (b > 0); end if; end $$;
    do $$ begin if not exists (select 1 from pg_constraint where conname = 'u' and conrelid = 'public.t'::regclass) then alter table t add constraint u unique (a); end if; end $$;
    do $$ begin if not exists (select 1 from information_schema.columns where table_schema = 'public' and table_name = 't' and column_name = 'c') then alter table t add column c text; end if; end $$;
    do $$ begin if exists (select 1 from information_schema.columns where table_name = 't' and column_name = 'b') then alter table t rename column b to bb; else alter table t add column never int; end if; end $$;
    do $$ begin alter table t add column c int; exception when duplicate_column then alter table t add column d int; end $$;
    do $$ begin if to_regclass('public.nothing') is null then create table made (id int primary key); end if; if to_regclass('made') is not null then create index made_index on made (id); end if; end $$;
    do $$ begin if (select count(*) from pg_indexes where tablename = 't' and indexname = 'i') = 0 then create index i on t (a); end if; end $$;
    do $$ begin if not exists (select from pg_policies where tablename = 't' and policyname = 'p') then create policy p on t; end if; end $$;
    do $$ begin create policy p on t; exception when others then alter table t enable row level security; end $$;
    do $$ begin if exists (select from information_schema.tables where table_name = 'missing') then return; end if; create table after (id int); end $$;
    do $$ begin if exists (select from information_schema.tables where table_name = 'made') then return; end if; create table never (id int); end $$;
    do $$ begin if exists (select from information_schema.table_constraints where constraint_name = 'k' and table_name = 't') then alter table t drop constraint k; end if; end $$;`,
  'blocks with loops and statements made of text': `
    create table one (id int);
    create table two (id int);
    create table other (id int primary key, name text);
    do $$ declare r record; begin for r in select tablename from pg_tables where schemaname = 'public' and tablename <> 'other' loop execute format('alter table %I add column at timestamptz', r.tablename); end loop; end $$;
    do $$ declare name text; begin foreach name in array array['one', 'two'] loop execute 'create index ' || quote_ident(name || '_at') || ' on ' || name || ' (at)'; end loop; end $$;
    do $$ begin for i in 1..3 loop execute 'create table part_' || i || ' (id int)'; end loop; end $$;
    do $body$ declare n int := 0; begin while n < 2 loop n := n + 1; execute format('alter table other add column c%s int', n); end loop; end $body$;
    do $$ declare t text; begin for t in select table_name from information_schema.columns where column_name = 'name' and table_schema = 'public' loop execute format('alter table %I alter column name set not null', t); end loop; end $$;
    do $$ declare k record; begin for k in select conname, conrelid::regclass as tab from pg_constraint where contype = 'p' and connamespace = 'public'::regnamespace loop execute format('alter table %s drop constraint %I', k.tab, k.conname); end loop; end $$;
    do $$ declare seq text; begin select string_agg(column_name, ', ') into seq from information_schema.columns where table_name = 'part_1'; execute 'create table copied (' || seq || ' int)'; end $$;
    do $$ <<outside>> declare x text := 'case_'; begin case x when 'other' then create table never (id int); when 'case_' then create table chosen (id int); else null; end case; end $$;
    do $$ begin loop exit; end loop; for i in reverse 3..1 by 2 loop continue when i = 3; execute 'create table down_' || i || ' ()'; end loop; end $$;
    do $$ begin execute 'create table a_first (id int); create table a_second (id int)'; end $$;
    do language plpgsql $$ begin create temp table gone (id int); drop table gone; end $$;`,
  'functions that are called': `
    create table t (id int, updated_at timestamp);
    create table u (id int, updated_at timestamp);
    create function set_updated_at() returns trigger as $$ begin new.updated_at := current_timestamp; return new; end; $$ language plpgsql;
    create function manage(_tbl regclass) returns void as $$ begin execute format('CREATE TRIGGER set_updated_at BEFORE UPDATE ON %s FOR EACH ROW EXECUTE PROCEDURE set_updated_at()', _tbl); end; $$ language plpgsql;
    select manage('t');
    select manage('u'::regclass);
    create procedure widen(name text, col text default 'x') language plpgsql as $$ begin execute 'alter table ' || quote_ident(name) || ' add column ' || quote_ident(col) || ' int'; end $$;
    call widen('t', 'y');
    create function make() returns int language sql as 'create table made (id int); select 1';
    select make();
    create function inner_one(n text) returns void language plpgsql as $$ begin execute 'create table ' || n || ' (id int)'; end $$;
    create function outer_one(n text) returns void language plpgsql as $$ begin perform inner_one(n || '_1'); perform inner_one(n || '_2'); end $$;
    select outer_one('deep');
    do $$ begin perform outer_one('block'); end $$;
    create function here() returns void language plpgsql set search_path = s as $$ begin create table inside (id int); end $$;
    create schema s;
    select here();
    select inner_one(tablename || '_copy') from pg_tables where tablename in ('t', 'u');
    select * from inner_one('from_it');
    create procedure standard() begin atomic insert into t (id) values (1); end;
    call standard();`,
};
