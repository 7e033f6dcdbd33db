package io.github.safemigration.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is cut off from its database leaves it so that the next one goes on. */
class CutTests {

    @Test
    void theNextStartBringsItToTheSameEnd(@TempDir Path folder) throws Exception {
        List<Moment> moments = Moments.of(Ground.changelog())
                .spread(3, List.of(Point.AFTER_STATEMENT, Point.COMMIT_UNANSWERED, Point.BEFORE_COMMIT));

        Tally tally = Blows.direct(folder)
                .strike(moments, Blow.DROP, Blow.RESET, Blow.STALL)
                .tally();

        System.out.print(tally.histogram());
        assertThat(tally.harmful()).isEmpty();
        assertThat(tally.slowestMillis()).isLessThanOrEqualTo(3_000);
        assertThat(tally.longestStallMillis()).isLessThanOrEqualTo(25_000);
    }

    /** What it has read until then would keep the other's CREATE INDEX CONCURRENTLY waiting. */
    @Test
    void oneThatStallsWhileItTakesTheLockKeepsNobodyWaitingForLong(@TempDir Path folder) throws Exception {
        Moment moment = Moments.of(Ground.changelog()).at(Point.TAKING_THE_LOCK, "after pg_try_advisory_xact_lock");

        Tally tally = Blows.direct(folder).strike(List.of(moment), Blow.STALL).tally();

        assertThat(tally.harmful()).isEmpty();
        assertThat(tally.longestStallMillis()).isLessThanOrEqualTo(25_000);
    }
}
