package io.github.safemigration.campaign;

import io.github.safemigration.testsupport.FreshDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;

/**
 * Several processes that start at once on one database, ours and such of plain Boot and Liquibase.
 *
 * @param ready how many contexts of ours got ready
 * @param plainReady how many of plain Boot and Liquibase did
 * @param failed how many of both did not
 * @param executed how many changesets Liquibase has written down, in how many rows
 * @param spreadMillis from the first context that was ready to the last
 * @param aftermath what is wrong with the database
 */
record Crowd(int ready, int plainReady, int failed, String executed, long spreadMillis, Aftermath aftermath) {

    private static final long LONGEST_SECONDS = 300;

    /** Starts so many processes of so many contexts each, and so many of plain Boot of one context. */
    static Crowd start(Path folder, int ours, int contexts, int plain) throws Exception {
        try (FreshDatabase database = Ground.before()) {
            return start(database, folder, ours, contexts, plain);
        }
    }

    /** As {@link #start}, on a database that has Liquibase's tables already, as after the first release of anything. */
    static Crowd join(Path folder, int ours, int contexts, int plain) throws Exception {
        try (FreshDatabase database = Ground.before();
                Connection connection = database.dataSource().getConnection();
                Liquibase liquibase = new Liquibase(
                        Ground.CHANGELOG_FILE, new ClassLoaderResourceAccessor(), new JdbcConnection(connection))) {
            liquibase.listLocks();
            liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression());
            return start(database, folder, ours, contexts, plain);
        }
    }

    private static Crowd start(FreshDatabase database, Path folder, int ours, int contexts, int plain)
            throws IOException, InterruptedException {
        List<PodProcess> pods = new ArrayList<>();
        try {
            String[] properties =
                    Ground.properties(database.url(), database, "spring.datasource.hikari.maximum-pool-size=2");
            for (int i = 0; i < ours; i++) {
                pods.add(PodProcess.start(folder.resolve("ours" + i), contexts, properties));
            }
            String[] without = Stream.concat(Stream.of(properties), Stream.of("migration.enabled=false"))
                    .toArray(String[]::new);
            for (int i = 0; i < plain; i++) {
                pods.add(PodProcess.start(folder.resolve("plain" + i), 1, without));
            }
            for (PodProcess pod : pods) {
                if (!pod.awaitEnd(LONGEST_SECONDS)) {
                    throw new IOException("It does not end:\n" + pod.said());
                }
            }
            tellFailed(pods);
            return new Crowd(
                    count(pods.subList(0, ours), "ready"),
                    count(pods.subList(ours, ours + plain), "ready"),
                    count(pods, "failed"),
                    database.value("SELECT count(DISTINCT id) || ' in ' || count(*) FROM databasechangelog") + "",
                    spreadMillis(pods),
                    Aftermath.of(database, Ground.undisturbed()));
        } finally {
            pods.forEach(PodProcess::close);
        }
    }

    /** What a process that failed has said: nobody could look at it afterwards. */
    private static void tellFailed(List<PodProcess> pods) throws IOException {
        for (PodProcess pod : pods) {
            if (!pod.times("failed").isEmpty()) {
                System.out.println(pod.said());
            }
        }
    }

    private static int count(List<PodProcess> pods, String what) throws IOException {
        int count = 0;
        for (PodProcess pod : pods) {
            count += pod.times(what).size();
        }
        return count;
    }

    private static long spreadMillis(List<PodProcess> pods) throws IOException {
        List<Long> ready = new ArrayList<>();
        for (PodProcess pod : pods) {
            ready.addAll(pod.times("ready"));
        }
        return ready.isEmpty() ? -1 : Collections.max(ready) - Collections.min(ready);
    }
}
