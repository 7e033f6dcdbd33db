package io.github.safemigration.engine.model;

/** What a target is doing or waiting for. */
public enum TargetState {
    UP_TO_DATE
}
