package io.github.safemigration.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of who may use whom.
 *
 * @param lines the line of each room
 */
record RoomTable(Map<String, Line> lines) {

    static final String FILE = "src/test/resources/architecture/rooms.txt";

    /** Knows everything; a list would only repeat the table. */
    static final String KNOWS_EVERYTHING = "boot.autoconfigure -> *";

    private static final Pattern LINE = Pattern.compile("((?:engine|adapter|boot)\\.\\w+) ->((?: \\w+\\.\\w+,?)*)");

    /**
     * One room.
     *
     * @param number where it stands in the file, from 1
     * @param uses the rooms that it may use
     */
    record Line(int number, Set<String> uses) {}

    static RoomTable parse(List<String> text) {
        Map<String, Line> lines = new TreeMap<>();
        for (int number = 1; number <= text.size(); number++) {
            String line = text.get(number - 1).strip();
            if (!line.isEmpty() && !line.startsWith("#") && !line.equals(KNOWS_EVERYTHING)) {
                Matcher matcher = LINE.matcher(line);
                if (!matcher.matches()) {
                    throw new IllegalArgumentException(FILE + ":" + number
                            + ": not of the form `engine.plan -> engine.lock, engine.model`: " + line);
                }
                lines.put(matcher.group(1), new Line(number, names(matcher.group(2))));
            }
        }
        return new RoomTable(lines);
    }

    private static Set<String> names(String list) {
        return Pattern.compile("\\w+\\.\\w+")
                .matcher(list)
                .results()
                .map(result -> result.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return what is to be changed in the file, or in the code, for the two to agree} */
    List<String> differencesFrom(House house) {
        Map<String, Map<String, Dependency>> edges = house.edges();
        List<String> differences = new ArrayList<>();
        edges.forEach((room, uses) -> {
            Line line = lines.get(room);
            if (KNOWS_EVERYTHING.startsWith(room + " ")) {
                return;
            } else if (line == null) {
                differences.add(FILE + " has no line for " + room + ". Add: `" + asLine(room, uses.keySet()) + "`");
            } else if (!line.uses().equals(uses.keySet())) {
                differences.add(difference(room, line, uses));
            }
        });
        lines.forEach((room, line) -> {
            if (!edges.containsKey(room)) {
                differences.add(FILE + ":" + line.number() + ": there is no " + room + ". Remove the line.");
            }
        });
        return differences;
    }

    private static String difference(String room, Line line, Map<String, Dependency> uses) {
        List<String> reasons = new ArrayList<>();
        uses.forEach((used, dependency) -> {
            if (!line.uses().contains(used)) {
                reasons.add(room + " may not use " + used + ", but: " + dependency.getDescription() + ".");
            }
        });
        line.uses().stream()
                .filter(permitted -> !uses.containsKey(permitted))
                .forEach(permitted -> reasons.add(room + " does not use " + permitted + " any more."));
        return "%s:%d: %s Change the code, or make the line: `%s`"
                .formatted(FILE, line.number(), String.join(" ", reasons), asLine(room, uses.keySet()));
    }

    private static String asLine(String room, Collection<String> uses) {
        return (room + " -> " + String.join(", ", uses)).strip();
    }
}
