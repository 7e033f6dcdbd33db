package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Description of what went wrong.
 *
 * @param kind what exactly went wrong
 * @param message one or more sentences
 * @param changeset the changeset it happened in, if any
 * @param location the file it happened in, with line and column where they are known
 * @param statement the statement that failed, shortened
 * @param sqlState SQLSTATE, if a database said no
 * @param hint what the database or we advise
 * @param details what else there is to know, on lines of their own
 */
public record FailureDescriptor(
        FailureKind kind,
        String message,
        @Nullable ChangesetDescriptor changeset,
        @Nullable String location,
        @Nullable String statement,
        @Nullable String sqlState,
        @Nullable String hint,
        @Nullable String details) {

    /**
     * Describes a failure.
     *
     * @param failure the failure, or null if nothing failed
     * @return its description, or null
     */
    public static @Nullable FailureDescriptor of(@Nullable Failure failure) {
        return failure == null
                ? null
                : new FailureDescriptor(
                        failure.kind(),
                        failure.message(),
                        ChangesetDescriptor.of(failure.changeset()),
                        failure.location(),
                        failure.statement(),
                        failure.sqlState(),
                        failure.hint(),
                        failure.details());
    }
}
