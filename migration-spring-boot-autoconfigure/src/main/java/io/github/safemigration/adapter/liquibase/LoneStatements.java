package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.JdbcFailures;
import io.github.safemigration.adapter.jdbc.SearchPath;
import io.github.safemigration.engine.changelog.ChangelogListener;
import io.github.safemigration.engine.changelog.LoneStatement;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.Redactor;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.UnexpectedLiquibaseException;
import org.jspecify.annotations.Nullable;

/** Tells our listener of the statements of a changeset without a transaction, each of which stands for itself. */
final class LoneStatements {

    /** A procedure, and a block, may have committed something before the statement that was refused. */
    private static final Pattern MAY_COMMIT = Pattern.compile(
            "^(?:\\s++|--[^\\n]*+\\n|/\\*.*?\\*/)*(?:call\\b|do\\b.*\\b(?:commit|call)\\b)|;.*\\bcommit\\b",
            Pattern.DOTALL);

    private final ChangelogListener listener;
    private final Redactor redactor;
    private @Nullable LoneStatement last;

    LoneStatements(ChangelogListener listener, Redactor redactor) {
        this.listener = listener;
        this.redactor = redactor;
    }

    void begin() {
        last = null;
    }

    boolean isSent(ChangeSet changeset, @Nullable String checksum, Database database, List<String> statements) {
        LoneStatement next = new LoneStatement(
                ChangesetIds.of(changeset),
                checksum,
                redactor.redact(String.join(";\n", statements)),
                searchPath(database));
        last = null;
        boolean isSent = listener.sendingAlone(next);
        last = isSent ? next : null;
        return isSent;
    }

    /** What fails from now on is something else. */
    void answered() {
        if (last != null) {
            listener.answeredAlone(last.changeset());
            last = null;
        }
    }

    /** Only the server's own no means that nothing has happened. */
    void failed(SQLException e) {
        LoneStatement sent = last;
        if (sent != null
                && e.getSQLState() != null
                && !e.getSQLState().startsWith("58")
                && !e.getSQLState().startsWith("XX")
                && JdbcFailures.kind(e) != FailureKind.DATABASE_UNREACHABLE
                && !MAY_COMMIT.matcher(sent.sql().toLowerCase(Locale.ROOT)).find()) {
            last = null;
            listener.refusedAlone(sent.changeset());
        }
    }

    void ended(ChangeSet changeset) {
        last = null;
        listener.endedAlone(ChangesetIds.of(changeset));
    }

    private static @Nullable String searchPath(Database database) {
        if (database.getClass() != PostgresDatabase.class
                || !(database.getConnection() instanceof JdbcConnection connection)) {
            return null;
        }
        try {
            return SearchPath.of(connection.getUnderlyingConnection());
        } catch (SQLException e) {
            throw new UnexpectedLiquibaseException(e);
        }
    }
}
