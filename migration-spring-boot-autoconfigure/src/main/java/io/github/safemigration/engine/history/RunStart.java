package io.github.safemigration.engine.history;

import io.github.safemigration.engine.model.ApplicationInfo;
import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.model.SchemaVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who runs what, and why.
 *
 * @param id the run's id
 * @param target the target's name
 * @param trigger what started it
 * @param actor who asked for it, if somebody did
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
        RunTrigger trigger,
        @Nullable String actor,
        ApplicationInfo application,
        DatabaseInfo database,
        String planFingerprint,
        int planned,
        Instant started,
        SchemaVersion before) {}
