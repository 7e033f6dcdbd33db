package io.github.safemigration.campaign;

import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.FreshDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** What becomes of processes that are killed, stopped or fail, with the starter and without it. */
final class ProcessAnchors {

    private static final String OURS = "migration.enabled=true";
    private static final String PLAIN = "migration.enabled=false";
    private static final Duration REACHED_WITHIN = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NEVER = "still not after " + PATIENCE.toSeconds() + " s";
    private static final String SLEEP = "--changeset campaign:1\nselect pg_sleep(15);\n";
    private static final String LOCKED = "select 1 from databasechangeloglock where locked";
    private static final String SLEEPING =
            "select 1 from pg_stat_activity where datname = current_database() and query like 'select pg_sleep(15)%'"
                    + " and state = 'active'";

    private final PodFolder pods;

    ProcessAnchors(Path folder) {
        pods = new PodFolder(folder);
    }

    void measure(Figures figures) throws Exception {
        String[] killed = killed(OURS);
        String[] plainKilled = killed(PLAIN);
        add(
                figures,
                "A1 restart after kill -9 in a changeset goes on, from asking for the lock (plain: from its start), after",
                killed[1],
                plainKilled[1],
                3_000);
        add(figures, "A2 statement of a killed process ends after", killed[0], plainKilled[0], 2_000);
        add(figures, "9 (A14) SIGTERM in a statement of 15 s: lock free after", stopped(OURS), stopped(PLAIN), 12_000);
        int lines = lines(OURS);
        figures.add("A12 lines of the analysis of bad SQL (plain: of the log)", lines, lines(PLAIN), "15", lines <= 15);
        boolean warns = warns(OURS);
        figures.add("A15 stuck row, nothing pending: warned of", warns, warns(PLAIN), "true", warns);
    }

    private static void add(Figures figures, String what, String ours, String plain, long millis) {
        boolean met = ours.endsWith(" ms") && Long.parseLong(ours.replace(" ms", "")) <= millis;
        figures.add(what, ours, plain, millis + " ms", met);
    }

    /** How long its statement, and how long the next start, went on. */
    private String[] killed(String mode) throws Exception {
        try (FreshDatabase database = Ground.before()) {
            try (PodProcess pod = pods.start(database, SLEEP, mode)) {
                await().atMost(REACHED_WITHIN).until(() -> finds(database, SLEEPING));
                pod.kill();
            }
            String orphan = until(database, SLEEPING, false);
            try (PodProcess next = pods.start(database, SLEEP, mode)) {
                await().atMost(REACHED_WITHIN).until(() -> !next.times("asked").isEmpty());
                String goesOn = until(database, SLEEPING, true);
                return new String[] {orphan, goesOn.equals(NEVER) ? goesOn : sinceTried(next)};
            }
        }
    }

    /** Plain Liquibase does not tell when it asked for the lock. */
    private static String sinceTried(PodProcess next) throws IOException {
        long now = System.currentTimeMillis();
        List<Long> tried = next.times("tried");
        return now - (tried.isEmpty() ? next.times("asked") : tried).get(0) + " ms";
    }

    private String stopped(String mode) throws Exception {
        try (FreshDatabase database = Ground.before();
                PodProcess pod = pods.start(database, SLEEP, mode)) {
            await().atMost(REACHED_WITHIN).until(() -> finds(database, SLEEPING));
            pod.terminate();
            return until(database, LOCKED, false);
        }
    }

    private int lines(String mode) throws Exception {
        try (FreshDatabase database = Ground.before();
                PodProcess pod = pods.start(database, "--changeset campaign:1\ncreate tabel one (id int);\n", mode)) {
            pod.awaitEnd(REACHED_WITHIN.toSeconds());
            List<String> said = pod.said().lines().toList();
            // Spring Boot's analysis where there is one; else all that begins with the first error.
            String start =
                    said.stream().anyMatch(line -> line.contains("FAILED TO START")) ? "FAILED TO START" : " ERROR ";
            return (int) said.stream()
                    .dropWhile(line -> !line.contains(start))
                    .filter(line -> !line.isBlank())
                    .count();
        }
    }

    private boolean warns(String mode) throws Exception {
        String changelog = "--changeset campaign:1\ncreate table one (id int);\n";
        try (FreshDatabase database = Ground.before()) {
            try (PodProcess pod = pods.start(database, changelog, mode)) {
                pod.awaitEnd(REACHED_WITHIN.toSeconds());
            }
            database.execute("update databasechangeloglock set locked = true, lockedby = 'pod-7 (10.0.0.7)',"
                    + " lockgranted = now()");
            try (PodProcess pod = pods.start(database, changelog, mode)) {
                pod.awaitEnd(REACHED_WITHIN.toSeconds());
                return pod.said().lines().anyMatch(line -> line.contains(" WARN ") && line.contains("lock"));
            }
        }
    }

    /** How long it takes until the query finds something, or nothing any more. */
    private static String until(FreshDatabase database, String query, boolean something) {
        long asked = System.nanoTime();
        try {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(PATIENCE)
                    .until(() -> finds(database, query) == something);
            return Duration.ofNanos(System.nanoTime() - asked).toMillis() + " ms";
        } catch (ConditionTimeoutException e) {
            return NEVER;
        }
    }

    private static boolean finds(FreshDatabase database, String query) {
        return !database.query(query).isEmpty();
    }
}
