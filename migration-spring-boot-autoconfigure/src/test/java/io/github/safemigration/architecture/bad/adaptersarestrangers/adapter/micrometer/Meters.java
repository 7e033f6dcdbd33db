package io.github.safemigration.architecture.bad.adaptersarestrangers.adapter.micrometer;

/** Belongs to one adapter. */
public class Meters {}
