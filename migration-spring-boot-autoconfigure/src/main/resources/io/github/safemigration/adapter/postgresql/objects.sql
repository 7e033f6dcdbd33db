with schema as (
  select n.oid, n.nspname::text as name
    from pg_catalog.pg_namespace n
   where n.nspname not in ('pg_catalog', 'information_schema')
     and n.nspname not like 'pg\_toast%' and n.nspname not like 'pg\_temp\_%'
)
select 'n' || s.oid as key, s.name as schema, '' as bare, '' as name, '' as privileges
  from schema s
union all
select 'c' || c.oid, s.name, c.relname::text, pg_catalog.format('%I.%I', s.name, c.relname),
       case c.relkind when 'S' then 'usage, select on sequence' when 'm' then 'select on table'
                      else 'select, insert, update, delete on table' end
  from pg_catalog.pg_class c join schema s on s.oid = c.relnamespace
 where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and c.relpersistence <> 't'
   and pg_catalog.pg_has_role(c.relowner, 'USAGE')
   and not exists (select from pg_catalog.pg_depend d
                    where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
union all
select 'p' || p.oid, s.name, p.proname::text,
       pg_catalog.format('%I.%I(%s)', s.name, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)),
       'execute on routine'
  from pg_catalog.pg_proc p join schema s on s.oid = p.pronamespace
 where p.prokind <> 'a' and pg_catalog.pg_has_role(p.proowner, 'USAGE')
   and not exists (select from pg_catalog.pg_depend d
                    where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
 order by 1
