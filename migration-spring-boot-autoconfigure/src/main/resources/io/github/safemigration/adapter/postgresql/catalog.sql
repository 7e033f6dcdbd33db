with member as (
  select d.classid, d.objid from pg_catalog.pg_depend d where d.deptype = 'e'
), schema as (
  select n.oid, n.nspname
    from pg_catalog.pg_namespace n
   where n.nspname not in ('pg_catalog', 'information_schema')
     and n.nspname not like 'pg\_toast%' and n.nspname not like 'pg\_temp\_%'
     -- What belongs to the platform of a hosted server is its own affair.
     and (n.nspname = 'public' or pg_catalog.pg_get_userbyid(n.nspowner) = current_user
       or (pg_catalog.pg_get_userbyid(n.nspowner) not like 'supabase\_%' and pg_catalog.pg_get_userbyid(n.nspowner) not in
         ('pgbouncer', 'rdsadmin', 'cloudsqladmin', 'azuresu', 'azure_pg_admin', 'cloud_admin')))
), relation as (
  select c.*, n.nspname || '.' || c.relname as name
    from pg_catalog.pg_class c
    join schema n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
     and lower(c.relname) <> all (:ignored)
     and not exists (select from member m where m.classid = 'pg_catalog.pg_class'::regclass and m.objid = c.oid)
)
select 'schema ' || n.nspname, ''
  from schema n
 where n.nspname <> 'public'
   and not exists (select from member m where m.classid = 'pg_catalog.pg_namespace'::regclass and m.objid = n.oid)
union all
select 'extension ' || e.extname, e.extversion
  from pg_catalog.pg_extension e where e.extname <> 'plpgsql'
union all
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
         || coalesce(' partition by ' || pg_catalog.pg_get_partkeydef(r.oid), '')
         || coalesce(' partition ' || pg_catalog.pg_get_expr(r.relpartbound, r.oid), '')
         || case when r.relpersistence = 'u' then ' unlogged' else '' end
         || case when r.relrowsecurity then ' row level security' else '' end
         || case when r.relforcerowsecurity then ' forced' else '' end
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
       pg_catalog.format_type(s.seqtypid, null) || ' start ' || s.seqstart || ' increment ' || s.seqincrement
         || ' from ' || s.seqmin || ' to ' || s.seqmax || case when s.seqcycle then ' cycle' else '' end
  from relation r join pg_catalog.pg_sequence s on s.seqrelid = r.oid
 where not exists (select from pg_catalog.pg_depend d join pg_catalog.pg_class owner on owner.oid = d.refobjid
                    where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = r.oid and d.deptype in ('a', 'i')
                      and lower(owner.relname) = any (:ignored))
union all
select 'function ' || n.nspname || '.' || p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')',
       case when p.prokind = 'a' then 'aggregate ' || coalesce(pg_catalog.pg_get_function_result(p.oid), '')
            else md5(pg_catalog.pg_get_functiondef(p.oid)) end
  from pg_catalog.pg_proc p
  join schema n on n.oid = p.pronamespace
 where not exists (select from member m where m.classid = 'pg_catalog.pg_proc'::regclass and m.objid = p.oid)
union all
select 'trigger ' || t.tgname || ' on ' || r.name,
       pg_catalog.pg_get_triggerdef(t.oid) || case when t.tgenabled = 'O' then '' else ' ' || t.tgenabled::text end
  from pg_catalog.pg_trigger t join relation r on r.oid = t.tgrelid where not t.tgisinternal
union all
select 'policy ' || p.polname || ' on ' || r.name,
       p.polcmd::text || ' ' || p.polpermissive || ' to ' || p.polroles::regrole[]::text
         || ' using ' || coalesce(pg_catalog.pg_get_expr(p.polqual, p.polrelid), '')
         || ' check ' || coalesce(pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), '')
  from pg_catalog.pg_policy p join relation r on r.oid = p.polrelid
union all
select 'type ' || n.nspname || '.' || t.typname,
       case t.typtype
         when 'e' then 'enum ' || coalesce((
           select string_agg(e.enumlabel, ', ' order by e.enumsortorder)
             from pg_catalog.pg_enum e where e.enumtypid = t.oid), '')
         when 'd' then 'domain ' || pg_catalog.format_type(t.typbasetype, t.typtypmod)
           || case when t.typnotnull then ' not null' else '' end || coalesce(' default ' || t.typdefault, '')
           || coalesce((
             select string_agg(' ' || k.conname || ' ' || pg_catalog.pg_get_constraintdef(k.oid), '' order by k.conname)
               from pg_catalog.pg_constraint k where k.contypid = t.oid and k.contype <> 'n'), '')
         when 'r' then 'range ' || coalesce((
           select pg_catalog.format_type(g.rngsubtype, null) from pg_catalog.pg_range g where g.rngtypid = t.oid), '')
         else 'composite ' || coalesce((
           select string_agg(a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum)
             from pg_catalog.pg_attribute a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped), '')
       end
  from pg_catalog.pg_type t
  join schema n on n.oid = t.typnamespace
  left join pg_catalog.pg_class c on c.oid = t.typrelid
 where (t.typtype in ('e', 'd', 'r') or c.relkind = 'c')
   and not exists (select from member m where m.classid = 'pg_catalog.pg_type'::regclass and m.objid = t.oid)
