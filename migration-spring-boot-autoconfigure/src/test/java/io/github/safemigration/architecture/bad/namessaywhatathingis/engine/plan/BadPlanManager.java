package io.github.safemigration.architecture.bad.namessaywhatathingis.engine.plan;

/** Says nothing. */
public class BadPlanManager {}
