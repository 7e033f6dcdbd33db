package io.github.safemigration.dropin.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** A row of the table that the changelogs of the tests create. */
@Entity(name = "book")
public class Book {

    @Id
    private @Nullable Long id;

    /** For JPA. */
    protected Book() {}

    /** {@return its number} */
    public @Nullable Long id() {
        return id;
    }
}
