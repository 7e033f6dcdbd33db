--liquibase formatted sql

--changeset ada:1-create-book
CREATE TABLE book (id bigint PRIMARY KEY);
--rollback DROP TABLE book;

--changeset ada:2-take-long
SELECT pg_sleep(${seconds});
--rollback empty

--changeset ada:3-fill-book
INSERT INTO book (id) VALUES (1);
--rollback DELETE FROM book;
