with me as (
  select r.oid, r.rolname::text as name from pg_catalog.pg_roles r where r.rolname = current_user
), place as (
  select coalesce(
           (select n.nspname::text from pg_catalog.pg_namespace n where lower(n.nspname) = lower(cast(:schema as text))
             order by (n.nspname = cast(:schema as text)) desc limit 1),
           cast(:schema as text), pg_catalog.current_schema()::text) as tables,
         coalesce(
           (select n.nspname::text from pg_catalog.pg_namespace n where lower(n.nspname) = lower(cast(:own as text))
             order by (n.nspname = cast(:own as text)) desc limit 1),
           cast(:own as text), pg_catalog.current_schema()::text) as own
), relation as (
  select c.oid, c.relname::text as name, c.relkind, c.relowner, c.relrowsecurity, n.nspname::text as schema,
         lower(c.relname) = any (:liquibase) and n.nspname = p.own as liquibases,
         lower(c.relname) = any (:ours) as ours
    from place p, pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p') and n.nspname in (p.tables, p.own)
     and not exists (select from pg_catalog.pg_depend d
                      where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
), invalid as (
  select i.indexrelid::regclass::text as name
    from pg_catalog.pg_index i
    join pg_catalog.pg_class c on c.oid = i.indexrelid
   where not i.indisvalid and c.relkind = 'i'
     and not exists (select from pg_catalog.pg_stat_progress_create_index b where b.index_relid = i.indexrelid)
   order by 1
), strange as (
  select r.schema || '.' || r.name as name, r.name as bare, pg_catalog.pg_get_userbyid(r.relowner)::text as owner
    from relation r, me
   where not r.liquibases and not r.ours and not pg_catalog.pg_has_role(me.oid, r.relowner, 'USAGE')
   order by 1
), application as (
  select a.oid, a.rolsuper, a.rolname::text as name from pg_catalog.pg_roles a where a.rolname = cast(:application as text)
), public_role as (
  select a.rolname::text as name from pg_catalog.pg_roles a where a.rolname in ('anon', 'authenticated')
)
select pg_catalog.pg_is_in_recovery() as standby,
       pg_catalog.current_setting('server_version_num')::int / 10000 as major,
       pg_catalog.current_setting('server_version') as version,
       pg_catalog.pg_backend_pid() as backend,
       pg_catalog.current_setting('search_path') as search_path,
       me.name as me,
       place.tables as schema,
       place.own as own_schema,
       (select pg_catalog.has_schema_privilege(n.oid, 'CREATE')
          from pg_catalog.pg_namespace n where n.nspname = place.tables) as creates,
       (select pg_catalog.has_schema_privilege(n.oid, 'CREATE')
          from pg_catalog.pg_namespace n where n.nspname = place.own) as creates_own,
       pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') as creates_schemas,
       pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMPORARY') as creates_temporary,
       pg_catalog.current_database()::text as database,
       (select count(*) from relation r where r.liquibases) as liquibase_tables,
       (select string_agg(r.schema || '.' || r.name, ', ' order by r.name) from relation r
         where r.liquibases and not (pg_catalog.has_table_privilege(r.oid, 'SELECT')
           and pg_catalog.has_table_privilege(r.oid, 'INSERT') and pg_catalog.has_table_privilege(r.oid, 'UPDATE')))
         as closed_liquibase,
       (select string_agg(r.schema || '.' || r.name, ', ' order by r.name) from relation r
         where r.ours and not (pg_catalog.has_table_privilege(r.oid, 'SELECT')
           and pg_catalog.has_table_privilege(r.oid, 'INSERT') and pg_catalog.has_table_privilege(r.oid, 'UPDATE')
           and (not r.relrowsecurity or pg_catalog.pg_has_role(me.oid, r.relowner, 'USAGE')))) as closed_ours,
       (select count(*) from invalid) as invalid_count,
       (select string_agg(i.name, ', ') from (select name from invalid limit 5) i) as invalid,
       (select coalesce(array_agg(s.bare || '=' || s.name || ' of ' || s.owner), '{}') from strange s) as strange,
       (select string_agg(r, ', ') from unnest(cast(:roles as text[])) r
         where not exists (select from pg_catalog.pg_roles g where g.rolname = r)) as missing_roles,
       (select a.name = me.name or a.rolsuper
            or pg_catalog.pg_has_role(a.oid, me.oid, 'USAGE')
            or exists (select from pg_catalog.pg_roles w where w.rolname = 'pg_write_all_data'
                          and pg_catalog.pg_has_role(a.oid, w.oid, 'USAGE'))
            or exists (select from unnest(cast(:roles as text[])) r join pg_catalog.pg_roles g on g.rolname = r
                        where pg_catalog.pg_has_role(a.oid, g.oid, 'USAGE'))
            or exists (select from pg_catalog.pg_default_acl d, pg_catalog.aclexplode(d.defaclacl) x
                        where d.defaclrole = me.oid and d.defaclobjtype = 'r' and x.privilege_type = 'SELECT'
                          and (d.defaclnamespace = 0
                            or d.defaclnamespace = (select n.oid from pg_catalog.pg_namespace n where n.nspname = place.tables))
                          and (x.grantee = 0 or pg_catalog.pg_has_role(a.oid, x.grantee, 'USAGE')))
          from application a) as reaches,
       (select string_agg(distinct r.name || ' by ' || a.name, ', ') from relation r, public_role a
         where (r.liquibases or r.ours) and not r.relrowsecurity
           and pg_catalog.has_schema_privilege(a.name, r.schema, 'USAGE')
           and pg_catalog.has_table_privilege(a.name, r.oid, 'SELECT')) as exposed,
       (select s.ssl from pg_catalog.pg_stat_ssl s where s.pid = pg_catalog.pg_backend_pid()) as encrypted,
       (select s.version from pg_catalog.pg_stat_ssl s where s.pid = pg_catalog.pg_backend_pid()) as encryption,
       pg_catalog.inet_client_addr() is null or pg_catalog.inet_client_addr() <<= '127.0.0.0/8'
         or host(pg_catalog.inet_client_addr()) = '::1'
         or pg_catalog.inet_client_addr() = pg_catalog.inet_server_addr() as local
  from me, place
