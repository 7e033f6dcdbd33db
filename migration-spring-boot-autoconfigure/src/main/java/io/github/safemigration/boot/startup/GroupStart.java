package io.github.safemigration.boot.startup;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.ReadinessPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts several targets. One that fails does not keep the others from theirs; what to make of it is decided at the end. */
final class GroupStart {

    private static final Logger logger = LoggerFactory.getLogger(MigrationStartup.class);

    private final MigrationService service;
    private final StartupPolicy policy;
    private final StartupHold hold;
    private final Map<String, Open> open = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<String> begun = Collections.synchronizedList(new ArrayList<>());

    GroupStart(MigrationService service, StartupPolicy policy, StartupHold hold) {
        this.service = service;
        this.policy = policy;
        this.hold = hold;
    }

    /** Begins with each of the targets; ends when all of them were tried once. */
    void begin(List<String> targets, MigrationStartup.Attempt attempt) {
        begun.addAll(targets);
        service.each(targets, target -> tried(target, attempt)).forEach(this::add);
    }

    private static @Nullable Open tried(String target, MigrationStartup.Attempt attempt) {
        try {
            return attempt.of(target);
        } catch (MigrationException e) {
            return new Open(target, e, () -> false);
        }
    }

    void add(@Nullable Open target) {
        if (target != null) {
            open.put(target.target(), target);
        }
    }

    /**
     * Ends when the start may go on.
     *
     * @throws MigrationException if it may not
     */
    void end() {
        if (isEnough()) {
            left().forEach(GroupStart::passedOver);
        } else if (!open.isEmpty()) {
            refuseFailed();
            hold.until(left().get(0).target(), () -> {
                lookAgain();
                return open.isEmpty() || isEnough();
            });
        }
    }

    private void lookAgain() {
        List<Open> left = left();
        Map<String, Open> byName = left.stream().collect(Collectors.toMap(Open::target, Function.identity()));
        List<String> over = service
                .each(
                        byName.keySet().stream().toList(),
                        target -> Objects.requireNonNull(byName.get(target))
                                        .isOver()
                                        .getAsBoolean()
                                ? target
                                : "")
                .stream()
                .toList();
        // What was looked at may have been put in anew meanwhile.
        over.stream().filter(byName::containsKey).forEach(target -> open.remove(target, byName.get(target)));
    }

    private boolean isEnough() {
        return policy.readiness() == ReadinessPolicy.ANY && service.isReady();
    }

    private List<Open> left() {
        synchronized (open) {
            return List.copyOf(open.values());
        }
    }

    /**
     * Ends the start if a target has failed that must not.
     *
     * @throws MigrationException the failures
     */
    void refuseFailed() {
        List<MigrationException> failures =
                left().stream().map(Open::failure).filter(Objects::nonNull).toList();
        if (!failures.isEmpty()) {
            throw joined(failures);
        }
    }

    private static void passedOver(Open target) {
        logger.warn(
                "Target {} is not up to date, and the start goes on without it (migration.readiness=any){}",
                target.target(),
                target.failure() == null
                        ? ""
                        : ": " + target.failure().failure().message());
    }

    /** The first one, which tells of the others. */
    private MigrationException joined(List<MigrationException> failures) {
        MigrationException first = failures.get(0);
        if (failures.size() == 1) {
            return first;
        }
        List<MigrationException> others = failures.subList(1, failures.size());
        Failure failure = first.failure();
        String told = others.stream()
                .map(each ->
                        "'" + each.target() + "' (" + firstLine(each.failure().message()) + ")")
                .collect(Collectors.joining(", "));
        MigrationException joined = new MigrationException(
                first.target(),
                new Failure(
                        failure.kind(),
                        "%s. In all %d of %d targets failed: '%s', %s"
                                .formatted(failure.message(), failures.size(), begun.size(), first.target(), told),
                        failure.changeset(),
                        failure.location(),
                        failure.statement(),
                        failure.sqlState(),
                        failure.hint()),
                first);
        others.forEach(joined::addSuppressed);
        return joined;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /**
     * A target that is not up to date yet.
     *
     * @param target its name
     * @param failure why the start is to fail; null if it is to be held
     * @param isOver looks again, and tells whether it is
     */
    record Open(String target, @Nullable MigrationException failure, BooleanSupplier isOver) {}
}
