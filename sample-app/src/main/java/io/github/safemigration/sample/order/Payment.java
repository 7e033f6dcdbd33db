package io.github.safemigration.sample.order;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
class Payment {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "method_code")
    private PaymentMethod method;

    private BigDecimal amount;

    private Instant receivedAt;

    @SuppressWarnings("NullAway.Init")
    protected Payment() {}

    Payment(PaymentMethod method, BigDecimal amount, Instant receivedAt) {
        this.method = method;
        this.amount = amount.setScale(2);
        this.receivedAt = receivedAt;
    }

    BigDecimal amount() {
        return amount;
    }

    PaymentMethod method() {
        return method;
    }

    Instant receivedAt() {
        return receivedAt;
    }
}
