package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.boot.startup.OnHalt;
import io.github.safemigration.boot.startup.OnPending;
import io.github.safemigration.boot.startup.StartupMode;
import io.github.safemigration.engine.model.AtomicMode;
import io.github.safemigration.engine.model.OnUnknownChangesets;
import io.github.safemigration.engine.model.RequireRollback;
import io.github.safemigration.engine.model.RetryFailed;
import io.github.safemigration.engine.workflow.ReadinessPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an application starts with its migration.
 *
 * @param enabled Whether the starter takes over the running of changelogs. If not, Spring Boot runs them.
 * @param startup When the migration runs.
 * @param onHalt What a start does when its migration fails. By default a blocking start fails and a background start holds. A held run that did not reach its database is tried again once that answers.
 * @param onPending What a start that must not migrate does while changesets are pending.
 * @param onUnknownChangesets What is done where changesets are applied that the changelog does not have: those of a newer build, say. With unready and fail nothing is run.
 * @param atomic Whether all that is pending runs in one transaction: with true a plan that cannot is refused, with auto it is where that keeps nobody waiting.
 * @param retryFailed What a start does with a changeset that failed before and has not been changed since. With never it fails without trying, until the changeset is changed or somebody asks for a run.
 * @param requireRollback What is done about pending changesets that have no rollback. With warn they are named and run, with fail nothing is run.
 * @param retryAfter What Retry-After says, in whole seconds and at least 1, where a request is answered with 503: by the probe responder and, in the background, by the filter.
 * @param targets Further targets by name, each with its own database, schema, changelog or tenants: see targets.md.
 * @param parallelism How many targets are migrated at once. Each takes three connections while it is.
 * @param readiness Which of several targets must be up to date before the application is ready.
 * @param heartbeat Time between two log lines while a statement runs long.
 * @param grantTo Roles that are granted what changesets create: rows of tables, sequences, functions, and the use of the schema. PostgreSQL only.
 */
@ConfigurationProperties("migration")
public record MigrationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("blocking") StartupMode startup,
        @Nullable OnHalt onHalt,
        @DefaultValue("wait") OnPending onPending,
        @DefaultValue("warn") OnUnknownChangesets onUnknownChangesets,
        @DefaultValue("false") AtomicMode atomic,
        @DefaultValue("always") RetryFailed retryFailed,
        @DefaultValue("off") RequireRollback requireRollback,
        @DefaultValue("5s") Duration retryAfter,
        @Nullable Map<String, MigrationTargetProperties> targets,
        @DefaultValue("4") int parallelism,
        @DefaultValue("all") ReadinessPolicy readiness,
        @DefaultValue("30s") Duration heartbeat,
        @DefaultValue List<String> grantTo) {

    /** Copies the list. */
    public MigrationProperties {
        grantTo = List.copyOf(grantTo);
    }

    Map<String, MigrationTargetProperties> configured() {
        return targets == null ? Map.of() : targets;
    }

    int runsAtOnce() {
        return Math.max(1, parallelism);
    }
}
