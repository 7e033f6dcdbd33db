package io.github.safemigration.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws {@code docs/architecture.md}: words from a template, rooms from the table, sentences from the packages. */
final class ArchitecturePage {

    private static final Path TEMPLATE = Path.of("src/test/resources/architecture/page.md");

    private static final Path SOURCES = Path.of("src/main/java/io/github/safemigration");

    private static final Pattern SENTENCE = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+ #?([^}]*)}");

    private static final List<String> STOREYS = List.of("boot", "engine", "adapter");

    private final Map<String, Set<String>> uses = new LinkedHashMap<>();

    ArchitecturePage(RoomTable table, House house) {
        house.edges()
                .forEach((room, used) -> uses.put(
                        room,
                        table.lines().containsKey(room)
                                ? table.lines().get(room).uses()
                                : used.keySet()));
    }

    String render() throws IOException {
        return Files.readString(TEMPLATE)
                .replace("<!-- storeys -->", storeys())
                .replace("<!-- rooms -->", rooms())
                .replace("<!-- rules -->", rules());
    }

    private String storeys() {
        Floors floors = new Floors(uses);
        List<String> lines = new ArrayList<>();
        for (String storey : STOREYS) {
            String label = storey;
            for (Set<String> floor : storey.equals("boot") ? wiringFirst() : floors.of(storey)) {
                lines.add("%-10s%s".formatted(label, String.join("  ", floor)));
                label = "";
            }
            lines.add("");
        }
        return lines.stream().collect(Collectors.joining("\n")).strip();
    }

    private List<Set<String>> wiringFirst() {
        Set<String> rooms = new TreeSet<>();
        new Floors(uses).of("boot").forEach(rooms::addAll);
        rooms.remove("autoconfigure");
        return Stream.of(Set.of("autoconfigure"), rooms)
                .filter(floor -> !floor.isEmpty())
                .toList();
    }

    private String rooms() throws IOException {
        List<String> lines = new ArrayList<>(List.of("| room | what it is | may use |", "|---|---|---|"));
        for (String storey : STOREYS) {
            for (String room : new TreeSet<>(uses.keySet())) {
                if (room.startsWith(storey + ".")) {
                    lines.add("| `%s` | %s | %s |".formatted(room, sentence(room), used(room)));
                }
            }
        }
        return String.join("\n", lines);
    }

    private String used(String room) {
        Set<String> used = uses.getOrDefault(room, Set.of());
        if (RoomTable.KNOWS_EVERYTHING.startsWith(room + " ")) {
            return "everything";
        }
        return used.isEmpty()
                ? "–"
                : used.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String sentence(String room) throws IOException {
        Path file = SOURCES.resolve(room.replace('.', '/')).resolve("package-info.java");
        Matcher matcher = SENTENCE.matcher(Files.readString(file));
        if (!matcher.find()) {
            throw new IllegalStateException(file + " does not say what the room is");
        }
        String text = matcher.group(1).replaceAll("\\s*\n\\s*\\*\\s*", " ").strip();
        return INLINE_TAG.matcher(text).replaceAll("`$1`");
    }

    private static String rules() {
        return Stream.of(ArchitectureRule.values())
                .map(rule -> "- `%s`: %s.".formatted(rule.name(), rule.reason()))
                .collect(Collectors.joining("\n"));
    }
}
