package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.event.MigrationListeners;
import io.github.safemigration.engine.model.ApplicationInfo;
import io.github.safemigration.engine.model.AtomicMode;
import io.github.safemigration.engine.model.Redactor;
import io.github.safemigration.engine.model.RequireRollback;
import io.github.safemigration.engine.model.RetryFailed;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What the engine works with.
 *
 * @param application the application that migrates
 * @param clock tells the time
 * @param runIds makes the id of a run
 * @param listeners hear of what happens
 * @param heartbeat beats while a run is going on
 * @param atomic whether a plan is one transaction
 * @param retryFailed what a start does with a changeset that failed before
 * @param requireRollback what is done about pending changesets that have no rollback
 * @param redactor knows the secrets that no failure may show
 * @param callback called after a successful run that did something, before its target is ready
 */
public record MigrationContext(
        ApplicationInfo application,
        Clock clock,
        Supplier<String> runIds,
        MigrationListeners listeners,
        Heartbeat heartbeat,
        AtomicMode atomic,
        RetryFailed retryFailed,
        RequireRollback requireRollback,
        Redactor redactor,
        MigrationCallback callback) {}
