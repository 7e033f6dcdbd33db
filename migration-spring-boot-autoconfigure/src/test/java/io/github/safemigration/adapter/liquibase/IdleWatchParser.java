package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.testsupport.FreshDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.exception.ChangeLogParseException;
import liquibase.parser.core.formattedsql.FormattedSqlChangeLogParser;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/** Parses formatted SQL, and looks meanwhile whether somebody has left a transaction open. */
public class IdleWatchParser extends FormattedSqlChangeLogParser {

    private static final AtomicInteger PARSED = new AtomicInteger();

    private static final AtomicInteger IDLE = new AtomicInteger();

    private static volatile @Nullable FreshDatabase watched;

    static void watch(FreshDatabase database) {
        PARSED.set(0);
        IDLE.set(0);
        watched = database;
    }

    static void stop() {
        watched = null;
    }

    static int seen() {
        return PARSED.get();
    }

    static int idleInTransaction() {
        return IDLE.get();
    }

    @Override
    public int getPriority() {
        return super.getPriority() + 1;
    }

    @Override
    public DatabaseChangeLog parse(String location, ChangeLogParameters parameters, ResourceAccessor resources)
            throws ChangeLogParseException {
        FreshDatabase database = watched;
        if (database != null) {
            PARSED.incrementAndGet();
            String idle = database.value("select count(*) from pg_stat_activity"
                    + " where datname = current_database() and state like 'idle in transaction%'"
                    // The lock is held in a transaction, without a snapshot.
                    + " and query not like 'set local idle_in_transaction_session_timeout%'");
            IDLE.addAndGet(Integer.parseInt(String.valueOf(idle)));
        }
        return super.parse(location, parameters, resources);
    }
}
