package io.github.safemigration.boot.actuate;

import io.github.safemigration.boot.descriptor.StartedRunDescriptor;
import io.github.safemigration.engine.changelog.UnknownChangesetException;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.workflow.InvalidRequestException;
import io.github.safemigration.engine.workflow.NothingUnclearException;
import io.github.safemigration.engine.workflow.RunInProgressException;
import io.github.safemigration.engine.workflow.UnknownTargetException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** Decides the HTTP status of what {@link MigrationsEndpoint} answers, and turns what it throws into problem bodies. */
@EndpointWebExtension(endpoint = MigrationsEndpoint.class)
public class MigrationsEndpointWebExtension {

    private static final int ACCEPTED = 202;

    private final MigrationsEndpoint endpoint;
    private final Supplier<String> basePath;
    private final Problems problems;

    /**
     * Creates the extension.
     *
     * @param endpoint what answers
     * @param path the path that the endpoint stands under
     */
    public MigrationsEndpointWebExtension(MigrationsEndpoint endpoint, Supplier<String> path) {
        this.endpoint = endpoint;
        this.basePath = path;
        this.problems = new Problems(path);
    }

    /**
     * Tells how the targets stand.
     *
     * @param target the target to tell about; all if null
     * @return their states, or a problem
     */
    @ReadOperation
    public WebEndpointResponse<OperationResponseBody> status(@Nullable String target) {
        return answer(() -> endpoint.status(target));
    }

    /**
     * Tells about one side of the targets.
     *
     * @param path what is asked for
     * @param target the target to tell about; all if null
     * @param page the page of the history
     * @param size how many runs a page has
     * @return what is asked for, or a problem
     */
    @ReadOperation
    public WebEndpointResponse<OperationResponseBody> section(
            @Selector(match = Selector.Match.ALL_REMAINING) String[] path,
            @Nullable String target,
            @Nullable String page,
            @Nullable String size) {
        return answer(() -> endpoint.section(path, target, page, size), path);
    }

    /**
     * Does something to a target.
     *
     * @param action what to do
     * @param security knows who asks, if the request is authenticated
     * @param target the target; may be null if there is only one
     * @param actor who asks, where the request is not authenticated
     * @param reason why
     * @param changeset the changeset it is about
     * @param as what is said of it, {@code applied} or {@code not-applied}
     * @return what came of it, or a problem
     */
    @WriteOperation
    public WebEndpointResponse<OperationResponseBody> act(
            @Selector String action,
            SecurityContext security,
            @Nullable String target,
            @Nullable String actor,
            @Nullable String reason,
            @Nullable String changeset,
            @Nullable String as) {
        Principal principal = security.getPrincipal();
        String who = principal == null ? actor : principal.getName();
        return answer(() -> endpoint.act(action, target, who, reason, changeset, as), action);
    }

    private WebEndpointResponse<OperationResponseBody> answer(Supplier<Object> question, String... path) {
        try {
            Object answer = question.get();
            return answer instanceof StartedRunDescriptor started
                    ? accepted(started)
                    : new WebEndpointResponse<>(new JsonBody(answer));
        } catch (UnknownTargetException | UnknownChangesetException | NothingThereException e) {
            return problems.notFound(e, path);
        } catch (NothingUnclearException | RunInProgressException e) {
            return problems.conflict(e, path);
        } catch (NoSuchPageException | InvalidRequestException e) {
            return problems.badRequest(e, path);
        } catch (MigrationException e) {
            return problems.failed(e, path);
        }
    }

    private WebEndpointResponse<OperationResponseBody> accepted(StartedRunDescriptor started) {
        String location = basePath.get() + "?target=" + URLEncoder.encode(started.target(), StandardCharsets.UTF_8);
        return new WebEndpointResponse<>(new JsonBody(new StartedRunDescriptor(started.target(), location)), ACCEPTED);
    }
}
