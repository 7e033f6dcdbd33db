package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.model.TargetState;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An answer for people, line by line. */
final class Text {

    private final StringBuilder text = new StringBuilder();

    static String words(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String summary(String target, TargetState state, @Nullable Integer applied, @Nullable Integer pending) {
        return target + ": " + words(state) + (applied == null ? "" : ", " + applied + " applied")
                + (pending == null ? "" : ", " + pending + " pending");
    }

    Text line(String line) {
        text.append(line).append(System.lineSeparator());
        return this;
    }

    /** Adds a line that says something about the target; none if there is nothing to say. */
    Text entry(String name, @Nullable String value) {
        return value == null ? this : line(String.format(Locale.ROOT, "  %-12s%s", name, value));
    }

    Text entries(String name, List<String> values) {
        values.forEach(value -> entry(name, value));
        return this;
    }

    /** Adds every line of a text, indented. */
    Text indented(String lines) {
        lines.lines().forEach(each -> line("      " + each));
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
