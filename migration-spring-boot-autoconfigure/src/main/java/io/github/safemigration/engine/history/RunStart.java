package io.github.safemigration.engine.history;

import io.github.safemigration.engine.model.ApplicationInfo;
import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.model.RunKind;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.SchemaVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who runs what, and why.
 *
 * @param id the run's id
 * @param target the target's name
 * @param kind what it is for
 * @param trigger what started it
 * @param actor who asked for it, if somebody did
 * @param reason why, in that somebody's words
 * @param application the application that runs it
 * @param database the database it runs on
 * @param planFingerprint the plan that is run
 * @param planned how many changesets are planned
 * @param started when it started
 * @param before where the schema stood
 */
public record RunStart(
        String id,
        String target,
        RunKind kind,
        RunTrigger trigger,
        @Nullable String actor,
        @Nullable String reason,
        ApplicationInfo application,
        DatabaseInfo database,
        String planFingerprint,
        int planned,
        Instant started,
        SchemaVersion before) {}
