package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.schema.CatalogChange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.json.JsonWriter;

/** What a run did to the catalog, as the JSON that its row keeps. */
final class CatalogChangeJson {

    private static final JsonWriter<CatalogChange> WRITER = JsonWriter.of(members -> {
        members.add("added", CatalogChange::added);
        members.add("modified", CatalogChange::modified);
        members.add("deleted", CatalogChange::deleted);
    });

    private CatalogChangeJson() {}

    static String write(CatalogChange change) {
        return WRITER.writeToString(change);
    }

    static CatalogChange read(@Nullable String json) {
        if (json == null) {
            return CatalogChange.none();
        }
        var members = JsonParserFactory.getJsonParser().parseMap(json);
        return new CatalogChange(
                names(members.get("added")), names(members.get("modified")), names(members.get("deleted")));
    }

    private static List<String> names(@Nullable Object member) {
        return member instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
