package io.github.safemigration.engine.schema;

import java.util.List;
import java.util.Map;

/**
 * What a run did to the objects of a database.
 *
 * @param added names of objects that came
 * @param modified names of objects that are different now
 * @param deleted names of objects that went
 */
public record CatalogChange(List<String> added, List<String> modified, List<String> deleted) {

    /** Copies the lists. */
    public CatalogChange {
        added = List.copyOf(added);
        modified = List.copyOf(modified);
        deleted = List.copyOf(deleted);
    }

    /**
     * No change.
     *
     * @return the empty change
     */
    public static CatalogChange none() {
        return new CatalogChange(List.of(), List.of(), List.of());
    }

    static CatalogChange between(Catalog before, Catalog after) {
        return new CatalogChange(
                after.definitions().keySet().stream()
                        .filter(name -> !before.definitions().containsKey(name))
                        .toList(),
                after.definitions().entrySet().stream()
                        .filter(object -> before.definitions().containsKey(object.getKey()))
                        .filter(object ->
                                !object.getValue().equals(before.definitions().get(object.getKey())))
                        .map(Map.Entry::getKey)
                        .toList(),
                before.definitions().keySet().stream()
                        .filter(name -> !after.definitions().containsKey(name))
                        .toList());
    }
}
