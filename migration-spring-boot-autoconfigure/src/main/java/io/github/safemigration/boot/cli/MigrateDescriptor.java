package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.TargetStatus;
import org.jspecify.annotations.Nullable;

/** Description of what a run did. */
record MigrateDescriptor(
        String name,
        TargetState state,
        @Nullable String run,
        int appliedNow,
        int applied,
        int pending,
        @Nullable DatabaseDescriptor database,
        @Nullable SchemaVersionDescriptor schemaVersion,
        @Nullable FailureDescriptor failure) {

    static MigrateDescriptor of(TargetStatus status, @Nullable String run, int appliedNow) {
        return new MigrateDescriptor(
                status.target(),
                status.state(),
                run,
                appliedNow,
                status.applied(),
                status.pending(),
                DatabaseDescriptor.of(status.database()),
                SchemaVersionDescriptor.of(status.version()),
                FailureDescriptor.of(status.failure()));
    }

    String text() {
        return new Text()
                .line(Text.summary(name, state, applied, pending) + ", " + appliedNow + " applied now")
                .entry("run", run)
                .toString();
    }
}
