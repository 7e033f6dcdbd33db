package io.github.safemigration.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * The application that migrates.
 *
 * @param name its name
 * @param version its version, if its build told it
 * @param environment the active profiles, or {@code default}
 * @param host the host it runs on
 */
public record ApplicationInfo(String name, @Nullable String version, String environment, String host) {}
