package io.github.safemigration.boot.cli;

import org.jspecify.annotations.Nullable;

/** Description of a target that could not answer. */
record FailedDescriptor(String name, @Nullable FailureDescriptor failure) {}
