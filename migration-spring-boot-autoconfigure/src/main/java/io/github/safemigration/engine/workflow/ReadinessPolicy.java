package io.github.safemigration.engine.workflow;

/** Which of several targets must be ready before the application is. */
public enum ReadinessPolicy {
    /** Each of them. */
    ALL,
    /** One of them, whichever; the others may have failed. */
    ANY
}
