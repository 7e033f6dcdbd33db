package io.github.safemigration.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How large files and methods may be.
 *
 * @param files the files that are measured, {@code package-info.java} apart
 */
record SourceBudget(List<SourceFile> files) {

    static final Path SOURCES = Path.of("src/main/java");

    static SourceBudget of(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.filter(SourceBudget::isMeasured)::iterator) {
                texts.put(folder.relativize(path) + "", Files.readString(path));
            }
        }
        return new SourceBudget(SourceFile.parse(texts));
    }

    private static boolean isMeasured(Path path) {
        return path.toString().endsWith(".java") && !path.endsWith("package-info.java");
    }

    /** {@return what is too large, in words; empty if nothing is} */
    List<String> excesses() {
        List<String> excesses = new ArrayList<>();
        for (SourceFile file : files) {
            limit(excesses, file.name() + ": lines", file.lines(), 400);
            for (SourceFile.Method method : file.methods()) {
                limit(excesses, file.name() + ": lines in the body of " + method.name(), method.lines(), 40);
                limit(excesses, file.name() + ": parameters of " + method.name(), method.parameters(), 5);
            }
            if (file.text().matches("(?s).*\\b(TODO|FIXME)\\b.*")) {
                excesses.add(file.name() + ": holds a TODO");
            }
        }
        limit(excesses, "half of the files: lines", percentile(50), 70);
        limit(excesses, "nine of ten files: lines", percentile(90), 200);
        limit(excesses, "of 100 types, public ones", publicShare(), 67);
        return excesses;
    }

    private static void limit(List<String> excesses, String what, long actual, long limit) {
        if (actual > limit) {
            excesses.add(what + ": " + actual + ", at most " + limit);
        }
    }

    /** {@return the length that this share of the files does not exceed} */
    long percentile(int percent) {
        long[] lengths = files.stream().mapToLong(SourceFile::lines).sorted().toArray();
        return lengths.length == 0 ? 0 : lengths[(lengths.length * percent + 99) / 100 - 1];
    }

    private long publicShare() {
        List<Boolean> types =
                files.stream().flatMap(file -> file.types().stream()).toList();
        long publicTypes = types.stream().filter(isPublic -> isPublic).count();
        return types.isEmpty() ? 0 : (publicTypes * 100 + types.size() - 1) / types.size();
    }
}
