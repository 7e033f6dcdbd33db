--liquibase formatted sql

--changeset shop:customers
create table customers (id int, name text);
insert into customers select i, 'customer ' || i from generate_series(1, 1000) i;

--changeset shop:lone runInTransaction:false
update customers set id = id + 10000;
create index concurrently customers_name_ix on customers (name);
insert into customers values (0, 'the last');

--changeset shop:countries
create table countries (code char(2) primary key);
