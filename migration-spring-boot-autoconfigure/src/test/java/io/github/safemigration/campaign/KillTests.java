package io.github.safemigration.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed, wherever it is, leaves a database with which the next one goes on. */
class KillTests {

    private static final List<Point> POINTS =
            List.of(Point.IN_STATEMENT, Point.BETWEEN_EFFECT_AND_ROW, Point.IN_COMMIT, Point.TAKING_THE_LOCK);

    @Test
    void theNextStartBringsItToTheSameEnd(@TempDir Path folder) throws Exception {
        List<Moment> moments = Moments.of(Ground.changelog()).spread(POINTS.size(), POINTS);

        Tally tally = Blows.direct(folder).strike(moments, Blow.KILL).tally();

        System.out.print(tally.histogram());
        assertThat(tally.harmful()).isEmpty();
        assertThat(tally.slowestMillis()).isLessThanOrEqualTo(3_000);
    }

    @Test
    void whatRanWithoutATransactionIsLookedUpOrAsked(@TempDir Path folder) throws Exception {
        Moments moments = Moments.of(Ground.changelog());

        Tally tally = Blows.direct(folder)
                .strike(
                        List.of(
                                moments.at(Point.CONCURRENTLY_BUILDING, "/* 11.1 */"),
                                moments.at(Point.AFTER_STATEMENT, "/* 14.1 */"),
                                moments.at(Point.IN_STATEMENT, "/* 24.1 */")),
                        Blow.KILL)
                .tally();

        assertThat(tally.harmful()).isEmpty();
        assertThat(tally.resolved()).isEqualTo(2);
    }

    @Test
    void theLockOfARunThatHadDoneAllIsFreedByAStartWithNothingToDo(@TempDir Path folder) throws Exception {
        Moment freeing = Moments.of(Ground.changelog()).at(Point.FREEING_THE_LOCK, "row");

        Tally tally = Blows.direct(folder).strike(List.of(freeing), Blow.KILL).tally();

        assertThat(tally.harmful()).isEmpty();
    }

    @Test
    void throughATransactionPoolerToo(@TempDir Path folder) throws Exception {
        List<Moment> moments =
                Moments.of(Ground.changelog()).spread(2, List.of(Point.AFTER_STATEMENT, Point.COMMIT_UNANSWERED));

        Tally tally = Blows.pooled(folder).strike(moments, Blow.KILL).tally();

        assertThat(tally.harmful()).isEmpty();
    }
}
