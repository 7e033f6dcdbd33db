package io.github.safemigration.boot.actuate;

import com.fasterxml.jackson.annotation.JsonValue;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Has a description written by the actuator's own mapper: its form must not depend on how the application writes JSON.
 *
 * @param content the description, which is all that is written
 */
record JsonBody(@JsonValue Object content) implements OperationResponseBody {}
