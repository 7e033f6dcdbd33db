package io.github.safemigration.sample.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

record OrderView(
        long number,
        Buyer customer,
        OrderStatus status,
        Instant placedAt,
        @Nullable String note,
        List<Line> lines,
        List<Receipt> payments,
        BigDecimal total,
        BigDecimal paid) {

    static OrderView of(Order order) {
        return new OrderView(
                order.number(),
                new Buyer(order.customer().id(), order.customer().name()),
                order.status(),
                order.placedAt(),
                order.note(),
                order.lines().stream().map(Line::of).toList(),
                order.payments().stream().map(Receipt::of).toList(),
                order.total(),
                order.paid());
    }

    record Buyer(long id, String name) {}

    record Line(String sku, String product, int quantity, BigDecimal unitPrice) {

        static Line of(OrderLine line) {
            return new Line(line.product().sku(), line.product().name(), line.quantity(), line.unitPrice());
        }
    }

    record Receipt(String method, String label, BigDecimal amount, Instant receivedAt) {

        static Receipt of(Payment payment) {
            return new Receipt(
                    payment.method().code(), payment.method().label(), payment.amount(), payment.receivedAt());
        }
    }
}
