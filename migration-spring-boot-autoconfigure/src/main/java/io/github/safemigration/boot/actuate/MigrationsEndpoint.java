package io.github.safemigration.boot.actuate;

import io.github.safemigration.boot.descriptor.HistoriesDescriptor;
import io.github.safemigration.boot.descriptor.HistoriesDescriptor.HistoryDescriptor;
import io.github.safemigration.boot.descriptor.MigrationVersions;
import io.github.safemigration.boot.descriptor.MigrationsDescriptor;
import io.github.safemigration.boot.descriptor.PlanDescriptor;
import io.github.safemigration.boot.descriptor.PlansDescriptor;
import io.github.safemigration.boot.descriptor.PreflightDescriptor;
import io.github.safemigration.boot.descriptor.PreflightsDescriptor;
import io.github.safemigration.boot.descriptor.RunDescriptor;
import io.github.safemigration.boot.descriptor.TargetDescriptor;
import io.github.safemigration.engine.history.MigrationRun;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Actuator endpoint that tells how the targets stand, what a run would do, and what was run. Reading writes nothing; what
 * it does on request has to be permitted first.
 */
@Endpoint(id = "migrations", defaultAccess = Access.READ_ONLY)
public class MigrationsEndpoint {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final MigrationService service;
    private final MigrationVersions versions;
    private final Clock clock;
    private final DatabaseQuestions questions;
    private final EndpointActions actions;

    /**
     * Creates the endpoint.
     *
     * @param service what it tells about
     * @param versions the versions to tell
     * @param clock tells the time
     */
    public MigrationsEndpoint(MigrationService service, MigrationVersions versions, Clock clock) {
        this.service = service;
        this.versions = versions;
        this.clock = clock;
        this.questions = new DatabaseQuestions(service, PATIENCE);
        this.actions = new EndpointActions(service);
    }

    /**
     * Tells how the targets stand.
     *
     * @param target the target to tell about; all if null
     * @return their states
     */
    @ReadOperation
    public MigrationsDescriptor status(@Nullable String target) {
        Instant now = clock.instant();
        List<TargetStatus> statuses = target == null ? service.status() : List.of(service.status(target));
        List<TargetDescriptor> targets =
                statuses.stream().map(status -> describe(status, now)).toList();
        return MigrationsDescriptor.of(targets, statuses, versions, service.notTakenOver());
    }

    private TargetDescriptor describe(TargetStatus status, Instant now) {
        DatabaseAnswer answer = questions.ask(status.target());
        return TargetDescriptor.of(status, answer.lastRun(), answer.lockHolder(), now)
                .with(service.invalidIndexes(status.target()));
    }

    /**
     * Tells about one side of the targets.
     *
     * @param path {@code plan}, {@code preflight}, {@code history}, or {@code history} and the id of a run
     * @param target the target to tell about; all if null
     * @param page the page of the history, from 0; 0 if null
     * @param size how many runs a page has, from 1 to 500; 50 if null
     * @return what is asked for
     */
    @ReadOperation
    public Object section(
            @Selector(match = Selector.Match.ALL_REMAINING) String[] path,
            @Nullable String target,
            @Nullable String page,
            @Nullable String size) {
        return switch (String.join("/", path)) {
            case "plan" -> plan(target);
            case "preflight" -> preflight(target);
            case "history" -> history(target, PageRequest.of(page, size));
            default -> run(path, target);
        };
    }

    /**
     * Does something to a target. There only with {@code management.endpoint.migrations.access=unrestricted}.
     *
     * @param action what to do: {@code release-lock}, {@code rebaseline} or {@code resolve}
     * @param target the target; may be null if there is only one
     * @param actor who asks
     * @param reason why
     * @param changeset the changeset it is about, as {@code path::id::author}
     * @param as what is said of it, {@code applied} or {@code not-applied}
     * @return what came of it
     */
    @WriteOperation
    public Object act(
            @Selector String action,
            @Nullable String target,
            @Nullable String actor,
            @Nullable String reason,
            @Nullable String changeset,
            @Nullable String as) {
        return actions.perform(action, new ActionRequest(target, actor, reason, changeset, as));
    }

    private PlansDescriptor plan(@Nullable String target) {
        return new PlansDescriptor(names(target).stream()
                .map(name -> PlanDescriptor.of(service.plan(name)))
                .toList());
    }

    private PreflightsDescriptor preflight(@Nullable String target) {
        return new PreflightsDescriptor(names(target).stream()
                .map(name -> PreflightDescriptor.of(service.preflight(name)))
                .toList());
    }

    private HistoriesDescriptor history(@Nullable String target, PageRequest request) {
        return new HistoriesDescriptor(names(target).stream()
                .map(name -> HistoryDescriptor.of(name, service.history(name, request.page(), request.size())))
                .toList());
    }

    private RunDescriptor run(String[] path, @Nullable String target) {
        if (path.length != 2 || !path[0].equals("history")) {
            throw new NothingThereException("There is no '" + String.join("/", path)
                    + "' here; there are 'plan', 'preflight', 'history' and 'history/{run}'.");
        }
        MigrationRun run = service.run(names(target), path[1])
                .orElseThrow(() -> new NothingThereException(
                        "There is no run '" + path[1] + "'" + (target == null ? "." : " of target '" + target + "'.")));
        return RunDescriptor.of(run, service.attempts(run.target(), run.id()));
    }

    private List<String> names(@Nullable String target) {
        return target == null
                ? service.status().stream().map(TargetStatus::target).toList()
                : List.of(service.status(target).target());
    }
}
