import type { PGlite } from '@electric-sql/pglite';
import type { DescribedRelation } from '../core/catalog/describe-catalog';

/** The schema of a real PostgreSQL in the words of `describeCatalog`. */
export async function describeDatabase(database: PGlite): Promise<Record<string, DescribedRelation>> {
  const { rows } = await database.query<{ name: string } & DescribedRelation>(query);
  return Object.fromEntries(rows.map(({ name, kind, columns, constraints, indexes, parents }) => [name, { kind, columns, constraints, indexes, parents }] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, relation]) => [name, { ...relation, constraints: relation.constraints.toSorted(), indexes: relation.indexes.toSorted() }]));
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

const query = `
  select s.nspname || '.' || c.relname as name,
    case when c.relkind = 'p' then 'partitioned' when c.relkind = 'r' and c.relispartition then 'partition' when c.relkind = 'r' then 'table'
         when c.relkind = 'v' then 'view' when c.relkind = 'm' then 'materialized-view' when c.relkind = 'S' then 'sequence' else c.relkind::text end as kind,
    array(${columns}) as columns, array(${constraints}) as constraints, array(${indexes}) as indexes,
    array(select pn.nspname || '.' || p.relname from pg_inherits h join pg_class p on p.oid = h.inhparent join pg_namespace pn on pn.oid = p.relnamespace
          where h.inhrelid = c.oid and c.relkind in ('r', 'p') order by h.inhseqno) as parents
  from pg_class c join pg_namespace s on s.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'S') and s.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`;
