package io.github.safemigration.boot.cli;

import io.github.safemigration.boot.descriptor.DatabaseDescriptor;
import io.github.safemigration.boot.descriptor.LockHolderDescriptor;
import io.github.safemigration.boot.descriptor.MigratedDescriptor;
import io.github.safemigration.boot.descriptor.SchemaVersionDescriptor;
import io.github.safemigration.boot.descriptor.TargetDescriptor;
import io.github.safemigration.engine.model.TargetState;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a target stands, for people. */
final class StatusText {

    private StatusText() {}

    static String of(TargetDescriptor target) {
        return new Text()
                .line(Text.summary(target.name(), target.state(), target.applied(), target.pending()))
                .entry("database", database(target.database()))
                .entry("schema", schema(target.schemaVersion()))
                .entry("lock", target.lock() == null ? null : "held by " + lock(target.lock()))
                .entry("unclear", unclear(target))
                .entry("invalid", invalid(target))
                .entry("last run", target.lastRun() == null ? null : RunText.line(target.lastRun()))
                .entries("warning", target.warnings())
                .toString();
    }

    private static @Nullable String unclear(TargetDescriptor target) {
        return target.state() == TargetState.UNCLEAR && target.failure() != null
                ? target.failure().message() + ". " + target.failure().hint()
                : null;
    }

    private static @Nullable String invalid(TargetDescriptor target) {
        return target.invalidIndexes().isEmpty()
                ? null
                : target.invalidIndexes().stream()
                        .map(index -> "index " + index.name() + " on " + index.table())
                        .collect(Collectors.joining(", "));
    }

    static String of(MigratedDescriptor target) {
        return new Text()
                .line(Text.summary(target.name(), target.state(), target.applied(), target.pending()) + ", "
                        + target.appliedNow() + " applied now")
                .entry("run", target.run())
                .toString();
    }

    static @Nullable String lock(@Nullable LockHolderDescriptor lock) {
        return lock == null
                ? null
                : lock.owner() + (lock.backend() == null ? "" : ", server process " + lock.backend())
                        + (lock.foreign() ? ", not of this starter" : "") + ", since " + lock.since();
    }

    static @Nullable String database(@Nullable DatabaseDescriptor database) {
        if (database == null) {
            return null;
        }
        String place = database.host() == null
                ? ""
                : " at " + database.host() + (database.port() == null ? "" : ":" + database.port());
        return database.product() + " " + database.version() + (database.name() == null ? "" : ", " + database.name())
                + place + (database.user() == null ? "" : ", as " + database.user());
    }

    static @Nullable String schema(@Nullable SchemaVersionDescriptor version) {
        return version == null
                ? null
                : version.applied() + " applied" + (version.changeset() == null ? "" : ", last " + version.changeset())
                        + (version.tag() == null ? "" : ", tag " + version.tag());
    }
}
