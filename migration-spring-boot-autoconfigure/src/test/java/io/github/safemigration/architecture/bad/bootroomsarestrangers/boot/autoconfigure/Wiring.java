package io.github.safemigration.architecture.bad.bootroomsarestrangers.boot.autoconfigure;

/** Knows everything. */
public class Wiring {}
