package io.github.safemigration.engine.workflow;

import java.util.ArrayList;
import java.util.List;

/** The difference between two texts, line by line: what went with a minus, what came with a plus. Bounded in length. */
final class LineDifference {

    private static final int LINES = 40;
    private static final int WIDTH = 200;

    /** Beyond it lines are not matched: the table would be too large. */
    private static final int CELLS = 1_000_000;

    private final List<String> before;
    private final List<String> after;
    private final List<String> told = new ArrayList<>();

    private LineDifference(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /** {@return the lines that differ; none if the texts are the same but for space at the ends of lines} */
    static List<String> of(String before, String after) {
        LineDifference difference = new LineDifference(lines(before), lines(after));
        difference.tell();
        List<String> all = difference.told;
        if (all.size() <= LINES) {
            return all;
        }
        List<String> shortened = new ArrayList<>(all.subList(0, LINES));
        shortened.add("… and " + (all.size() - LINES) + " lines more");
        return shortened;
    }

    private static List<String> lines(String text) {
        return text.strip().lines().map(String::stripTrailing).toList();
    }

    private void tell() {
        int start = 0;
        int endBefore = before.size();
        int endAfter = after.size();
        while (start < Math.min(endBefore, endAfter) && before.get(start).equals(after.get(start))) {
            start++;
        }
        while (endBefore > start
                && endAfter > start
                && before.get(endBefore - 1).equals(after.get(endAfter - 1))) {
            endBefore--;
            endAfter--;
        }
        List<String> gone = before.subList(start, endBefore);
        List<String> come = after.subList(start, endAfter);
        if ((long) gone.size() * come.size() > CELLS) {
            gone.forEach(line -> add("-", line));
            come.forEach(line -> add("+", line));
        } else {
            walk(gone, come, common(gone, come));
        }
    }

    /** {@return the lengths of the longest common subsequences of what is left from each pair of lines on} */
    private static int[][] common(List<String> gone, List<String> come) {
        int[][] length = new int[gone.size() + 1][come.size() + 1];
        for (int i = gone.size() - 1; i >= 0; i--) {
            for (int j = come.size() - 1; j >= 0; j--) {
                length[i][j] = gone.get(i).equals(come.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        return length;
    }

    private void walk(List<String> gone, List<String> come, int[][] common) {
        int i = 0;
        int j = 0;
        while (i < gone.size() || j < come.size()) {
            boolean both = i < gone.size() && j < come.size();
            if (both && gone.get(i).equals(come.get(j))) {
                i++;
                j++;
            } else if (j == come.size() || (both && common[i + 1][j] >= common[i][j + 1])) {
                add("-", gone.get(i++));
            } else {
                add("+", come.get(j++));
            }
        }
    }

    private void add(String sign, String line) {
        told.add(sign + " " + (line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "…"));
    }
}
