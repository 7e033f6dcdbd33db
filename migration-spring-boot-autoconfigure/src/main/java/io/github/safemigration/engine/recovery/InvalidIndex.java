package io.github.safemigration.engine.recovery;

/**
 * An index that a build has left unfinished: it costs at each write, and no query uses it.
 *
 * @param name its name with its schema, as SQL wants it
 * @param table the table's name with its schema, as SQL wants it
 */
public record InvalidIndex(String name, String table) {}
