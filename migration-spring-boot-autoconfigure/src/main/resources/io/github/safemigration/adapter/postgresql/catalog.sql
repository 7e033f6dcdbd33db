with relation as (
  select c.oid, c.relkind, c.relname, n.nspname, n.nspname || '.' || c.relname as name
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where n.nspname not in ('pg_catalog', 'information_schema')
     and n.nspname not like 'pg\_toast%' and n.nspname not like 'pg\_temp\_%'
     and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
     and lower(c.relname) <> all (:ignored)
     and not exists (select 1 from pg_catalog.pg_depend d
                      where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
)
select 'table ' || r.name,
       'columns ' || coalesce((
         select string_agg(a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod)
                  || case when a.attnotnull then ' not null' else '' end
                  || case when a.attidentity <> '' then ' identity ' || a.attidentity::text else '' end
                  || case when a.attgenerated <> '' then ' generated ' || a.attgenerated::text else '' end
                  || coalesce(' default ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid), ''), ', ' order by a.attnum)
           from pg_catalog.pg_attribute a
           left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
          where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped), '')
  from relation r where r.relkind in ('r', 'p', 'f')
union all
select 'constraint ' || k.conname || ' on ' || r.name, pg_catalog.pg_get_constraintdef(k.oid)
  from pg_catalog.pg_constraint k join relation r on r.oid = k.conrelid where k.contype <> 'n'
union all
select 'index ' || i.relname || ' on ' || r.name,
       pg_catalog.pg_get_indexdef(x.indexrelid) || case when x.indisvalid then '' else ' INVALID' end
  from pg_catalog.pg_index x
  join relation r on r.oid = x.indrelid
  join pg_catalog.pg_class i on i.oid = x.indexrelid
union all
select 'view ' || r.name, pg_catalog.pg_get_viewdef(r.oid) from relation r where r.relkind in ('v', 'm')
union all
select 'sequence ' || r.name,
       s.data_type::text || ' start ' || s.start_value || ' increment ' || s.increment_by
         || case when s.cycle then ' cycle' else '' end
  from relation r join pg_catalog.pg_sequences s on s.schemaname = r.nspname and s.sequencename = r.relname
 where r.relkind = 'S'
   and not exists (select 1 from pg_catalog.pg_depend d join pg_catalog.pg_class owner on owner.oid = d.refobjid
                    where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = r.oid and d.deptype in ('a', 'i')
                      and lower(owner.relname) = any (:ignored))
union all
select 'function ' || n.nspname || '.' || p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')',
       md5(p.prosrc || coalesce(p.probin, '')) || ' returns ' || coalesce(pg_catalog.pg_get_function_result(p.oid), '')
  from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
 where n.nspname not in ('pg_catalog', 'information_schema')
   and n.nspname not like 'pg\_toast%' and n.nspname not like 'pg\_temp\_%'
   and not exists (select 1 from pg_catalog.pg_depend d
                    where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
union all
select 'trigger ' || t.tgname || ' on ' || r.name, pg_catalog.pg_get_triggerdef(t.oid)
  from pg_catalog.pg_trigger t join relation r on r.oid = t.tgrelid where not t.tgisinternal
union all
select 'policy ' || p.polname || ' on ' || r.name,
       p.polcmd::text || ' ' || coalesce(pg_catalog.pg_get_expr(p.polqual, p.polrelid), '')
         || ' ' || coalesce(pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), '')
  from pg_catalog.pg_policy p join relation r on r.oid = p.polrelid
union all
select 'type ' || n.nspname || '.' || t.typname,
       coalesce((select string_agg(e.enumlabel, ', ' order by e.enumsortorder)
                   from pg_catalog.pg_enum e where e.enumtypid = t.oid),
                pg_catalog.format_type(t.typbasetype, t.typtypmod))
  from pg_catalog.pg_type t
  join pg_catalog.pg_namespace n on n.oid = t.typnamespace
 where t.typtype in ('e', 'd') and n.nspname not in ('pg_catalog', 'information_schema')
   and not exists (select 1 from pg_catalog.pg_depend d
                    where d.classid = 'pg_catalog.pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
