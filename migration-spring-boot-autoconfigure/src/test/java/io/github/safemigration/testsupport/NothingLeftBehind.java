package io.github.safemigration.testsupport;

import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.recovery.DatabaseEffects;
import io.github.safemigration.engine.recovery.Interruption;
import io.github.safemigration.engine.recovery.Interruption.Attempt;
import io.github.safemigration.engine.recovery.Journal;
import io.github.safemigration.engine.recovery.Recovery;
import io.github.safemigration.engine.recovery.SentStatement;
import io.github.safemigration.engine.recovery.StatementState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For targets on which nothing ever crashes. */
public final class NothingLeftBehind implements Journal {

    /** Finds nothing. */
    public static final Recovery RECOVERY =
            new Recovery(new NothingLeftBehind(), DatabaseEffects.UNKNOWN, Duration.ZERO);

    private NothingLeftBehind() {}

    @Override
    public Attempt begin(
            String runId, ChangesetId changeset, @Nullable String checksum, List<SentStatement> done, Instant started) {
        return new Attempt(runId, 1);
    }

    @Override
    public void sending(Attempt attempt, int number, SentStatement statement) {}

    @Override
    public void know(Attempt attempt, int number, StatementState state) {}

    @Override
    public void forget(Attempt attempt) {}

    @Override
    public List<Interruption> interruptions() {
        return List.of();
    }
}
