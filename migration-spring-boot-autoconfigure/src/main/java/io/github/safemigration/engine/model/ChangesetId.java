package io.github.safemigration.engine.model;

/**
 * The name of a changeset, as Liquibase composes it.
 *
 * @param path the changelog file it stands in
 * @param id its id, unique with path and author
 * @param author who wrote it; may be empty
 */
public record ChangesetId(String path, String id, String author) {

    @Override
    public String toString() {
        return path + "::" + id + "::" + author;
    }
}
