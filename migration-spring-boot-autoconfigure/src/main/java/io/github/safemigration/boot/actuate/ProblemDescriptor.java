package io.github.safemigration.boot.actuate;

import io.github.safemigration.boot.descriptor.FailureDescriptor;
import io.github.safemigration.engine.model.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of why there is no answer, in the form of RFC 9457.
 *
 * @param type always {@code about:blank}: the title says no more than the status
 * @param title the name of the HTTP status
 * @param status the HTTP status
 * @param detail what was wrong with this request, or what went wrong with it
 * @param instance the path that was asked for
 * @param failure what went wrong in parts, if a database or a changelog is the reason
 */
public record ProblemDescriptor(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @Nullable FailureDescriptor failure) implements OperationResponseBody {

    ProblemDescriptor(String title, int status, String detail, String instance) {
        this("about:blank", title, status, detail, instance, null);
    }

    ProblemDescriptor with(Failure failure) {
        String advised = failure.hint() == null ? detail : detail + " " + failure.hint();
        return new ProblemDescriptor(type, title, status, advised, instance, FailureDescriptor.of(failure));
    }
}
