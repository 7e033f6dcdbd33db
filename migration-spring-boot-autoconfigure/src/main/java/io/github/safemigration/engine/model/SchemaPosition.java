package io.github.safemigration.engine.model;

/**
 * Which database, and where its schema stands.
 *
 * @param database the database
 * @param version where its schema stands; without catalog hash
 */
public record SchemaPosition(DatabaseInfo database, SchemaVersion version) {}
