package io.github.safemigration.architecture.bad.adaptersknowonlytheengine.engine.plan;

/** A word of the engine. */
public class Plan {}
