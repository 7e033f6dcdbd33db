select format('%I.%I', n.nspname, c.relname) as name, format('%I.%I', tn.nspname, t.relname) as table_name,
    exists (
        select 1 from pg_stat_progress_create_index p
        where p.datname = current_database()
          and (p.index_relid = c.oid
               -- Of other users' sessions only the lock is seen (PostgreSQL manual, 27.2.1).
               or (p.index_relid is null and exists (
                   select 1 from pg_locks l
                   where l.pid = p.pid and l.locktype = 'relation' and l.relation = i.indrelid
                     and l.mode = 'ShareUpdateExclusiveLock')))) as building
from pg_index i
  join pg_class c on c.oid = i.indexrelid and c.relkind = 'i'
  join pg_namespace n on n.oid = c.relnamespace
  join pg_class t on t.oid = i.indrelid
  join pg_namespace tn on tn.oid = t.relnamespace
where not i.indisvalid and n.nspname !~ '^pg_'
