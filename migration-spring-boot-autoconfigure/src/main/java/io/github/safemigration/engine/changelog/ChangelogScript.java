package io.github.safemigration.engine.changelog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pending changesets as statements for somebody who runs them by hand.
 *
 * @param state how the database stands
 * @param settings statements that make the session that of a run
 * @param tables statements that create Liquibase's own tables; empty where they are there
 * @param changesets the changesets that can be scripted, in order, up to the first that cannot
 * @param rest why the script ends before the last pending changeset; null if it holds them all
 */
public record ChangelogScript(
        ChangelogState state,
        List<String> settings,
        List<String> tables,
        List<ScriptedChangeset> changesets,
        @Nullable String rest) {

    /** Copies the lists. */
    public ChangelogScript {
        settings = List.copyOf(settings);
        tables = List.copyOf(tables);
        changesets = List.copyOf(changesets);
    }
}
