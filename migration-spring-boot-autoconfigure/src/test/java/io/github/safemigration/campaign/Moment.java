package io.github.safemigration.campaign;

import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A moment of a run that can be brought about again and again.
 *
 * @param point what kind of moment it is
 * @param place where in the changelog
 * @param ambush stops the run there; a new one each time
 * @param holds what keeps the server busy at that place, if it is one in the server
 */
record Moment(Point point, String place, Supplier<Ambush> ambush, List<Hold> holds) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    Moment {
        holds = List.copyOf(holds);
    }

    /** Strikes when the run is there; the server goes on with what it is at only afterwards. */
    void strike(FreshDatabase database, Ambush ambush, Strike blow) throws Exception {
        if (holds.isEmpty()) {
            blow.strike();
            return;
        }
        try (Connection holding = database.dataSource().getConnection()) {
            execute(holding, "set lock_timeout = '20s'");
            holding.setAutoCommit(false);
            for (Hold hold : holds) {
                execute(holding, hold.sql());
                ambush.release();
                await(point + " at " + place)
                        .atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> !database.query(hold.until()).isEmpty());
            }
            blow.strike();
            holding.rollback();
        }
    }

    private static void execute(Connection holding, String sql) throws SQLException {
        try (Statement statement = holding.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String toString() {
        return point + " at " + place;
    }

    /**
     * Keeps the server where it is.
     *
     * @param sql what holds it, in a transaction that is open until the blow
     * @param until a query that finds something once it is there
     */
    record Hold(String sql, String until) {}

    /** What is done to the process. */
    @FunctionalInterface
    interface Strike {
        void strike() throws Exception;
    }
}
