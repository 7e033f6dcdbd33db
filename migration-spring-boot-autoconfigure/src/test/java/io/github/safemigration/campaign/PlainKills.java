package io.github.safemigration.campaign;

import io.github.safemigration.testsupport.FreshDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** The same kills with plain Boot and Liquibase, whose lock has to be freed by hand. */
final class PlainKills {

    private static final String PLAIN = "migration.enabled=false";
    private static final Duration REACHED_WITHIN = Duration.ofSeconds(60);
    private static final List<Point> POINTS = List.of(
            Point.IN_STATEMENT,
            Point.AFTER_STATEMENT,
            Point.BETWEEN_EFFECT_AND_ROW,
            Point.CONCURRENTLY_BUILDING,
            Point.BEFORE_STATEMENT);

    private final Path folder;
    private int kills;
    private int stuck;
    private int broken;

    PlainKills(Path folder) {
        this.folder = folder;
    }

    PlainKills strike(int count) throws Exception {
        String undisturbed = Ground.undisturbed(PLAIN);
        for (Moment moment : Moments.of(Ground.changelog()).spread(count, POINTS)) {
            try (FreshDatabase database = Ground.before()) {
                strike(moment, database, folder.resolve("plain" + kills));
                kills++;
                stuck += database.query("select 1 from databasechangeloglock where locked")
                        .size();
                database.execute("update databasechangeloglock set locked = false, lockedby = null");
                boolean ready = restarts(database);
                broken += ready && Aftermath.of(database, undisturbed).isClean() ? 0 : 1;
            }
        }
        return this;
    }

    private static void strike(Moment moment, FreshDatabase database, Path output) throws Exception {
        Ambush ambush = moment.ambush().get();
        try (WireRelay relay = WireRelay.to(database.url(), ambush);
                PodProcess pod = PodProcess.start(output, 1, Ground.properties(relay.url(), database, PLAIN))) {
            if (!ambush.awaitSprung(REACHED_WITHIN)) {
                throw new IOException(moment + " was not reached:\n" + pod.said());
            }
            moment.strike(database, ambush, () -> {
                pod.kill();
                relay.close();
            });
        }
    }

    private static boolean restarts(FreshDatabase database) {
        try (ConfigurableApplicationContext context =
                Pod.application().run(Ground.arguments(database.url(), database, PLAIN))) {
            return context.isActive();
        } catch (RuntimeException e) {
            return false;
        }
    }

    String stuckLocks() {
        return stuck + " of " + kills + " (freed by hand)";
    }

    String broken() {
        return broken + " of " + kills;
    }
}
