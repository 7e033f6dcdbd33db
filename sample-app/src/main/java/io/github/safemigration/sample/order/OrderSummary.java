package io.github.safemigration.sample.order;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of the view order_summary. */
@Entity
@Immutable
class OrderSummary {

    @Id
    private Long id;

    private long number;

    private String customer;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    private Instant placedAt;

    private BigDecimal total;

    private BigDecimal paid;

    @SuppressWarnings("NullAway.Init")
    protected OrderSummary() {}

    Row row() {
        return new Row(number, customer, status, placedAt, total, paid);
    }

    record Row(long number, String customer, OrderStatus status, Instant placedAt, BigDecimal total, BigDecimal paid) {}
}
