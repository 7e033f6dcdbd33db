package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Description of how a target stands. */
record StatusDescriptor(
        String name,
        TargetState state,
        int applied,
        int pending,
        @Nullable Instant checkedAt,
        @Nullable SchemaVersionDescriptor schemaVersion,
        @Nullable DatabaseDescriptor database,
        @Nullable RunDescriptor lastRun,
        @Nullable LockHolderDescriptor lock,
        @Nullable FailureDescriptor failure) {

    static StatusDescriptor of(TargetStatus status, @Nullable LockHolder lock, @Nullable RunDescriptor lastRun) {
        return new StatusDescriptor(
                status.target(),
                status.state(),
                status.applied(),
                status.pending(),
                status.checkedAt(),
                SchemaVersionDescriptor.of(status.version()),
                DatabaseDescriptor.of(status.database()),
                lastRun,
                LockHolderDescriptor.of(lock),
                FailureDescriptor.of(status.failure()));
    }

    String text() {
        Text text = new Text().line(Text.summary(name, state, applied, pending));
        text.entry("database", database == null ? null : database.text());
        text.entry("schema", schemaVersion == null ? null : schemaVersion.text());
        text.entry("lock", lock == null ? null : "held by " + lock.owner() + " since " + lock.since());
        text.entry("last run", lastRun == null ? null : lastRun.text());
        return text.toString();
    }
}
