package io.github.safemigration.campaign;

import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.FreshDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;

/** A process that waits for the changelog lock of another one, and has more to do than that. */
final class Succession {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FIRST = "--changeset campaign:1\nselect count(*) from gate;\n";
    private static final String BOTH = FIRST + "--changeset campaign:2\ncreate table two (id int);\n";

    /** The database notes each time that the row of the lock is written, whoever does it. */
    private static final String[] NOTEBOOK = {
        "create table gate (id int)",
        "create table turn (at timestamptz, owner text)",
        "create function note() returns trigger language plpgsql as $$ begin"
                + " insert into turn values (clock_timestamp(), new.lockedby); return null; end $$",
        "create trigger note after update on databasechangeloglock for each row execute function note()"
    };

    private static final String HANDED_OVER = "select round(extract(epoch from taken.at - freed.at) * 1000)::int::text"
            + " from (select max(at) as at from turn where owner is not null) taken,"
            + " (select min(at) as at from turn where owner is null) freed";

    private static final String AT_THE_GATE = "select 1 from pg_stat_activity where datname = current_database()"
            + " and wait_event_type = 'Lock' and query like 'select count(*) from gate%'";

    private Succession() {}

    /** {@return from when the owner frees the lock until the other one has it, in milliseconds} */
    static long millis(Path folder, String mode) throws Exception {
        PodFolder pods = new PodFolder(folder);
        try (FreshDatabase database = Ground.before()) {
            try (PodProcess pod = pods.start(database, "--changeset campaign:0\nselect 1;\n", mode)) {
                pod.awaitEnd(PATIENCE.toSeconds());
            }
            database.execute(NOTEBOOK);
            try (Connection gate = database.dataSource().getConnection()) {
                gate.setAutoCommit(false);
                try (Statement statement = gate.createStatement()) {
                    statement.execute("lock table gate");
                }
                return handOver(pods, database, gate, mode);
            }
        }
    }

    private static long handOver(PodFolder pods, FreshDatabase database, Connection gate, String mode)
            throws Exception {
        // The owner is to wait at the gate, and not to try again and again.
        String patient = "migration.lock.timeout=60s";
        try (PodProcess owner = pods.start(database, FIRST, mode, patient)) {
            await().atMost(PATIENCE).until(() -> !database.query(AT_THE_GATE).isEmpty());
            try (PodProcess other = pods.start(database, BOTH, mode, patient)) {
                await().atMost(PATIENCE).until(() -> waits(other));
                gate.rollback();
                if (!owner.awaitEnd(PATIENCE.toSeconds()) || !other.awaitEnd(PATIENCE.toSeconds())) {
                    throw new IOException("It does not end:\n" + owner.said() + other.said());
                }
            }
        }
        return Long.parseLong(database.value(HANDED_OVER) + "");
    }

    private static boolean waits(PodProcess pod) throws IOException {
        return !pod.times("waited").isEmpty() || pod.said().contains("Waiting for changelog lock");
    }
}
