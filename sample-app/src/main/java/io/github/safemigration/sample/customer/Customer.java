package io.github.safemigration.sample.customer;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;

/** Somebody who orders. */
@Entity
public class Customer {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String name;

    private String email;

    @ManyToOne(optional = false)
    @JoinColumn(name = "country_code")
    private Country country;

    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Customer() {}

    @SuppressWarnings("NullAway.Init")
    Customer(String name, String email, Country country, Instant createdAt) {
        this.name = name;
        this.email = email;
        this.country = country;
        this.createdAt = createdAt;
    }

    /**
     * Returns the number that orders name the customer by.
     *
     * @return the id
     */
    public long id() {
        return id;
    }

    /**
     * Returns the name on the parcel.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    String email() {
        return email;
    }

    Country country() {
        return country;
    }

    Instant createdAt() {
        return createdAt;
    }
}
