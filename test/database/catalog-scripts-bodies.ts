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
};
