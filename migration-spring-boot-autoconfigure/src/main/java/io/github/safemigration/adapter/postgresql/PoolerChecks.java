package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.preflight.PreflightCheck;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a pooler stands in between, and whether what is pending can go through it. */
final class PoolerChecks {

    private static final String NAME = "pooler";

    private static final String DIRECT =
            "Set migration.datasource.url to the database itself: lock, migration and history then go past the pooler.";

    private PoolerChecks() {}

    static List<PreflightCheck> of(DatabaseFacts facts, ExaminedTarget target) {
        return List.of(check(facts, target));
    }

    private static PreflightCheck check(DatabaseFacts facts, ExaminedTarget target) {
        String place = HostedPlace.of(facts.database()).map(HostedPlace::pooler).orElse("A pooler");
        return switch (facts.pooling()) {
            case NONE -> PreflightCheck.ok(NAME, "No pooler stands between us and the server.");
            case SESSION ->
                PreflightCheck.warn(
                        NAME,
                        place + " stands between us and the server. It keeps sessions, so everything can run.",
                        DIRECT);
            case TRANSACTION -> through(place, facts, target);
        };
    }

    private static PreflightCheck through(String place, DatabaseFacts facts, ExaminedTarget target) {
        for (PendingChangeset changeset : facts.pending()) {
            Optional<String> setting = SessionUse.in(changeset);
            if (!changeset.traits().inTransaction() && setting.isPresent()) {
                return halt(place, changeset, "sets something for its session: " + setting.get());
            }
            if (!changeset.traits().inTransaction() && needsSearchPath(facts, target)) {
                return halt(
                        place, changeset, "needs the schema " + target.schema() + " in the search path of its session");
            }
        }
        String found = place + " stands between us and the server, and may give each transaction another session.";
        String settings = facts.pending().stream()
                .filter(changeset -> SessionUse.in(changeset).isPresent())
                .map(changeset -> String.valueOf(changeset.id()))
                .findFirst()
                .map(id -> " What changeset " + id + " sets for its session stays behind in the pooler.")
                .orElse(" What is pending can go through it.");
        return PreflightCheck.warn(NAME, found + settings, DIRECT);
    }

    private static PreflightCheck halt(String place, PendingChangeset changeset, String reason) {
        return PreflightCheck.halt(
                NAME,
                FailureKind.POOLED_SESSION,
                place + " stands between us and the server and gives each transaction another session, and changeset "
                        + changeset.id() + ", which does not run in a transaction, " + reason + ".",
                DIRECT);
    }

    /** Liquibase sets it for the session where there is no transaction, unless the schema stands first in it already. */
    private static boolean needsSearchPath(DatabaseFacts facts, ExaminedTarget target) {
        @Nullable String schema = target.schema();
        String first = String.valueOf(facts.text("search_path"))
                .split(",", 2)[0]
                .strip()
                .replace("\"", "");
        return schema != null && !schema.toLowerCase(Locale.ROOT).equals(first.toLowerCase(Locale.ROOT));
    }
}
