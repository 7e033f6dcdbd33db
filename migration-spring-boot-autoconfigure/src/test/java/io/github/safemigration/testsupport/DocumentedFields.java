package io.github.safemigration.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The fields that a page of the documentation lists, and those of an answer, both as {@code targets[].name}. */
public final class DocumentedFields {

    private static final Pattern HEADING = Pattern.compile("^## (.+)$");
    private static final Pattern FIELD =
            Pattern.compile("^\\| `([^`]+)` \\| (?:text|number|time|true/false|list|object).*");

    private final Map<String, Set<String>> sections = new TreeMap<>();

    /**
     * Reads a page.
     *
     * @param name its name, such as {@code docs/endpoints.md}
     * @return the fields of its tables
     * @throws IOException if it cannot be read
     */
    public static DocumentedFields of(String name) throws IOException {
        DocumentedFields page = new DocumentedFields();
        Set<String> fields = new TreeSet<>();
        for (String line : Files.readAllLines(GeneratedDocument.at(name).file())) {
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

    /**
     * The fields of a section.
     *
     * @param section its heading
     * @return the fields; none if there is no such section
     */
    public Set<String> fields(String section) {
        return sections.getOrDefault(section, Set.of());
    }

    /**
     * All fields of an answer.
     *
     * @param answer the answer
     * @param leaves fields below which is not looked, since another section documents them
     * @return the fields
     */
    public static Set<String> fieldsOf(JsonNode answer, Set<String> leaves) {
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
