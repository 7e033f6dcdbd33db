package io.github.safemigration.architecture.bad.namessaywhatathingis.engine.plan;

/** Says what it is, though it ends in those letters. */
public class GoodDatabase {}
