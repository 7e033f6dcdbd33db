/** Answers liveness and readiness probes while the application cannot yet. */
@NullMarked
package io.github.safemigration.boot.probe;

import org.jspecify.annotations.NullMarked;
