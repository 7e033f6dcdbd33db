package io.github.safemigration.boot.health;

import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.RunProgress;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Up when the application may serve: every target is ready, or one where that is enough. If not, down when one failed,
 * is refused, unclear or unreachable; out of service while one is being migrated or waits. Speaks of what this process knows and never asks a database.
 */
public final class MigrationsHealthIndicator extends AbstractHealthIndicator {

    private final MigrationService service;

    /**
     * Creates the indicator.
     *
     * @param service knows the targets
     */
    public MigrationsHealthIndicator(MigrationService service) {
        super("The state of the migrations could not be read");
        this.service = service;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<TargetStatus> statuses = service.status();
        builder.status(service.isReady() ? Status.UP : worst(statuses));
        Map<String, Object> targets = new LinkedHashMap<>();
        statuses.forEach(status -> targets.put(status.target(), details(status)));
        builder.withDetail("targets", targets);
        List<String> notTakenOver = service.notTakenOver();
        if (!notTakenOver.isEmpty()) {
            builder.withDetail("notTakenOver", notTakenOver);
        }
    }

    private static Status worst(List<TargetStatus> statuses) {
        boolean down =
                statuses.stream().anyMatch(status -> health(status.state()).equals(Status.DOWN));
        return down ? Status.DOWN : Status.OUT_OF_SERVICE;
    }

    private static Status health(TargetState state) {
        return switch (state) {
            case UP_TO_DATE, OFF -> Status.UP;
            case FAILED, UNREACHABLE, REFUSED, UNCLEAR -> Status.DOWN;
            case PENDING, WAITING_FOR_LOCK, RUNNING, AWAITING_APPROVAL, OUTSIDE_WINDOW, HELD_BACK ->
                Status.OUT_OF_SERVICE;
        };
    }

    private static Map<String, Object> details(TargetStatus status) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", status.state());
        if (status.isKnown()) {
            details.put("applied", status.applied());
            details.put("pending", status.pending());
        }
        RunProgress progress = status.progress();
        if (progress != null) {
            details.put("running", "changeset " + progress.position() + " of " + progress.total());
        }
        if (status.failure() != null) {
            details.put("failure", status.failure().message());
        }
        List<String> warnings = status.observations().warnings();
        if (!warnings.isEmpty()) {
            details.put("warnings", warnings);
        }
        return details;
    }
}
