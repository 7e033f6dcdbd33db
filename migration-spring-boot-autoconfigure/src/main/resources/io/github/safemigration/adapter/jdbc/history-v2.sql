alter table ${run} add kind varchar(30);

alter table ${run} add reason ${text};

alter table ${run} add mode varchar(20);

alter table ${run} add lock_name varchar(255);

alter table ${run} add position integer;

alter table ${run} add current_changeset ${text};

alter table ${run} add progressed_at ${timestamp};

alter table ${history} add attempts integer;

alter table ${history} add lock_wait_ms bigint;

alter table ${history} add lock_held_ms bigint;

create table if not exists ${lock} (
  name varchar(255) not null primary key,
  token bigint not null,
  owner varchar(255),
  taken_at ${timestamp}
);

create table if not exists ${state} (
  target varchar(255) not null,
  application varchar(255) not null,
  digest varchar(64) not null,
  application_version varchar(255),
  changesets ${text} not null,
  recorded_at ${timestamp} not null,
  primary key (target, application, digest)
);

create table if not exists ${statement} (
  run_id varchar(64) not null,
  position integer not null,
  number integer not null,
  state varchar(10) not null,
  hash varchar(64) not null,
  statement ${text} not null,
  search_path ${text},
  sent_at ${timestamp} not null,
  primary key (run_id, position, number)
);
