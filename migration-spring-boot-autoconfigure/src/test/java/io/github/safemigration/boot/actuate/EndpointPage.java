package io.github.safemigration.boot.actuate;

import io.github.safemigration.testsupport.GeneratedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The fields that {@code docs/endpoints.md} documents, and those of an answer, both as {@code targets[].name}. */
final class EndpointPage {

    private static final Pattern HEADING = Pattern.compile("^## (.+)$");
    private static final Pattern FIELD =
            Pattern.compile("^\\| `([^`]+)` \\| (?:text|number|time|true/false|list|object).*");

    private final Map<String, Set<String>> sections = new TreeMap<>();

    static EndpointPage read() throws IOException {
        EndpointPage page = new EndpointPage();
        Set<String> fields = new TreeSet<>();
        for (String line :
                Files.readAllLines(GeneratedDocument.at("docs/endpoints.md").file())) {
            Matcher heading = HEADING.matcher(line);
            Matcher field = FIELD.matcher(line);
            if (heading.matches()) {
                fields = page.sections.computeIfAbsent(heading.group(1), key -> new TreeSet<>());
            } else if (field.matches()) {
                fields.add(field.group(1));
            }
        }
        return page;
    }

    Set<String> fields(String section) {
        return sections.getOrDefault(section, Set.of());
    }

    /** All fields of an answer; below {@code leaves} they are not looked at, since another section documents them. */
    static Set<String> fieldsOf(JsonNode answer, Set<String> leaves) {
        Set<String> fields = new TreeSet<>();
        collect("", answer, leaves, fields);
        return fields;
    }

    private static void collect(String path, JsonNode node, Set<String> leaves, Set<String> fields) {
        if (leaves.contains(path)) {
            return;
        }
        if (node.isArray()) {
            node.forEach(element -> collect(path + "[]", element, leaves, fields));
        }
        node.properties().forEach(member -> {
            String name = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            fields.add(name);
            collect(name, member.getValue(), leaves, fields);
        });
    }
}
