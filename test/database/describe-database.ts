import type { PGlite } from '@electric-sql/pglite';
import type { DescribedRelation } from '../core/catalog/describe-catalog';

/** The schema of a real PostgreSQL in the words of `describeCatalog`. */
export async function describeDatabase(database: PGlite): Promise<Record<string, DescribedRelation>> {
  const { rows } = await database.query<{ name: string } & DescribedRelation>(query);
  return Object.fromEntries(rows.map(({ name, ...relation }) => [name, relation] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, relation]) => [name, { ...relation, constraints: relation.constraints.toSorted(), indexes: relation.indexes.toSorted(),
      rules: relation.rules.toSorted(), policies: relation.policies.toSorted(), statistics: relation.statistics.toSorted(), reads: relation.reads.toSorted() }]));
}

const columnNames = (relation: string, numbers: string): string =>
  `(select coalesce(string_agg(a.attname, ',' order by n.place), '') from unnest(${numbers}) with ordinality n(number, place)
    join pg_attribute a on a.attrelid = ${relation} and a.attnum = n.number)`;

const columns = `
  select a.attname || ' ' || coalesce(e.typname || '[]', t.typname
    || case when t.typname in ('varchar', 'bpchar') and a.atttypmod > 0 then '(' || a.atttypmod - 4 || ')'
            when t.typname = 'numeric' and a.atttypmod > 0 then '(' || ((a.atttypmod - 4) >> 16) || ',' || ((a.atttypmod - 4) & 2047) || ')' else '' end)
    || case when a.attnotnull and not exists (select from pg_constraint n where n.conrelid = c.oid and n.contype = 'n' and n.conkey = array[a.attnum] and not n.convalidated)
            then ' not null ' else ' null ' end
    || case when a.attidentity <> '' then 'identity' when a.attgenerated = 's' then 'stored' when a.attgenerated = 'v' then 'virtual'
            when pg_get_expr(d.adbin, d.adrelid) like 'nextval(%' and exists (select from pg_depend p where p.refobjid = c.oid and p.refobjsubid = a.attnum and p.deptype = 'a' and p.classid = 'pg_class'::regclass) then 'serial'
            when d.oid is not null then 'default' else 'no default' end
  from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and c.relkind <> 'S' order by a.attnum`;

const constraints = `
  select k.conname || ' ' || case k.contype when 'p' then 'primary' when 'u' then 'unique' when 'f' then 'foreign' when 'c' then 'check' else 'exclusion' end
    || case when k.contype in ('p', 'u', 'f') then ' ' || ${columnNames('c.oid', 'k.conkey')} else '' end
    || case when k.contype = 'f' then ' ' || (select rn.nspname || '.' || r.relname from pg_class r join pg_namespace rn on rn.oid = r.relnamespace where r.oid = k.confrelid)
         || ' ' || ${columnNames('k.confrelid', 'k.confkey')} else '' end
    || case when k.contype in ('f', 'c') then case when k.convalidated then ' valid' else ' not valid' end else '' end
  from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')
    and not (k.contype = 'f' and k.conparentid <> 0 and exists (select from pg_constraint p where p.oid = k.conparentid and p.conrelid = k.conrelid))`;

const indexes = `
  select i.relname || ' ' || m.amname || case when x.indisunique then ' unique ' else ' plain ' end
    || (select string_agg(coalesce(a.attname, '(expression)'), ',' order by n.place) from unnest(x.indkey::int2[]) with ordinality n(number, place)
        left join pg_attribute a on a.attrelid = c.oid and a.attnum = n.number and n.number <> 0 where n.place <= x.indnkeyatts)
    || ' include ' || (select coalesce(string_agg(a.attname, ',' order by n.place), '') from unnest(x.indkey::int2[]) with ordinality n(number, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = n.number where n.place > x.indnkeyatts)
    || case when x.indpred is null then ' full ' else ' partial ' end
    || coalesce((select k.conname::text from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x') limit 1), 'no constraint')
  from pg_index x join pg_class i on i.oid = x.indexrelid join pg_am m on m.oid = i.relam where x.indrelid = c.oid`;

const flags = `
  select * from unnest(array[case when c.relpersistence = 'u' and c.relkind in ('r', 'p', 'm') then 'unlogged' end, case when c.relrowsecurity then 'row security' end, case when c.relforcerowsecurity then 'forced' end]) flag
  where flag is not null`;

const stateWords = (state: string): string => `case ${state} when 'O' then 'origin' when 'R' then 'replica' when 'A' then 'always' else 'disabled' end`;

