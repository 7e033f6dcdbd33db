package io.github.safemigration.boot.actuate;

import io.github.safemigration.boot.descriptor.RebaselinedDescriptor;
import io.github.safemigration.boot.descriptor.ReleasedLockDescriptor;
import io.github.safemigration.boot.descriptor.ResolvedDescriptor;
import io.github.safemigration.boot.descriptor.StartedRunDescriptor;
import io.github.safemigration.engine.workflow.MigrationRequest;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.util.List;

/** What the endpoint does, beside telling. */
final class EndpointActions {

    private final MigrationService service;

    EndpointActions(MigrationService service) {
        this.service = service;
    }

    Object perform(String action, ActionRequest request) {
        return switch (action) {
            case "runs" -> start(request.toService(targets()));
            case "release-lock" -> ReleasedLockDescriptor.of(service.releaseLock(request.toService(targets())));
            case "rebaseline" ->
                RebaselinedDescriptor.of(service.rebaseline(request.toService(targets()), request.requiredChangeset()));
            case "resolve" ->
                ResolvedDescriptor.of(service.resolve(
                        request.toService(targets()), request.requiredChangeset(), request.isApplied()));
            default ->
                throw new NothingThereException("There is no '" + action
                        + "' to be done here; there are 'release-lock', 'rebaseline', 'resolve' and 'runs'.");
        };
    }

    private StartedRunDescriptor start(MigrationRequest request) {
        service.start(request);
        return new StartedRunDescriptor(request.target(), null);
    }

    private List<String> targets() {
        return service.status().stream().map(TargetStatus::target).toList();
    }
}
