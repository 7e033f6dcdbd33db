package io.github.safemigration.campaign;

import static org.awaitility.Awaitility.await;

import io.github.safemigration.engine.model.RunTrigger;
import io.github.safemigration.engine.recovery.UnclearChangeset;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import io.github.safemigration.testsupport.FreshDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/**
 * The next start after a blow, and how it went on.
 *
 * @param failure why it is not ready, if it is not
 * @param resolved how many changesets we had to decide
 * @param attemptNanos when it first tried to get the lock; empty if nothing was left to do
 * @param wentOnNanos when it went on: sent the first statement of a changeset, or had nothing left to do
 */
record Restart(Optional<String> failure, int resolved, OptionalLong attemptNanos, long wentOnNanos) {

    private static final long NANOS_IN_MILLI = 1_000_000;
    private static final Duration LOCK_IS_FREE_WITHIN = Duration.ofSeconds(40);
    private static final String TARGET = "default";
    private static final String ATTEMPT = "(?s).*pg_try_advisory_xact_lock.*";
    private static final String CHANGESET = "(?s).*/\\* \\d\\d\\.\\d \\*/\\s*";

    /** Starts the application until it is ready, which takes a decision of ours where the truth cannot be looked up. */
    static Restart of(FreshDatabase database, String url) throws IOException {
        try (WireRelay relay = WireRelay.to(url, Ambush.none())) {
            AtomicLong ended = new AtomicLong();
            Optional<String> failure = start(relay.url(), database, ended);
            OptionalLong attempt = first(relay.sent(), ATTEMPT);
            long wentOn = first(relay.sent(), CHANGESET).orElse(ended.get());
            int resolved = failure.isEmpty() ? 0 : resolve(relay.url(), database);
            return new Restart(
                    resolved == 0 ? failure : start(relay.url(), database, ended), resolved, attempt, wentOn);
        }
    }

    private static Optional<String> start(String url, FreshDatabase database, AtomicLong ended) {
        try (ConfigurableApplicationContext context =
                Pod.application().run(Ground.arguments(url, database, "migration.on-halt=fail"))) {
            ended.set(System.nanoTime());
            TargetStatus status = context.getBean(MigrationService.class).status(TARGET);
            if (!status.state().isReady()) {
                return Optional.of(status.state() + "");
            }
            // One with nothing to do does not wait for an owner that seems to live, but sees to its row later.
            await().pollDelay(Duration.ZERO).atMost(LOCK_IS_FREE_WITHIN).until(() -> isFree(database));
            return Optional.empty();
        } catch (RuntimeException e) {
            ended.compareAndSet(0, System.nanoTime());
            return Optional.of(NestedExceptionUtils.getMostSpecificCause(e) + "");
        }
    }

    private static boolean isFree(FreshDatabase database) {
        return database.query("select 1 from databasechangeloglock where locked")
                .isEmpty();
    }

    /** Says of what is unclear what the database knows, as a person would. */
    private static int resolve(String url, FreshDatabase database) {
        try (ConfigurableApplicationContext context =
                Pod.application().run(Ground.arguments(url, database, "migration.startup=off"))) {
            MigrationService service = context.getBean(MigrationService.class);
            List<UnclearChangeset> unclear = service.unclear(TARGET);
            for (UnclearChangeset changeset : unclear) {
                String counter = changeset.changeset().id().equals("14") ? "one" : "two";
                boolean applied = "1".equals(database.value("select n from counters where name = ?", counter));
                service.resolve(
                        new MigrationRequest(TARGET, RunTrigger.COMMAND, "campaign", "looked"),
                        changeset.changeset() + "",
                        applied);
            }
            return unclear.size();
        }
    }

    private static OptionalLong first(List<WireRelay.Sent> sent, String statement) {
        return sent.stream()
                .filter(one -> one.statement().matches(statement))
                .mapToLong(WireRelay.Sent::nanos)
                .findFirst();
    }

    /** {@return from the first attempt for the lock until it went on} */
    OptionalLong lockMillis() {
        return attemptNanos.isPresent()
                ? OptionalLong.of((wentOnNanos - attemptNanos.getAsLong()) / NANOS_IN_MILLI)
                : OptionalLong.empty();
    }

    /** {@return from then until it went on} */
    long millisSince(long nanos) {
        return (wentOnNanos - nanos) / NANOS_IN_MILLI;
    }
}
