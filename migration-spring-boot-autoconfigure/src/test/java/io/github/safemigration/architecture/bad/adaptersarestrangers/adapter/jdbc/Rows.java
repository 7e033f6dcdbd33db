package io.github.safemigration.architecture.bad.adaptersarestrangers.adapter.jdbc;

/** There for all adapters. */
public class Rows {}
