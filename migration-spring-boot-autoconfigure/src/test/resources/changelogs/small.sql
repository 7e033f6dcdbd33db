--liquibase formatted sql

--changeset ada:1-create-item
CREATE TABLE item (id integer PRIMARY KEY, name varchar(100));
--rollback DROP TABLE item;

--changeset ada:2-wait
SELECT pg_advisory_xact_lock_shared(4712);
--rollback empty

--changeset ada:3-fill-item
INSERT INTO item (id, name) VALUES (1, 'one');
--rollback DELETE FROM item;
