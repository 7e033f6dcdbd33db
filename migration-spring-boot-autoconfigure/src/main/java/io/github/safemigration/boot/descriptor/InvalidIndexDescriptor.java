package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.recovery.InvalidIndex;

/**
 * Description of an index that no query uses, since its build has failed.
 *
 * @param name its name with its schema
 * @param table its table's name with its schema
 */
public record InvalidIndexDescriptor(String name, String table) {

    static InvalidIndexDescriptor of(InvalidIndex index) {
        return new InvalidIndexDescriptor(index.name(), index.table());
    }
}
