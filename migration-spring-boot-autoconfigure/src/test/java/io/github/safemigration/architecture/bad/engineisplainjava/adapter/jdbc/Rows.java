package io.github.safemigration.architecture.bad.engineisplainjava.adapter.jdbc;

/** What an engine must not know. */
public class Rows {}
