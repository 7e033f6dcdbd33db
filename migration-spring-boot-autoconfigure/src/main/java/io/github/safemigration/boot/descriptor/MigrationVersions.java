package io.github.safemigration.boot.descriptor;

/**
 * The versions of what migrates.
 *
 * @param starter the version of this starter
 * @param liquibase the version of Liquibase
 */
public record MigrationVersions(String starter, String liquibase) {}
