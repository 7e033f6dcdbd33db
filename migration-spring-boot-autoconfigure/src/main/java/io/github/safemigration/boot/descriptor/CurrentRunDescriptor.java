package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.workflow.RunProgress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Description of a run that is going on in this process.
 *
 * @param id the run's id
 * @param startedAt when it started
 * @param elapsedMillis for how long it has been running
 * @param position the place of the current changeset, from 1; 0 before the first
 * @param total how many changesets the run has
 * @param changeset the current changeset
 * @param changesetStartedAt when the current changeset started
 * @param changesetElapsedMillis for how long the current changeset has been running
 * @param statement the current statement, shortened
 */
public record CurrentRunDescriptor(
        String id,
        Instant startedAt,
        long elapsedMillis,
        int position,
        int total,
        @Nullable ChangesetDescriptor changeset,
        @Nullable Instant changesetStartedAt,
        @Nullable Long changesetElapsedMillis,
        @Nullable String statement) {

    static @Nullable CurrentRunDescriptor of(@Nullable RunProgress progress, Instant now) {
        if (progress == null) {
            return null;
        }
        Instant changesetStarted = progress.changesetStarted();
        return new CurrentRunDescriptor(
                progress.runId(),
                progress.started(),
                Duration.between(progress.started(), now).toMillis(),
                progress.position(),
                progress.total(),
                ChangesetDescriptor.of(progress.changeset()),
                changesetStarted,
                changesetStarted == null
                        ? null
                        : Duration.between(changesetStarted, now).toMillis(),
                progress.statement());
    }
}
