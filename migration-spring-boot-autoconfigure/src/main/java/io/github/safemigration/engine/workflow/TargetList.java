package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.TargetState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source of targets, and whether it has ever told them. */
final class TargetList {

    private final TargetSource source;
    private boolean told;
    private @Nullable Failure failure;

    TargetList(TargetSource source) {
        this.source = source;
    }

    String name() {
        return source.name();
    }

    synchronized boolean isTold() {
        return told;
    }

    /** {@return the targets that are new} */
    synchronized List<Target> ask(List<String> known) {
        try {
            List<Target> found = source.discover(known);
            told = true;
            failure = null;
            return found;
        } catch (MigrationException e) {
            failure = e.failure();
            throw e;
        }
    }

    synchronized void refuse(String target) {
        if (target.equals(name())) {
            Failure why = failure == null ? Failure.of(FailureKind.PENDING, "Its tenants are not listed yet") : failure;
            throw new MigrationException(target, why, null);
        }
    }

    /** What stands for the targets as long as they are not known. */
    synchronized TargetStatus status(@Nullable Instant now) {
        TargetState state = TargetState.PENDING;
        if (failure != null) {
            state = failure.kind() == FailureKind.DATABASE_UNREACHABLE ? TargetState.UNREACHABLE : TargetState.FAILED;
        }
        return new TargetStatus(source.name(), state, 0, null, null, null, null, failure, now);
    }
}
