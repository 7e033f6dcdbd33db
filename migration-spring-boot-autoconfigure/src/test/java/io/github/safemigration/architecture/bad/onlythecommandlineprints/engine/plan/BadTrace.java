package io.github.safemigration.architecture.bad.onlythecommandlineprints.engine.plan;

/** Prints. */
public class BadTrace {

    void print(Exception e) {
        e.printStackTrace();
    }
}
