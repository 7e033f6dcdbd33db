-- A schema as sorted lines, one query for each kind of object. Objects of extensions are left out where the query says
-- so, Liquibase's and our own tables by exact name: a product may own a table migration_something.

-- common
with user_schema as (
  select oid, nspname from pg_namespace
   where nspname not in ('pg_catalog', 'information_schema')
     and nspname not like 'pg\_toast%' and nspname not like 'pg\_temp%'
), extension_object as (
  select classid, objid from pg_depend where deptype = 'e'
), relation as (
  select r.*, n.nspname, lower(r.relname) ~ '^(databasechangelog(lock|history)?|migration_(run|history|approval|backup|lock|state|statement|version|usage|usage_instance|backfill|journal|drift|check)(_[a-z_]*seq)?)$' as is_history,
         exists (select from extension_object e where e.classid = 'pg_class'::regclass and e.objid = r.oid) as is_extension
    from pg_class r join user_schema n on n.oid = r.relnamespace
)

-- columns
select c.table_schema, c.table_name, c.column_name,
       rank() over (partition by c.table_schema, c.table_name order by c.ordinal_position),
       c.data_type, c.udt_name, c.character_maximum_length, c.numeric_precision, c.numeric_scale, c.datetime_precision,
       c.is_nullable, c.column_default, c.is_identity, c.identity_generation, c.is_generated, c.generation_expression
  from information_schema.columns c
  join relation r on r.nspname = c.table_schema and r.relname = c.table_name
 where r.relkind in ('r', 'p', 'v', 'f') and not r.is_history and not r.is_extension

-- indexes
select x.schemaname || '.' || x.indexdef
  from pg_indexes x
 where x.schemaname not in ('pg_catalog', 'information_schema') and x.schemaname not like 'pg\_toast%'
   and not exists (select from relation r where r.nspname = x.schemaname and r.relname = x.tablename and r.is_history)

-- constraints
select r.nspname, r.relname, k.conname, pg_get_constraintdef(k.oid)
  from pg_constraint k join relation r on r.oid = k.conrelid
 where k.contype <> 'n' and not r.is_history and not r.is_extension

-- constraints with those for NOT NULL
select r.nspname, r.relname, k.conname, pg_get_constraintdef(k.oid)
  from pg_constraint k join relation r on r.oid = k.conrelid
 where not r.is_history and not r.is_extension

-- constraints by type
select case k.contype when 'p' then 'primaryKey' when 'f' then 'foreignKey' when 'u' then 'unique' when 'c' then 'check'
                      when 'n' then 'notNull' when 't' then 'trigger' else 'exclude' end, count(*)
  from pg_constraint k join relation r on r.oid = k.conrelid
 where not r.is_history and not r.is_extension
 group by 1

-- sequences
select s.schemaname, s.sequencename, s.data_type, s.start_value, s.min_value, s.max_value, s.increment_by, s.cycle
  from pg_sequences s
 where not exists (select from relation r where r.nspname = s.schemaname and r.relname = s.sequencename and r.is_history)

-- views
select r.nspname, r.relname, r.relkind::text, regexp_replace(pg_get_viewdef(r.oid), '\s+', ' ', 'g')
  from relation r where r.relkind in ('v', 'm') and not r.is_extension

-- functions
select n.nspname, f.proname, pg_get_function_identity_arguments(f.oid), f.prokind::text, f.provolatile::text,
       f.prosecdef, md5(f.prosrc)
  from pg_proc f join user_schema n on n.oid = f.pronamespace
 where not exists (select from extension_object e where e.classid = 'pg_proc'::regclass and e.objid = f.oid)

-- triggers
select r.nspname, r.relname, pg_get_triggerdef(t.oid)
  from pg_trigger t join relation r on r.oid = t.tgrelid where not t.tgisinternal

-- types
select n.nspname, t.typname, t.typtype::text,
       coalesce((select string_agg(l.enumlabel, ',' order by l.enumsortorder) from pg_enum l where l.enumtypid = t.oid),
                format_type(t.typbasetype, t.typtypmod))
  from pg_type t
  join user_schema n on n.oid = t.typnamespace
  left join pg_class composite on composite.oid = t.typrelid
 where (t.typtype in ('e', 'd', 'r') or t.typtype = 'c' and composite.relkind = 'c')
   and not exists (select from extension_object e where e.classid = 'pg_type'::regclass and e.objid = t.oid)

-- extensions
select extname from pg_extension where extname <> 'plpgsql'

-- policies
select schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check from pg_policies

-- partitions
select r.nspname, r.relname, pg_get_partkeydef(r.oid), pg_get_expr(r.relpartbound, r.oid)
  from relation r where (r.relkind = 'p' or r.relispartition) and r.relkind in ('r', 'p')

-- attached partitions
select r.oid from relation r where r.relispartition and r.relkind in ('r', 'p')

-- comments
select r.nspname, r.relname, d.objsubid, d.description
  from pg_description d join relation r on r.oid = d.objoid and d.classoid = 'pg_class'::regclass
 where not r.is_extension

-- columns of materialized views
select r.nspname, r.relname, a.attname, format_type(a.atttypid, a.atttypmod)
  from pg_attribute a join relation r on r.oid = a.attrelid
 where r.relkind = 'm' and a.attnum > 0 and not a.attisdropped

-- schemas
select nspname from user_schema

-- tables
select r.oid from relation r where r.relkind in ('r', 'p', 'f') and not r.is_history and not r.is_extension

-- tables with rows of their own
select format('%I.%I', r.nspname, r.relname)
  from relation r where r.relkind = 'r' and not r.is_history and not r.is_extension
