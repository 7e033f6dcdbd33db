package io.github.safemigration.boot.actuate;

import io.github.safemigration.engine.model.ErrorType;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;

/** Turns exceptions into problem bodies and their HTTP status. */
final class Problems {

    private static final MimeType PROBLEM = new MimeType("application", "problem+json");
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    private final Supplier<String> basePath;

    Problems(Supplier<String> basePath) {
        this.basePath = basePath;
    }

    WebEndpointResponse<OperationResponseBody> notFound(RuntimeException e, String[] path) {
        return respond(problem("Not Found", WebEndpointResponse.STATUS_NOT_FOUND, e, path));
    }

    WebEndpointResponse<OperationResponseBody> badRequest(RuntimeException e, String[] path) {
        return respond(problem("Bad Request", WebEndpointResponse.STATUS_BAD_REQUEST, e, path));
    }

    WebEndpointResponse<OperationResponseBody> conflict(RuntimeException e, String[] path) {
        return respond(problem("Conflict", CONFLICT, e, path));
    }

    WebEndpointResponse<OperationResponseBody> failed(MigrationException e, String[] path) {
        if (e.failure().kind() == FailureKind.LOCK_HELD) {
            return respond(problem("Conflict", CONFLICT, e, path).with(e.failure()));
        }
        ErrorType type = e.failure().kind().type();
        boolean changelogIsWrong = type == ErrorType.VALIDATION || type == ErrorType.CHECKSUM;
        ProblemDescriptor problem = changelogIsWrong
                ? problem("Unprocessable Content", UNPROCESSABLE, e, path)
                : problem("Service Unavailable", WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, e, path);
        return respond(problem.with(e.failure()));
    }

    private ProblemDescriptor problem(String title, int status, RuntimeException e, String[] path) {
        return new ProblemDescriptor(title, status, String.valueOf(e.getMessage()), instance(path));
    }

    private String instance(String[] path) {
        return basePath.get()
                + Arrays.stream(path)
                        .map(segment -> "/"
                                + URLEncoder.encode(segment, StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                        .collect(Collectors.joining());
    }

    private static WebEndpointResponse<OperationResponseBody> respond(ProblemDescriptor problem) {
        return new WebEndpointResponse<>(problem, problem.status(), PROBLEM);
    }
}
