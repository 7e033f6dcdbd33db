package io.github.safemigration.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is cut off from its database leaves it so that the next one goes on. */
class CutTests {

    private final Moments moments = Moments.of(Ground.changelog());

    @Test
    void theNextStartBringsItToTheSameEnd(@TempDir Path folder) throws Exception {
        List<Moment> struck = moments.spread(2, List.of(Point.AFTER_STATEMENT, Point.COMMIT_UNANSWERED));

        Tally tally = Blows.direct(folder).strike(struck, Blow.DROP, Blow.RESET).tally();

        System.out.print(tally.histogram());
        assertThat(tally.harmful()).isEmpty();
        assertThat(tally.slowestMillis()).isLessThanOrEqualTo(3_000);
    }

    /**
     * One within a changeset. One that reads, and one that takes the lock: what those have read until then would keep the
     * other's CREATE INDEX CONCURRENTLY waiting. And one that is done: what starts then has nothing to do, and frees its lock
     * later. All at once, as each takes the server its time.
     */
    @Test
    void oneThatStallsKeepsNobodyWaitingForLong(@TempDir Path folder) throws Exception {
        Moment inside = moments.spread(1, List.of(Point.BEFORE_COMMIT)).get(0);
        Moment reading = moments.at(Point.SOMEWHERE_BEFORE_THE_RUN, "looking for tables");
        Moment taking = moments.at(Point.TAKING_THE_LOCK, "after pg_try_advisory_xact_lock");
        Moment freeing = moments.at(Point.FREEING_THE_LOCK, "row");
        ExecutorService all = Executors.newFixedThreadPool(4);
        try {
            Future<Tally> first = all.submit(() -> stalled(folder.resolve("inside"), inside));
            Future<Tally> second = all.submit(() -> stalled(folder.resolve("taking"), taking));
            Future<Tally> third = all.submit(() -> stalled(folder.resolve("freeing"), freeing));
            Future<Tally> fourth = all.submit(() -> stalled(folder.resolve("reading"), reading));
            for (Tally tally : List.of(first.get(), second.get(), third.get(), fourth.get())) {
                System.out.print(tally.histogram());
                assertThat(tally.harmful()).isEmpty();
                assertThat(tally.longestStallMillis()).isLessThanOrEqualTo(25_000);
            }
        } finally {
            all.shutdownNow();
        }
    }

    private static Tally stalled(Path folder, Moment moment) throws Exception {
        return Blows.direct(Files.createDirectory(folder))
                .strike(List.of(moment), Blow.STALL)
                .tally();
    }
}
