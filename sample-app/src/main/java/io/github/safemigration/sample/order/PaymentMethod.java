package io.github.safemigration.sample.order;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;

/** A way to pay; the changelog brings them. */
@Entity
@Immutable
class PaymentMethod {

    @Id
    private String code;

    private String label;

    @SuppressWarnings("NullAway.Init")
    protected PaymentMethod() {}

    String code() {
        return code;
    }

    String label() {
        return label;
    }
}
