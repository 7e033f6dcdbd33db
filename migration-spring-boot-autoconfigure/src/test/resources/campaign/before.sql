create table trace (changeset text not null);
create table counters (name text primary key, n int not null);
insert into counters values ('one', 0), ('two', 0);

-- Waits while a test holds the advisory lock of that number.
create function at(point int) returns int language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(point);
  return 0;
end $$;

create function in_build(n int) returns int language plpgsql immutable as $$
begin
  perform pg_advisory_xact_lock_shared(7003);
  return n;
end $$;

create function in_commit() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(7002);
  return null;
end $$;

create constraint trigger in_commit after insert on trace deferrable initially deferred
  for each row execute function in_commit();
