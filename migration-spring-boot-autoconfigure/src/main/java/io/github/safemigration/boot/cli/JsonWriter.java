package io.github.safemigration.boot.cli;

/** Writes the answers for programs. */
@FunctionalInterface
public interface JsonWriter {

    /**
     * Writes an answer.
     *
     * @param answer a record, or a list of records; their components are the fields, null ones are left out
     * @return the answer as JSON
     */
    String write(Object answer);
}
