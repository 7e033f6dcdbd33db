package io.github.safemigration.boot.descriptor;

import org.jspecify.annotations.Nullable;

/**
 * Description of a run that was asked for and goes on by itself.
 *
 * @param target the target
 * @param location where to read how it stands; null where the request came by no path
 */
public record StartedRunDescriptor(String target, @Nullable String location) {}
