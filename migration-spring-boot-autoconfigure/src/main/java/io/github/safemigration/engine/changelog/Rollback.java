package io.github.safemigration.engine.changelog;

import java.util.List;

/**
 * How a changeset is undone.
 *
 * @param kind where the rollback comes from
 * @param statements its SQL, in order; empty where it is opaque or there is none
 */
public record Rollback(Kind kind, List<String> statements) {

    /** Where a rollback comes from. */
    public enum Kind {
        /** Its author wrote it. */
        WRITTEN,
        /** Liquibase derives it from the change. */
        GENERATED,
        /** Its author declared that there is nothing to undo. */
        DECLARED_EMPTY,
        /** It is code, and cannot be shown. */
        OPAQUE,
        /** There is none. */
        NONE
    }

    /** Copies the list. */
    public Rollback {
        statements = List.copyOf(statements);
    }

    /**
     * No rollback at all.
     *
     * @return the absence of a rollback
     */
    public static Rollback none() {
        return new Rollback(Kind.NONE, List.of());
    }
}
