--liquibase formatted sql

--changeset campaign:01 stripComments:false
create table customers (id int primary key, name text not null) /* 01.1 */;
insert into trace values ('01') /* 01.2 */;

--changeset campaign:02 stripComments:false
create table items (id int primary key, n int not null default 0) /* 02.1 */;
insert into trace values ('02') /* 02.2 */;

--changeset campaign:03 stripComments:false
create table orders (id int primary key, customer_id int not null, total numeric(10, 2)) /* 03.1 */;
insert into trace values ('03') /* 03.2 */;

--changeset campaign:04 stripComments:false
insert into customers select g, 'customer ' || g from generate_series(1, 200) g /* 04.1 */;
insert into trace values ('04') /* 04.2 */;
insert into customers select 201 + at(7001), 'the last' /* 04.3 */;

--changeset campaign:05 stripComments:false
insert into items select g, g + at(7001) from generate_series(1, 500) g /* 05.1 */;
insert into trace values ('05') /* 05.2 */;

--changeset campaign:06 stripComments:false
insert into orders select g, 1 + g % 200, g * 1.5 + at(7001) from generate_series(1, 300) g /* 06.1 */;
insert into trace values ('06') /* 06.2 */;

--changeset campaign:07 stripComments:false
alter table customers add column email text /* 07.1 */;
insert into trace values ('07') /* 07.2 */;

--changeset campaign:08 stripComments:false
update customers set email = 'c' || (id + at(7001)) || '@example.org' /* 08.1 */;
insert into trace values ('08') /* 08.2 */;

--changeset campaign:09 stripComments:false
alter table orders add constraint orders_customer_fk foreign key (customer_id) references customers not valid /* 09.1 */;
insert into trace values ('09') /* 09.2 */;

--changeset campaign:10 stripComments:false
alter table orders validate constraint orders_customer_fk /* 10.1 */;
insert into trace values ('10') /* 10.2 */;

--changeset campaign:11 stripComments:false runInTransaction:false
create index concurrently items_n on items (in_build(n)) /* 11.1 */;

--changeset campaign:12 stripComments:false
alter table items add column code int default at(7001) /* 12.1 */;
insert into trace values ('12') /* 12.2 */;

--changeset campaign:13 stripComments:false
create index orders_customer on orders (customer_id) /* 13.1 */;
insert into trace values ('13') /* 13.2 */;

--changeset campaign:14 stripComments:false runInTransaction:false
update counters set n = n + 1 + at(7001) where name = 'one' /* 14.1 */;

--changeset campaign:15 stripComments:false
create type order_state as enum ('new', 'paid') /* 15.1 */;
insert into trace values ('15') /* 15.2 */;

--changeset campaign:16 stripComments:false
alter table orders add column state order_state not null default 'new' /* 16.1 */;
insert into trace values ('16') /* 16.2 */;

--changeset campaign:17 stripComments:false runInTransaction:false
alter type order_state add value 'sent' /* 17.1 */;

--changeset campaign:18 stripComments:false
update orders set state = 'sent' where id % 3 = at(7001) /* 18.1 */;
insert into trace values ('18') /* 18.2 */;

--changeset campaign:19 stripComments:false
create view sent_orders as select id, customer_id from orders where state = 'sent' /* 19.1 */;
insert into trace values ('19') /* 19.2 */;
comment on view sent_orders is 'What has left the house' /* 19.3 */;

--changeset campaign:20 stripComments:false
delete from items where id > 450 + at(7001) /* 20.1 */;
insert into trace values ('20') /* 20.2 */;

--changeset campaign:21 stripComments:false
alter table customers alter column email set not null /* 21.1 */;
insert into trace values ('21') /* 21.2 */;

--changeset campaign:22 stripComments:false
create table archive as select id, total + at(7001) as total from orders where id <= 100 /* 22.1 */;
insert into trace values ('22') /* 22.2 */;

--changeset campaign:23 stripComments:false
alter table orders add constraint orders_total check (total >= 0) not valid /* 23.1 */;
insert into trace values ('23') /* 23.2 */;
alter table orders validate constraint orders_total /* 23.3 */;

--changeset campaign:24 stripComments:false runInTransaction:false
update counters set n = n + 1 + at(7001) where name = 'two' /* 24.1 */;

--changeset campaign:25 stripComments:false
create function order_count() returns bigint language sql as $$ select count(*) from orders $$ /* 25.1 */;
insert into trace values ('25') /* 25.2 */;
comment on function order_count() is 'All of them' /* 25.3 */;

--changeset campaign:26 stripComments:false
insert into archive select id, total + at(7001) from orders where id > 100 and id <= 200 /* 26.1 */;
insert into trace values ('26') /* 26.2 */;

--changeset campaign:27 stripComments:false
alter table archive add primary key (id) /* 27.1 */;
insert into trace values ('27') /* 27.2 */;

--changeset campaign:28 stripComments:false
alter table customers rename column name to full_name /* 28.1 */;
insert into trace values ('28') /* 28.2 */;

--changeset campaign:29 stripComments:false
alter table items drop column code /* 29.1 */;
insert into trace values ('29') /* 29.2 */;

--changeset campaign:30 stripComments:false
update orders set total = total + 1 + at(7001) /* 30.1 */;
insert into trace values ('30') /* 30.2 */;
comment on table orders is 'Of all customers' /* 30.3 */;
