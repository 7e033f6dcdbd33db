package io.github.safemigration.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What was measured, as one table for people: printed, and written to a file. */
final class Figures {

    private final List<Figure> figures = new CopyOnWriteArrayList<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();

    void add(String what, Object ours, Object plain, String target, boolean met) {
        figures.add(new Figure(what, ours + "", plain + "", target, met));
    }

    /** Adds something to be told below the table. */
    void note(String title, String text) {
        notes.add("### " + title + "\n\n```\n" + text + "```\n");
    }

    List<String> missed() {
        return figures.stream()
                .filter(figure -> !figure.met())
                .map(Figure::toString)
                .toList();
    }

    String table() {
        String rows = figures.stream().sorted().map(Figure::row).collect(Collectors.joining());
        return "| what | this project | plain Boot + Liquibase | target | |\n|---|---|---|---|---|\n" + rows + "\n"
                + String.join("\n", notes);
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, table());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One line.
     *
     * @param what what was measured, which the lines are sorted by
     * @param ours with this project
     * @param plain with plain Boot and Liquibase, in the same run
     * @param target what ours should come to
     * @param met whether it does
     */
    private record Figure(String what, String ours, String plain, String target, boolean met)
            implements Comparable<Figure> {

        String row() {
            return "| " + what + " | " + ours + " | " + plain + " | " + target + " | " + (met ? "met" : "**NOT MET**")
                    + " |\n";
        }

        @Override
        public int compareTo(Figure other) {
            return what.compareTo(other.what);
        }
    }
}
