package io.github.safemigration.architecture.bad.adaptersknowonlytheengine.boot.health;

/** A way to talk. */
public class Health {}
