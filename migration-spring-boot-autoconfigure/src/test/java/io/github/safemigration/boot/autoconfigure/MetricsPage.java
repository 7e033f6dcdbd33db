package io.github.safemigration.boot.autoconfigure;

import io.github.safemigration.testsupport.GeneratedDocument;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code docs/metrics.md} says of the meters.
 *
 * @param meters by name: type, unit and tags, as the table has them
 * @param queried names of meters that have an example query
 * @param series names of the series that occur in queries
 */
record MetricsPage(Map<String, String> meters, Set<String> queried, Set<String> series) {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(migration[^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern QUERY =
            Pattern.compile("### `(migration[^`]+)`\\n(?:(?!\\n#)[\\s\\S])*?```promql\\n([\\s\\S]*?)```");
    private static final Pattern BLOCK = Pattern.compile("```promql\\n([\\s\\S]*?)```");
    private static final Pattern SERIES = Pattern.compile("migration_[a-z_]+");

    static MetricsPage read() throws IOException {
        String page = Files.readString(GeneratedDocument.at("docs/metrics.md").file());
        Map<String, String> meters = ROW.matcher(page)
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), MetricsPage::describe, (first, second) -> second, TreeMap::new));
        Set<String> queried = QUERY.matcher(page)
                .results()
                .map(query -> query.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> series = BLOCK.matcher(page)
                .results()
                .flatMap(block -> SERIES.matcher(block.group(1)).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        return new MetricsPage(meters, queried, series);
    }

    private static String describe(MatchResult row) {
        List<String> tags = Arrays.stream(row.group(4).replace("`", "").split(","))
                .map(String::strip)
                .sorted()
                .toList();
        return row.group(2).strip() + " in " + row.group(3).strip() + " by " + tags;
    }

    /** Describes the meters of a registry as the page does. */
    static Map<String, String> describe(MeterRegistry registry) {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("migration"))
                .collect(Collectors.toMap(
                        Meter.Id::getName, MetricsPage::describe, (first, second) -> second, TreeMap::new));
    }

    private static String describe(Meter.Id meter) {
        String unit = meter.getBaseUnit() == null ? "–" : meter.getBaseUnit();
        List<String> tags = meter.getTags().stream().map(Tag::getKey).sorted().toList();
        return meter.getType().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " in " + unit + " by " + tags;
    }
}
