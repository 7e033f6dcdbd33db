--liquibase formatted sql

--changeset orders:1.2-positive-amounts
--comment: NOT VALID takes its lock for a moment only; VALIDATE then reads the rows while others write
ALTER TABLE order_line ADD CONSTRAINT order_line_quantity_ck CHECK (quantity > 0) NOT VALID;
ALTER TABLE payment ADD CONSTRAINT payment_amount_ck CHECK (amount > 0) NOT VALID;
ALTER TABLE product ADD CONSTRAINT product_price_ck CHECK (price >= 0) NOT VALID;
--rollback ALTER TABLE product DROP CONSTRAINT product_price_ck;
--rollback ALTER TABLE payment DROP CONSTRAINT payment_amount_ck;
--rollback ALTER TABLE order_line DROP CONSTRAINT order_line_quantity_ck;

--changeset orders:1.2-positive-amounts-validated
ALTER TABLE order_line VALIDATE CONSTRAINT order_line_quantity_ck;
ALTER TABLE payment VALIDATE CONSTRAINT payment_amount_ck;
ALTER TABLE product VALIDATE CONSTRAINT product_price_ck;
--rollback empty

--changeset orders:1.2-product-discontinued
ALTER TABLE product ADD COLUMN discontinued boolean NOT NULL DEFAULT false;
--rollback ALTER TABLE product DROP COLUMN discontinued;

--changeset orders:1.2-orders-version
--comment: Counts the changes of an order, so that of two at the same moment one is refused
ALTER TABLE orders ADD COLUMN version integer NOT NULL DEFAULT 0;
--rollback ALTER TABLE orders DROP COLUMN version;
