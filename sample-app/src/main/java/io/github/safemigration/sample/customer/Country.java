package io.github.safemigration.sample.customer;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;

/** A country that we deliver to; the changelog brings them. */
@Entity
@Immutable
class Country {

    @Id
    private String code;

    private String name;

    @SuppressWarnings("NullAway.Init")
    protected Country() {}

    String code() {
        return code;
    }

    String name() {
        return name;
    }
}
