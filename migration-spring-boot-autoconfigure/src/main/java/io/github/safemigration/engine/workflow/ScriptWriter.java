package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.ChangelogScript;
import io.github.safemigration.engine.changelog.ChangesetResult;
import io.github.safemigration.engine.changelog.ScriptedChangeset;
import io.github.safemigration.engine.history.HistoryScript;
import io.github.safemigration.engine.history.RunEnd;
import io.github.safemigration.engine.history.RunStart;
import io.github.safemigration.engine.model.ApplicationInfo;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.Counted;
import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.model.RunOutcome;
import io.github.safemigration.engine.model.SchemaVersion;
import io.github.safemigration.engine.schema.CatalogChange;
import java.util.List;

/** Puts a run together as a script for psql: each changeset commits with its rows of both histories. */
final class ScriptWriter {

    private final ChangelogScript changelog;
    private final HistoryScript history;
    private final RunStart start;
    private final StringBuilder text = new StringBuilder();

    ScriptWriter(ChangelogScript changelog, HistoryScript history, RunStart start) {
        this.changelog = changelog;
        this.history = history;
        this.start = start;
    }

    MigrationScript write() {
        introduce();
        if (!changelog.changesets().isEmpty()) {
            open();
            int position = 0;
            for (ScriptedChangeset changeset : changelog.changesets()) {
                write(changeset, ++position);
            }
            close();
        }
        if (changelog.rest() != null) {
            comment("The script ends here: " + changelog.rest());
        }
        return new MigrationScript(
                start.target(),
                start.planFingerprint(),
                changelog.changesets().size(),
                changelog.rest(),
                text.toString());
    }

    private void introduce() {
        ApplicationInfo application = start.application();
        DatabaseInfo database = start.database();
        comment("Migration of target '" + start.target() + "' of " + application.name()
                + (application.version() == null ? "" : " " + application.version()) + ", written " + start.started());
        comment("for " + database.product() + " " + database.version() + ", database " + database.name() + " on "
                + database.host() + ", with "
                + Counted.of(changelog.state().version().applied(), "changeset") + " applied");
        comment("plan " + start.planFingerprint());
        if (changelog.changesets().isEmpty() && changelog.rest() == null) {
            comment("Nothing is pending.");
            return;
        }
        comment("Run it with psql -X -f <this file>. A changeset commits together with its rows of history. What fails"
                + " ends the script:");
        comment("what is committed stays, and a script written anew goes on from there.");
        line("\\set ON_ERROR_STOP on");
        line("");
    }

    private void open() {
        line("BEGIN;");
        statements(changelog.settings());
        statements(changelog.tables());
        statements(changelog.changesets().get(0).guard());
        statements(history.tables());
        statements(history.begin(start));
        line("COMMIT;");
    }

    private void write(ScriptedChangeset scripted, int position) {
        ChangesetId id = scripted.changeset().id();
        boolean transaction = scripted.changeset().traits().inTransaction();
        ChangesetResult result = new ChangesetResult(
                id, scripted.changeset().checksum(), scripted.outcome(), scripted.statements(), null);
        line("");
        comment(position + ". " + id + (transaction ? "" : ", not in a transaction"));
        // A changeset before may have changed what names mean; a run puts that right too.
        statements(changelog.settings());
        if (transaction) {
            line("BEGIN;");
        }
        statements(scripted.guard());
        statements(scripted.statements());
        if (!transaction) {
            line("BEGIN;");
        }
        statements(scripted.mark());
        statements(history.append(
                start.id(), position, result, scripted.changeset().rollback()));
        line("COMMIT;");
    }

    private void close() {
        line("");
        statements(history.finish(
                new RunEnd(start.id(), RunOutcome.SUCCEEDED, start.started(), null, after(), CatalogChange.none())));
    }

    private SchemaVersion after() {
        List<ScriptedChangeset> changesets = changelog.changesets();
        long added = changesets.stream()
                .filter(changeset -> changeset.outcome() == ChangesetOutcome.EXECUTED)
                .count();
        ChangesetId last = changesets.get(changesets.size() - 1).changeset().id();
        return new SchemaVersion(
                start.before().tag(),
                last.toString(),
                Math.toIntExact(start.before().applied() + added),
                null);
    }

    private void statements(List<String> statements) {
        for (String statement : statements) {
            line(statement.strip() + end(statement.strip()));
        }
    }

    private static String end(String statement) {
        String last = statement.substring(statement.lastIndexOf('\n') + 1);
        // A semicolon behind a comment would be part of it.
        if (last.contains("--")) {
            return "\n;";
        }
        return last.endsWith(";") ? "" : ";";
    }

    private void comment(String words) {
        words.lines().forEach(each -> line("-- " + each));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
