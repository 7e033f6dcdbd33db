package io.github.safemigration.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that start at once on one database, and one of them without the starter. */
class CrowdTests {

    @Test
    void eachChangesetIsAppliedOnceAndAllGetReady(@TempDir Path folder) throws Exception {
        Crowd crowd = Crowd.join(folder, 2, 2, 1);

        assertThat(crowd.ready()).isEqualTo(4);
        assertThat(crowd.plainReady()).isEqualTo(1);
        assertThat(crowd.failed()).isZero();
        assertThat(crowd.executed()).isEqualTo("30 in 30");
        assertThat(crowd.aftermath().isClean()).as(crowd + "").isTrue();
    }

    @Test
    void whoWaitsForTheLockDoesNotHoldUpAnIndexThatIsBuiltConcurrently(@TempDir Path folder) throws Exception {
        Crowd crowd = Crowd.start(folder, 4, 1, 0);

        assertThat(crowd.ready()).isEqualTo(4);
        assertThat(crowd.aftermath().isClean()).as(crowd + "").isTrue();
    }

    @Test
    void whoWaitsHasTheLockSoonAfterItsOwnerFreesIt(@TempDir Path folder) throws Exception {
        assertThat(Succession.millis(folder, "migration.enabled=true")).isBetween(0L, 1_500L);
    }
}