const triggers = `
  select concat_ws(' ', t.tgname, case when t.tgtype & 2 <> 0 then 'before' when t.tgtype & 64 <> 0 then 'instead' else 'after' end,
    (select string_agg(event, ',' order by event) from (values (4, 'insert'), (8, 'delete'), (16, 'update'), (32, 'truncate')) e(bit, event) where t.tgtype & bit <> 0),
    coalesce((select string_agg(a.attname, ',' order by a.attname collate "C") from unnest(t.tgattr::int2[]) n join pg_attribute a on a.attrelid = c.oid and a.attnum = n), '-'),
    case when t.tgtype & 1 <> 0 then 'row' else 'statement' end, case when t.tgqual is null then '-' else 'when' end,
    fn.nspname || '.' || f.proname || '(' || t.tgnargs || ')', case when t.tgconstraint = 0 then '-' when t.tginitdeferred then 'deferred' else 'immediate' end,
    ${stateWords('t.tgenabled')}, case when t.tgparentid = 0 then 'own' else 'inherited' end)
  from pg_trigger t join pg_proc f on f.oid = t.tgfoid join pg_namespace fn on fn.oid = f.pronamespace
  where t.tgrelid = c.oid and not t.tgisinternal order by t.tgname collate "C"`;

const rules = `
  select concat_ws(' ', r.rulename, case r.ev_type when '1' then 'select' when '2' then 'update' when '3' then 'insert' else 'delete' end,
    case when r.is_instead then 'instead' else 'also' end, ${stateWords('r.ev_enabled')})
  from pg_rewrite r where r.ev_class = c.oid and r.rulename <> '_RETURN'`;

const policies = `
  select concat_ws(' ', p.polname, case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
    case when p.polpermissive then 'permissive' else 'restrictive' end,
    (select string_agg(role, ',' order by role collate "C") from unnest(p.polroles) n left join pg_roles o on o.oid = n,
       lateral (select case when o.rolname = current_user then 'current_user' else coalesce(o.rolname, 'public') end) named(role)),
    case when p.polqual is null then '-' else 'using' end, case when p.polwithcheck is null then '-' else 'check' end)
  from pg_policy p where p.polrelid = c.oid`;

const statistics = 'select n.nspname || \'.\' || x.stxname from pg_statistic_ext x join pg_namespace n on n.oid = x.stxnamespace where x.stxrelid = c.oid';

const reads = `
  select distinct rn.nspname || '.' || r.relname from pg_rewrite w join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
  join pg_class r on r.oid = d.refobjid join pg_namespace rn on rn.oid = r.relnamespace
  where w.ev_class = c.oid and w.rulename = '_RETURN' and r.oid <> c.oid and rn.nspname not in ('pg_catalog', 'information_schema')`;

/** The words of `describeRoutines`, `describeOwners` and `describeTypes`. */
export async function describeObjects(database: PGlite): Promise<{ readonly routines: readonly string[]; readonly owners: readonly string[]; readonly types: readonly string[] }> {
  const list = async (text: string): Promise<readonly string[]> => (await database.query<{ text: string }>(text)).rows.map((row) => row.text).toSorted();
  return { routines: await list(routines), owners: await list(owners), types: await list(types) };
}

const routines = `
  select concat_ws(' ', n.nspname || '.' || p.proname, case p.prokind when 'p' then 'procedure' else 'function' end, l.lanname,
    case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end, p.pronargs, case when p.proretset then 'set' else '-' end,
    case when p.proconfig::text like '%search_path%' then 'search_path' else '-' end,
    case when l.lanname in ('c', 'internal') or p.prosqlbody is not null then '-' else length(p.prosrc)::text end, case when p.prosqlbody is null then '-' else 'standard' end) as text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
  where n.nspname not in ('pg_catalog', 'information_schema') and p.prokind in ('f', 'p') and l.lanname not in ('c', 'internal')
    and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')`;

const owners = `
  select sn.nspname || '.' || s.relname || ' ' || tn.nspname || '.' || t.relname || '.' || a.attname as text
  from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S' join pg_namespace sn on sn.oid = s.relnamespace
  join pg_class t on t.oid = d.refobjid join pg_namespace tn on tn.oid = t.relnamespace join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
  where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')`;

const types = `
  select trim(concat_ws(' ', n.nspname || '.' || t.typname, case t.typtype when 'e' then 'enum' when 'd' then 'domain' when 'r' then 'range' else 'composite' end,
    (select string_agg(e.enumlabel, ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))) as text
  from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
  where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and (t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and c.relkind = 'c'))
    and not exists (select from pg_depend d where d.objid = t.oid and d.classid = 'pg_type'::regclass and d.deptype = 'e')`;

const query = `
  select s.nspname || '.' || c.relname as name,
    case when c.relkind = 'p' then 'partitioned' when c.relkind = 'r' and c.relispartition then 'partition' when c.relkind = 'r' then 'table'
         when c.relkind = 'v' then 'view' when c.relkind = 'm' then 'materialized-view' when c.relkind = 'S' then 'sequence' else c.relkind::text end as kind,
    array(${columns}) as columns, array(${constraints}) as constraints, array(${indexes}) as indexes,
    array(select pn.nspname || '.' || p.relname from pg_inherits h join pg_class p on p.oid = h.inhparent join pg_namespace pn on pn.oid = p.relnamespace
          where h.inhrelid = c.oid and c.relkind in ('r', 'p') order by h.inhseqno) as parents,
    array(${flags}) as flags, array(${triggers}) as triggers, array(${rules}) as rules, array(${policies}) as policies, array(${statistics}) as statistics, array(${reads}) as reads
  from pg_class c join pg_namespace s on s.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'S') and s.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`;
