package io.github.safemigration.sample.order;

import io.github.safemigration.sample.customer.Customer;
import io.github.safemigration.sample.product.Product;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "orders")
class Order {

    private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(2);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private int version;

    private long number;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Customer customer;

    @Enumerated(EnumType.STRING)
    private OrderStatus status = OrderStatus.PLACED;

    private Instant placedAt;

    private @Nullable String note;

    @OneToMany(cascade = CascadeType.ALL)
    @JoinColumn(name = "order_id", nullable = false)
    @OrderBy("id")
    private List<OrderLine> lines = new ArrayList<>();

    @OneToMany(cascade = CascadeType.ALL)
    @JoinColumn(name = "order_id", nullable = false)
    @OrderBy("id")
    private List<Payment> payments = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected Order() {}

    Order(long number, Customer customer, Instant placedAt, @Nullable String note) {
        this.number = number;
        this.customer = customer;
        this.placedAt = placedAt;
        this.note = note;
    }

    void add(Product product, int quantity) {
        lines.stream()
                .filter(line -> line.product().equals(product))
                .findFirst()
                .ifPresentOrElse(line -> line.add(quantity), () -> lines.add(new OrderLine(product, quantity)));
    }

    void pay(PaymentMethod method, BigDecimal amount, Instant receivedAt) {
        payments.add(new Payment(method, amount, receivedAt));
        if (paid().compareTo(total()) >= 0) {
            status = OrderStatus.PAID;
        }
    }

    void cancel() {
        status = OrderStatus.CANCELLED;
    }

    BigDecimal total() {
        return lines.stream().map(OrderLine::price).reduce(NOTHING, BigDecimal::add);
    }

    BigDecimal paid() {
        return payments.stream().map(Payment::amount).reduce(NOTHING, BigDecimal::add);
    }

    long number() {
        return number;
    }

    Customer customer() {
        return customer;
    }

    OrderStatus status() {
        return status;
    }

    Instant placedAt() {
        return placedAt;
    }

    @Nullable
    String note() {
        return note;
    }

    List<OrderLine> lines() {
        return lines;
    }

    List<Payment> payments() {
        return payments;
    }
}
