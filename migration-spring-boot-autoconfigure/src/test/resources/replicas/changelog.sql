--liquibase formatted sql

--changeset shop:customers
create table customers (id bigint generated always as identity primary key, name text not null);

--changeset shop:orders
create table orders (id bigint generated always as identity primary key, customer bigint references customers);

--changeset shop:long
select pg_sleep(3);

--changeset shop:countries
create table countries (code char(2) primary key);

--changeset shop:germany
insert into countries values ('DE');
