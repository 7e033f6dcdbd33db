package io.github.safemigration.architecture.bad.onlythecommandlineprints.boot.cli;

/** Prints, as it should. */
public class GoodCommand {

    void print() {
        System.out.println("planned");
    }
}
