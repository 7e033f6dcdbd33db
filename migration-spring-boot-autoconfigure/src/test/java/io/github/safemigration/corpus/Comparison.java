package io.github.safemigration.corpus;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The outcomes of a corpus beside one another, and in what they differ. */
final class Comparison {

    private static final String ROW = "%-32s %-34s %-34s %-34s%n";

    private final String title;
    private final Map<Mode, Outcome> outcomes = new EnumMap<>(Mode.class);
    private final Map<String, String> recorded = new LinkedHashMap<>();

    Comparison(String title) {
        this.title = title;
    }

    void add(Mode mode, Outcome outcome) {
        outcomes.put(mode, outcome);
    }

    /** Compares also with what was written down when the corpus was made. */
    void expect(Map<String, String> figures) {
        recorded.putAll(figures);
    }

    /** {@return what is not as plain Liquibase leaves it, in words; empty if nothing is} */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        outcomes.forEach((mode, outcome) -> {
            if (outcome.error() != null) {
                differences.add(mode + " failed: " + outcome.error());
            }
        });
        Map<String, String> plain = picture(Mode.PLAIN);
        for (Mode mode : List.of(Mode.BLOCKING, Mode.BACKGROUND)) {
            Map<String, String> other = picture(mode);
            for (String name : names()) {
                if (!Objects.equals(plain.get(name), other.get(name))) {
                    differences.add(
                            name + ": " + plain.get(name) + " with plain Liquibase, " + other.get(name) + " " + mode);
                }
            }
        }
        recorded.forEach((name, value) -> {
            if (!value.equals(plain.get(name))) {
                differences.add(name + ": " + value + " is recorded, " + plain.get(name) + " with plain Liquibase");
            }
        });
        return differences;
    }

    private Map<String, String> picture(Mode mode) {
        Outcome outcome = outcomes.get(mode);
        return outcome == null ? Map.of() : outcome.picture();
    }

    private Set<String> names() {
        TreeSet<String> names = new TreeSet<>();
        outcomes.values().forEach(outcome -> names.addAll(outcome.picture().keySet()));
        return names;
    }

    /** {@return counts, fingerprints and times in a table, with what differs below} */
    String report() {
        StringBuilder report = new StringBuilder(title).append(System.lineSeparator());
        report.append(String.format(ROW, "", Mode.PLAIN, Mode.BLOCKING, Mode.BACKGROUND));
        report.append(row("ready after ms", mode -> took(mode)));
        for (String name : names()) {
            report.append(row(name, mode -> picture(mode).getOrDefault(name, "-")));
        }
        List<String> differences = differences();
        report.append(
                differences.isEmpty()
                        ? "Equal"
                                + (recorded.isEmpty() ? "." : ", also to the " + recorded.size() + " recorded figures.")
                        : "DIFFERENT: " + String.join("; ", differences));
        return report.append(System.lineSeparator()).toString();
    }

    private String took(Mode mode) {
        Outcome outcome = outcomes.get(mode);
        return outcome == null ? "-" : outcome.took().toMillis() + "";
    }

    private static String row(String name, Function<Mode, String> value) {
        return String.format(
                ROW, name, value.apply(Mode.PLAIN), value.apply(Mode.BLOCKING), value.apply(Mode.BACKGROUND));
    }
}
