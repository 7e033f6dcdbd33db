package io.github.safemigration.campaign;

import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.PgBouncer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Strikes a run of the thirty changesets at each of the moments, each in a database and a process of its own. */
final class Blows {

    private static final Duration REACHED_WITHIN = Duration.ofSeconds(60);
    private static final long ENDS_WITHIN_SECONDS = 60;

    private final Path folder;
    private final String undisturbed;
    private final boolean pooled;
    private final List<Hit> hits = new ArrayList<>();

    private Blows(Path folder, boolean pooled) {
        this.folder = folder;
        this.pooled = pooled;
        this.undisturbed = Ground.undisturbed();
    }

    /** Strikes processes that are connected to their database. */
    static Blows direct(Path folder) {
        return new Blows(folder, false);
    }

    /** Strikes processes that reach their database through PgBouncer in transaction mode. */
    static Blows pooled(Path folder) {
        return new Blows(folder, true);
    }

    Tally tally() {
        return new Tally(hits);
    }

    /** Strikes at each of the moments, with each of the blows in turn. */
    Blows strike(List<Moment> moments, Blow... blows) throws Exception {
        for (Moment moment : moments) {
            Blow blow = blows[hits.size() % blows.length];
            try (FreshDatabase database = Ground.before()) {
                hits.add(pooled ? pooled(moment, blow, database) : strike(moment, blow, database, database.url()));
            }
        }
        return this;
    }

    private Hit pooled(Moment moment, Blow blow, FreshDatabase database) throws Exception {
        try (PgBouncer pooler = PgBouncer.transactions(database, folder)) {
            return strike(moment, blow, database, pooler.url());
        }
    }

    private Hit strike(Moment moment, Blow blow, FreshDatabase database, String url) throws Exception {
        Ambush ambush = moment.ambush().get();
        AtomicLong struck = new AtomicLong();
        Path output = folder.resolve("pod" + hits.size());
        try (WireRelay relay = WireRelay.to(url, ambush);
                PodProcess pod = PodProcess.start(output, 1, Ground.properties(relay.url(), database))) {
            if (!ambush.awaitSprung(REACHED_WITHIN)) {
                throw new IOException(moment + " was not reached:\n" + pod.said());
            }
            moment.strike(database, ambush, () -> {
                struck.set(System.nanoTime());
                strike(blow, pod, relay);
            });
            if (blow == Blow.DROP || blow == Blow.RESET) {
                awaitEnd(moment, pod);
            }
            Restart restart = Restart.of(database, url);
            if (blow == Blow.STALL) {
                relay.close();
                awaitEnd(moment, pod);
            } else if (blow == Blow.FREEZE) {
                ambush.release();
                pod.thaw();
                awaitEnd(moment, pod);
            }
            return new Hit(moment, blow, struck.get(), restart, Aftermath.of(database, undisturbed));
        }
    }

    private static void strike(Blow blow, PodProcess pod, WireRelay relay) throws Exception {
        switch (blow) {
            case KILL -> {
                pod.kill();
                relay.close();
            }
            case DROP -> relay.cut(WireRelay.Cut.DROP);
            case RESET -> relay.cut(WireRelay.Cut.RESET);
            case STALL -> relay.cut(WireRelay.Cut.STALL);
            case FREEZE -> pod.freeze();
        }
    }

    private static void awaitEnd(Moment moment, PodProcess pod) throws IOException, InterruptedException {
        if (!pod.awaitEnd(ENDS_WITHIN_SECONDS)) {
            throw new IOException(moment + ": the process that was cut off does not end:\n" + pod.said());
        }
    }
}
