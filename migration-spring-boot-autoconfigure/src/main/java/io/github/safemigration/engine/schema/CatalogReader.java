package io.github.safemigration.engine.schema;

/** Reads the catalog of a target's database. */
@FunctionalInterface
public interface CatalogReader {

    /**
     * Reads the objects that belong to the application: not ours, not Liquibase's, not the server's.
     *
     * @return what is there
     */
    Catalog read();
}
