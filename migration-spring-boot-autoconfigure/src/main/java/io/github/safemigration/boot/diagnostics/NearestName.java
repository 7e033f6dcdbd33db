package io.github.safemigration.boot.diagnostics;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant: the name that is fewest errors away from the one that was typed. */
final class NearestName {

    /** What it counts to look in another group than the right one, however its name is spelled. */
    private static final int ELSEWHERE = 3;

    private NearestName() {}

    static Optional<String> of(String typed, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(name -> errors(typed, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int errors(String typed, String known) {
        int elsewhere = Math.min(ELSEWHERE, distance(group(typed), group(known)));
        return Math.min(distance(typed, known), elsewhere + distance(key(typed), key(known)));
    }

    private static String group(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private static String key(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** {@return how many letters must be added, taken away, changed or swapped with the next to make one of the other} */
    static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, one, other, i, j);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int cheapest(int[][] cost, String one, String other, int i, int j) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int cheapest = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(cheapest, cost[i - 2][j - 2] + 1) : cheapest;
    }
}
