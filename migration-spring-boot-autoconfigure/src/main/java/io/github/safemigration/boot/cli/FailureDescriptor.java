package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import org.jspecify.annotations.Nullable;

/** Description of what went wrong. */
record FailureDescriptor(
        FailureKind kind,
        String message,
        @Nullable ChangesetDescriptor changeset,
        @Nullable String location,
        @Nullable String statement,
        @Nullable String sqlState,
        @Nullable String hint) {

    static @Nullable FailureDescriptor of(@Nullable Failure failure) {
        return failure == null
                ? null
                : new FailureDescriptor(
                        failure.kind(),
                        failure.message(),
                        ChangesetDescriptor.of(failure.changeset()),
                        failure.location(),
                        failure.statement(),
                        failure.sqlState(),
                        failure.hint());
    }
}
