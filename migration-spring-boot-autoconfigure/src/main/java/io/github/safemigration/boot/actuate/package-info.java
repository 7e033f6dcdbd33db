/** The actuator endpoint: what the service knows, as JSON for operators. */
@NullMarked
package io.github.safemigration.boot.actuate;

import org.jspecify.annotations.NullMarked;
