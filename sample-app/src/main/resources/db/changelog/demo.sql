--liquibase formatted sql

--changeset orders:demo-customers-and-products context:demo
INSERT INTO customer (name, email, country_code) VALUES
    ('Ada Brauer', 'ada@example.org', 'DE'),
    ('Noor de Vries', 'noor@example.org', 'NL'),
    ('Luca Bianchi', 'luca@example.org', 'IT');
INSERT INTO product (sku, name, price) VALUES
    ('LAMP-01', 'Desk lamp', 39.90),
    ('CHAIR-02', 'Office chair', 249.00),
    ('DESK-01', 'Standing desk', 599.00),
    ('MAT-03', 'Desk mat', 24.50);
--rollback DELETE FROM product WHERE sku IN ('LAMP-01', 'CHAIR-02', 'DESK-01', 'MAT-03');
--rollback DELETE FROM customer WHERE email IN ('ada@example.org', 'noor@example.org', 'luca@example.org');

--changeset orders:demo-order context:demo
INSERT INTO orders (number, customer_id, status, placed_at)
SELECT nextval('order_number'), id, 'PAID', now() FROM customer WHERE email = 'ada@example.org';
INSERT INTO order_line (order_id, product_id, quantity, unit_price)
SELECT o.id, p.id, 2, p.price
FROM orders o
JOIN customer c ON c.id = o.customer_id AND c.email = 'ada@example.org'
JOIN product p ON p.sku = 'LAMP-01';
INSERT INTO payment (order_id, method_code, amount, received_at)
SELECT o.id, 'CARD', 79.80, now()
FROM orders o
JOIN customer c ON c.id = o.customer_id AND c.email = 'ada@example.org';
--rollback DELETE FROM payment WHERE order_id = (SELECT id FROM orders WHERE number = 1000);
--rollback DELETE FROM order_line WHERE order_id = (SELECT id FROM orders WHERE number = 1000);
--rollback DELETE FROM orders WHERE number = 1000;
