package io.github.safemigration.architecture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rooms of a storey, those that use others above those that they use.
 *
 * @param uses each room and the rooms that it uses
 */
record Floors(Map<String, Set<String>> uses) {

    /** {@return the names of the storey's rooms, without the storey; the top floor first} */
    List<Set<String>> of(String storey) {
        Map<Integer, Set<String>> floors = new TreeMap<>(Collections.reverseOrder());
        uses.keySet().stream().filter(room -> room.startsWith(storey + ".")).forEach(room -> floors.computeIfAbsent(
                        height(room, storey), key -> new TreeSet<>())
                .add(room.substring(storey.length() + 1)));
        return new ArrayList<>(floors.values());
    }

    private int height(String room, String storey) {
        return uses.getOrDefault(room, Set.of()).stream()
                .filter(used -> used.startsWith(storey + "."))
                .mapToInt(used -> height(used, storey) + 1)
                .max()
                .orElse(0);
    }
}
