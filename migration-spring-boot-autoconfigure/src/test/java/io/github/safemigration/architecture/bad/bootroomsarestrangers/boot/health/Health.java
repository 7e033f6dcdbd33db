package io.github.safemigration.architecture.bad.bootroomsarestrangers.boot.health;

/** A way to talk. */
public class Health {}
