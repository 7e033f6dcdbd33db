package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.Changelog;
import io.github.safemigration.engine.history.History;
import io.github.safemigration.engine.preflight.DatabaseExaminer;
import io.github.safemigration.engine.recovery.Recovery;
import io.github.safemigration.engine.schema.CatalogReader;

/**
 * A database that is migrated, with the adapters that reach it.
 *
 * @param name its name, unique in the application
 * @param changelog its changelog
 * @param history the runs it remembers
 * @param catalog its catalog
 * @param examiner looks at it before a run
 * @param recovery finds out what a crash has left behind
 */
public record Target(
        String name,
        Changelog changelog,
        History history,
        CatalogReader catalog,
        DatabaseExaminer examiner,
        Recovery recovery) {

    /**
     * A target whose database is not looked at before a run.
     *
     * @param name its name, unique in the application
     * @param changelog its changelog
     * @param history the runs it remembers
     * @param catalog its catalog
     * @param recovery finds out what a crash has left behind
     */
    public Target(String name, Changelog changelog, History history, CatalogReader catalog, Recovery recovery) {
        this(name, changelog, history, catalog, DatabaseExaminer.NONE, recovery);
    }
}
