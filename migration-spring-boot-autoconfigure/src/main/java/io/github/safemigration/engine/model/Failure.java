package io.github.safemigration.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in parts that a text, a problem body or a history row is made of. Free of secrets.
 *
 * @param kind what exactly went wrong
 * @param message one or more sentences, as short as the cause allows
 * @param changeset the changeset it happened in, if any
 * @param location the file it happened in, with line and column where they are known
 * @param statement the statement that failed, shortened
 * @param sqlState the five characters of SQLSTATE, if a database said no
 * @param hint what the database or we advise
 * @param details what else there is to know, on lines of their own
 * @param left how the failure leaves the database, where more is known than that what was applied stays
 */
public record Failure(
        FailureKind kind,
        String message,
        @Nullable ChangesetId changeset,
        @Nullable String location,
        @Nullable String statement,
        @Nullable String sqlState,
        @Nullable String hint,
        @Nullable String details,
        @Nullable String left) {

    /**
     * A failure of which no more is known.
     *
     * @param kind what exactly went wrong
     * @param message what happened
     * @param changeset the changeset it happened in, if any
     * @param location the file it happened in
     * @param statement the statement that failed, shortened
     * @param sqlState SQLSTATE, if a database said no
     * @param hint what the database or we advise
     */
    public Failure(
            FailureKind kind,
            String message,
            @Nullable ChangesetId changeset,
            @Nullable String location,
            @Nullable String statement,
            @Nullable String sqlState,
            @Nullable String hint) {
        this(kind, message, changeset, location, statement, sqlState, hint, null, null);
    }

    /**
     * A failure outside of any changeset.
     *
     * @param kind what went wrong
     * @param message what happened
     * @return the failure
     */
    public static Failure of(FailureKind kind, String message) {
        return new Failure(kind, message, null, null, null, null, null);
    }

    /**
     * The same failure with advice.
     *
     * @param advice what to do
     * @return a copy
     */
    public Failure withHint(String advice) {
        return new Failure(kind, message, changeset, location, statement, sqlState, advice, details, left);
    }

    /**
     * The same failure with what else there is to know.
     *
     * @param more lines
     * @return a copy
     */
    public Failure withDetails(String more) {
        return new Failure(kind, message, changeset, location, statement, sqlState, hint, more, left);
    }

    /**
     * The same failure with how it leaves the database.
     *
     * @param remains a sentence
     * @return a copy
     */
    public Failure withLeft(@Nullable String remains) {
        return new Failure(kind, message, changeset, location, statement, sqlState, hint, details, remains);
    }

    /**
     * The same failure with more words.
     *
     * @param words one or more sentences
     * @return a copy
     */
    public Failure withMessage(String words) {
        return new Failure(kind, words, changeset, location, statement, sqlState, hint, details, left);
    }
}
