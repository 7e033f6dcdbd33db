package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.adapter.jdbc.ChangelogRow;
import io.github.safemigration.adapter.jdbc.WorkingConnection;
import io.github.safemigration.engine.changelog.ChangelogListener;
import io.github.safemigration.engine.changelog.ChecksumChange;
import io.github.safemigration.engine.changelog.ChecksumListener;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import liquibase.ChecksumVersion;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;

/** Stores the checksum that one applied changeset has now, under the changelog lock. */
final class ChecksumRebaseline {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String target;
    private final LiquibaseSurroundings surroundings;
    private final ChecksumListener listener;

    ChecksumRebaseline(String target, LiquibaseSurroundings surroundings, ChecksumListener listener) {
        this.target = target;
        this.surroundings = surroundings;
        this.listener = listener;
    }

    /** {@return the checksums, or null if the stored one is that of now} */
    @Nullable
    ChecksumChange of(LiquibaseSession session, DatabaseChangeLog changelog, String name) throws Exception {
        ChangeSet changeset = ChangesetLookup.inChangelog(changelog, name);
        try (ChangelogLock lock = new ChangelogLock(surroundings, new ChangelogListener() {})) {
            lock.bind(session);
            Instant giveUp = now().plus(PATIENCE);
            if (!lock.take(() -> now().isBefore(giveUp))) {
                throw refused(session);
            }
            session.forget();
            RanChangeSet ran = ChangesetLookup.applied(session.database().getRanChangeSetList(), changeset);
            return replaced(session, changeset, ran);
        }
    }

    private @Nullable ChecksumChange replaced(LiquibaseSession session, ChangeSet changeset, RanChangeSet ran)
            throws LiquibaseException, SQLException {
        String after = String.valueOf(changeset.generateCheckSum(ChecksumVersion.latest()));
        @Nullable
        String before =
                ran.getLastCheckSum() == null ? null : ran.getLastCheckSum().toString();
        if (after.equals(before)) {
            return null;
        }
        String update = "UPDATE " + session.historyTable() + " SET MD5SUM = '" + after + "'";
        ChecksumChange change = new ChecksumChange(
                ChangesetIds.of(changeset), before, after, update + " -- was " + (before == null ? "null" : before));
        listener.replacing(change, session.position());
        Connection connection = session.connection();
        connection.setAutoCommit(false);
        try {
            ChangelogRow row =
                    new ChangelogRow(session.historyTable(), ran.getStoredChangeLog(), ran.getId(), ran.getAuthor());
            row.checksum(connection, after);
            WorkingConnection.during(connection, () -> listener.recording(change));
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
        session.forget();
        return change;
    }

    private MigrationException refused(LiquibaseSession session) throws SQLException {
        @Nullable LockHolder holder = session.lockHolder(surroundings.fence());
        String message = "The changelog lock is held by " + (holder == null ? "somebody else" : holder.inWords())
                + ". No checksum was changed.";
        return new MigrationException(target, Failure.of(FailureKind.LOCK_HELD, message), null);
    }

    private Instant now() {
        return surroundings.clock().instant();
    }
}
