package io.github.safemigration.architecture.bad.onlythecommandlineprints.engine.plan;

/** Prints. */
public class BadErr {

    void print() {
        System.err.println("planned");
    }
}
