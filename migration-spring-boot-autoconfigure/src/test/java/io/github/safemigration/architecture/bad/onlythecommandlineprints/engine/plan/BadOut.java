package io.github.safemigration.architecture.bad.onlythecommandlineprints.engine.plan;

/** Prints. */
public class BadOut {

    void print() {
        System.out.println("planned");
    }
}
