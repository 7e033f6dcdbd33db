--liquibase formatted sql

--changeset orders:1.2-orders-placed-at-index runInTransaction:false
--comment: Builds while orders are written; the DROP removes the invalid index of a build that was cut short
DROP INDEX CONCURRENTLY IF EXISTS orders_placed_at_idx;
CREATE INDEX CONCURRENTLY orders_placed_at_idx ON orders (placed_at DESC);
--rollback DROP INDEX CONCURRENTLY IF EXISTS orders_placed_at_idx;

--changeset orders:1.2-order-summary runOnChange:true
CREATE OR REPLACE VIEW order_summary AS
SELECT o.id,
       o.number,
       o.status,
       o.placed_at,
       c.name AS customer,
       (SELECT coalesce(sum(l.quantity * l.unit_price), 0.00) FROM order_line l WHERE l.order_id = o.id) AS total,
       (SELECT coalesce(sum(p.amount), 0.00) FROM payment p WHERE p.order_id = o.id) AS paid
FROM orders o
JOIN customer c ON c.id = o.customer_id;
--rollback DROP VIEW order_summary;
