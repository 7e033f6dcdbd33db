package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.changelog.ChangelogScript;
import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.changelog.ScriptedChangeset;
import io.github.safemigration.engine.changelog.SqlPreview;
import io.github.safemigration.engine.model.ChangesetOutcome;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.Redactor;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.LiquibaseException;
import liquibase.executor.ExecutorService;
import liquibase.executor.LoggingExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Writes pending changesets as statements for psql. Only to be used within {@link LiquibaseScope#reading}. What is wrong
 * when somebody else runs it later is not written: the script ends before it.
 */
final class ChangelogScripter {

    /** Without this name Liquibase renders CSV files as prepared statements, which no script can hold. */
    private static final String LOGGING = "logging";

    private static final String MIGRATE = " Let migrate run it, then have the next script written.";

    private final String target;
    private final LiquibaseSession session;
    private final Database database;
    private final Redactor redactor;
    private final SqlRenderer renderer;
    private final ChangesetPreviewer previewer;
    private final ChangelogTables tables;

    ChangelogScripter(String target, LiquibaseSession session, LiquibaseSurroundings surroundings) {
        this.target = target;
        this.session = session;
        this.database = session.database();
        this.redactor = surroundings.redactor();
        this.renderer = SqlRenderer.whole(database);
        this.previewer = new ChangesetPreviewer(database, redactor);
        this.tables = new ChangelogTables(
                database, DeploymentIds.next(surroundings.clock().millis()));
    }

    ChangelogScript script(List<ChangeSet> pending) throws LiquibaseException, SQLException {
        if (!(database instanceof PostgresDatabase)) {
            String message = "A script can be written for PostgreSQL only, and this is "
                    + database.getDatabaseProductName() + ". Nothing was done.";
            throw new MigrationException(target, Failure.of(FailureKind.CONFIGURATION, message), null);
        }
        ExecutorService executors = Scope.getCurrentScope().getSingleton(ExecutorService.class);
        executors.setExecutor(LOGGING, database, new LoggingExecutor(null, new StringWriter(), database));
        try {
            return scripted(pending);
        } finally {
            executors.clearExecutor(LOGGING, database);
        }
    }

    private ChangelogScript scripted(List<ChangeSet> pending) throws LiquibaseException, SQLException {
        List<ScriptedChangeset> changesets = new ArrayList<>();
        @Nullable String rest = null;
        int applied = database.getRanChangeSetList().size();
        for (ChangeSet changeset : pending) {
            SqlPreview whole = previewer.whole(changeset, renderer);
            rest = obstacle(changeset, whole, changesets.isEmpty());
            if (rest != null) {
                rest = ChangesetIds.of(changeset) + " " + rest;
                break;
            }
            ScriptedChangeset scripted = scripted(changeset, whole.statements(), applied);
            changesets.add(scripted);
            applied += scripted.outcome() == ChangesetOutcome.EXECUTED ? 1 : 0;
        }
        return new ChangelogScript(
                session.state(pending), List.of(session.searchPath()), tables.missingForUs(), changesets, rest);
    }

    private ScriptedChangeset scripted(ChangeSet changeset, List<String> statements, int applied)
            throws LiquibaseException {
        PendingChangeset shown = previewer.preview(changeset);
        boolean ranBefore = database.getRanChangeSet(changeset) != null;
        return new ScriptedChangeset(
                shown,
                ranBefore ? ChangesetOutcome.RERAN : ChangesetOutcome.EXECUTED,
                List.of(tables.guard(applied)),
                statements,
                tables.mark(changeset, ranBefore));
    }

    /** What keeps a changeset from being run by hand; null if nothing does. */
    private @Nullable String obstacle(ChangeSet changeset, SqlPreview preview, boolean first) {
        if (!preview.opaque().isEmpty()) {
            return "cannot be run by hand: " + redactor.redact(preview.opaque().get(0)) + "." + MIGRATE;
        }
        if (changeset.getPreconditions() != null
                && !changeset.getPreconditions().getNestedPreconditions().isEmpty()) {
            return "has preconditions, which are asked when it runs." + MIGRATE;
        }
        if (Boolean.FALSE.equals(changeset.getFailOnError())) {
            return "may fail without ending the run (failOnError=false)." + MIGRATE;
        }
        if (changeset.getRunWith() != null) {
            return "is run with " + changeset.getRunWith() + "." + MIGRATE;
        }
        if (namesSecret(preview.statements()) || namesSecret(tables.mark(changeset, false))) {
            return "names a secret, which stands in no script." + MIGRATE;
        }
        return preview.rendered() && !first
                ? "is rendered from the database as it is before it runs. Run this script, then have the next one written."
                : null;
    }

    private boolean namesSecret(List<String> statements) {
        return statements.stream().anyMatch(sql -> !redactor.redact(sql).equals(sql));
    }
}
