package io.github.safemigration.architecture.bad.onlyautoconfigureknowsadapters.adapter.jdbc;

/** An adapter's. */
public class Rows {}
