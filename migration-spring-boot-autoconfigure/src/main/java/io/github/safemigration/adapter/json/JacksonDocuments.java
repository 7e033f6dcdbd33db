package io.github.safemigration.adapter.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes records as JSON that people can read too: fields in their order, times in ISO 8601, nothing for null. */
public final class JacksonDocuments {

    private final JsonMapper mapper = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    /**
     * Writes a document.
     *
     * @param document a record, or a list of records
     * @return the document as JSON, with a line end
     */
    public String write(Object document) {
        return mapper.writeValueAsString(document) + "\n";
    }
}
