package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.model.LockHolder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import liquibase.GlobalConfiguration;
import liquibase.configuration.ConfiguredValue;
import org.jspecify.annotations.Nullable;

/** Waits for the changelog lock, as long as its owner gets on and a while longer. */
final class LockPatience {

    private static final int LOOK_MILLIS = 400;
    private static final Duration USUAL = Duration.ofMinutes(30);

    private final Clock clock;
    private final LockWait lockWait;
    private final Duration limit;
    private @Nullable LockHolder seen;
    private @Nullable Instant quietSince;

    LockPatience(LiquibaseSurroundings surroundings) {
        this.clock = surroundings.clock();
        this.lockWait = surroundings.lockWait();
        this.limit = limit(surroundings.locks());
    }

    private static Duration limit(LockPolicy policy) {
        if (policy.patience() != null) {
            return policy.patience();
        }
        ConfiguredValue<Long> liquibases = GlobalConfiguration.CHANGELOGLOCK_WAIT_TIME.getCurrentConfiguredValue();
        return liquibases.wasDefaultValueUsed() ? USUAL : Duration.ofMinutes(liquibases.getValue());
    }

    /**
     * Takes a look at who holds the lock.
     *
     * @param holder who holds it, or null if that could not be seen
     * @param quiet how long the holder had not got on when it was looked at
     * @return whether it is another one, or another state, than the last time
     */
    boolean sees(@Nullable LockHolder holder, Duration quiet) {
        boolean other = holder != null && !holder.equals(seen);
        if (other || quietSince == null) {
            quietSince = clock.instant().minus(quiet);
        }
        if (holder != null) {
            seen = holder;
        }
        return other;
    }

    boolean isOver() {
        return quietSince != null && clock.instant().isAfter(quietSince.plus(limit));
    }

    /** So that those who wait do not all look at once. */
    void pause() throws InterruptedException {
        lockWait.pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(LOOK_MILLIS / 2, LOOK_MILLIS)));
    }

    /** {@return what to say of a wait that was too long} */
    String complaint() {
        LockHolder holder = seen;
        if (holder == null) {
            return "The changelog lock is held by somebody else";
        }
        Duration quiet = Duration.between(Objects.requireNonNull(quietSince), clock.instant());
        return "The changelog lock is held by " + holder.inWords() + ", and nothing has moved for " + quiet.toSeconds()
                + " s";
    }
}
