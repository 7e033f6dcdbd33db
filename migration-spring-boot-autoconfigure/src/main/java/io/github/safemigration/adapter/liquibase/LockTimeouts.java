package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.ClientCheck;
import io.github.safemigration.adapter.jdbc.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.UnexpectedLiquibaseException;
import org.jspecify.annotations.Nullable;

/**
 * Sets, for each statement of a changeset, how long it may wait for a lock (PostgreSQL manual, 19.11.1, {@code
 * lock_timeout}): not long where others wait behind it, long where it waits without keeping anybody waiting. Also has the
 * server look once a second whether we are still there, else the statement of a process that was killed goes on to its
 * end, with all its locks (19.3.2, {@code client_connection_check_interval}).
 */
final class LockTimeouts {

    private static final int FIRST_WITH_CLIENT_CHECK = 14;

    private static final String CLIENT_CHECK =
            "set #client_connection_check_interval = '1s'; set #tcp_keepalives_idle = 5;"
                    + " set #tcp_keepalives_interval = 5; set #tcp_keepalives_count = 3; ";

    private static final Pattern OWN = Pattern.compile("\\bset\\b[^;]*\\block_timeout\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern LEADING_COMMENT =
            Pattern.compile("^(?:\\s+|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)+", Pattern.DOTALL);

    /** What waits for a lock, or for transactions to end, without keeping anybody from reading or writing. */
    private static final Pattern PATIENT = Pattern.compile(
            "^(?:create\\s+(?:unique\\s+)?index\\s+concurrently\\b"
                    + "|drop\\s+index\\s+concurrently\\b"
                    + "|reindex\\b[^;]*\\bconcurrently\\b"
                    + "|refresh\\s+materialized\\s+view\\s+concurrently\\b"
                    + "|alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?[^\\s,]+\\s+validate\\s+constraint\\s+[^\\s,;]+\\s*;?\\s*$"
                    + "|alter\\s+table\\s+(?:if\\s+exists\\s+)?[^\\s,]+\\s+detach\\s+partition\\s+\\S+\\s+concurrently\\b"
                    + "|(?:vacuum\\b(?![^;]*\\bfull\\b)|analyze\\b)[^;]*;?\\s*$)",
            Pattern.CASE_INSENSITIVE);

    /** In the comment of a changeset, which is outside of its checksum. */
    private static final Pattern OVERRIDE =
            Pattern.compile("safemigration:lock-timeout=(\\d+)(ms|s|m|h)?(?=\\s|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern OVERRIDE_NAMED =
            Pattern.compile("safemigration:lock-timeout", Pattern.CASE_INSENSITIVE);

    private final LockPolicy policy;
    private boolean clientCheck;
    private boolean applies;
    private boolean handsOff;
    private boolean holds;
    private String scope = "";
    private String first = "";
    private Duration usual;
    private @Nullable Duration set;

    LockTimeouts(LockPolicy policy) {
        this.policy = policy;
        this.usual = policy.timeout();
    }

    /** Before the first changeset: asks what the server can do. */
    void look(Database database) {
        try {
            clientCheck = database.getClass() == PostgresDatabase.class
                    && version(database) >= FIRST_WITH_CLIENT_CHECK
                    && database.getConnection() instanceof JdbcConnection connection
                    && ClientCheck.isKnownTo(connection.getUnderlyingConnection());
        } catch (SQLException e) {
            throw new UnexpectedLiquibaseException(e);
        }
    }

    /**
     * A changeset begins its changes.
     *
     * @param sessionsLast whether what is set for a session lasts; if not, nothing is set outside a transaction
     * @param whole whether other changesets have run in its transaction, whose locks are still held
     */
    void begin(ChangeSet changeset, Database database, boolean sessionsLast, boolean whole) {
        holds = whole;
        applies = database.getClass() == PostgresDatabase.class && (changeset.isRunInTransaction() || sessionsLast);
        handsOff = false;
        set = null;
        scope = changeset.isRunInTransaction() ? "local " : "";
        usual = override(changeset);
        first = clientCheck();
    }

    /** In a statement, and between two: nobody else ends the transaction of a process whose host has gone. */
    private String clientCheck() {
        return applies && clientCheck ? CLIENT_CHECK.replace("#", scope) : "";
    }

    /** A statement of the changeset has ended its transaction: what was set for it holds no more. */
    void transactionEnded() {
        if (!scope.isEmpty()) {
            first = clientCheck();
            set = null;
            holds = false;
        }
    }

    private Duration override(ChangeSet changeset) {
        String comment = changeset.getComments() == null ? "" : changeset.getComments();
        Matcher override = OVERRIDE.matcher(comment);
        if (override.find()) {
            long number = Long.parseLong(override.group(1));
            return switch (override.group(2) == null ? "ms" : override.group(2)) {
                case "s", "S" -> Duration.ofSeconds(number);
                case "m", "M" -> Duration.ofMinutes(number);
                case "h", "H" -> Duration.ofHours(number);
                default -> Duration.ofMillis(number);
            };
        }
        if (OVERRIDE_NAMED.matcher(comment).find()) {
            throw new UnexpectedLiquibaseException("The comment of changeset " + changeset
                    + " has a lock-timeout that is not understood: write safemigration:lock-timeout=10s");
        }
        return policy.timeout();
    }

    private static int version(Database database) {
        try {
            return database.getDatabaseMajorVersion();
        } catch (DatabaseException e) {
            throw new UnexpectedLiquibaseException(e);
        }
    }

    /**
     * Sets what holds for a statement.
     *
     * @return how long it may wait; null if that is not for us to say
     */
    @Nullable
    Duration before(String statement, Connection connection) throws SQLException {
        if (!applies) {
            return null;
        }
        handsOff = handsOff || OWN.matcher(statement).find();
        boolean patient = isPatient(statement);
        // What waits behind a lock that the transaction already has waits for this one, too.
        Duration wanted = patient && !holds ? policy.patientTimeout() : usual;
        holds = holds || (!patient && !scope.isEmpty());
        String settings = first + (handsOff || wanted.equals(set) ? "" : timeout(wanted));
        if (!settings.isEmpty()) {
            SessionSettings.send(settings, connection);
            first = "";
        }
        set = handsOff ? null : wanted;
        return set;
    }

    private String timeout(Duration limit) {
        return "set " + scope + "lock_timeout = '" + limit.toMillis() + "ms'";
    }

    /** What was set for the session must not hold for the next changeset. */
    void end(Connection connection) throws SQLException {
        if (applies && scope.isEmpty() && set != null) {
            SessionSettings.send("reset lock_timeout", connection);
        }
        set = null;
    }

    /** {@return whether something is set that the end of a transaction does not end} */
    boolean areSetForSession() {
        return applies && scope.isEmpty() && set != null;
    }

    static boolean isPatient(String statement) {
        return PATIENT.matcher(bare(statement)).find();
    }

    static String bare(String statement) {
        return LEADING_COMMENT.matcher(statement).replaceFirst("");
    }
}
