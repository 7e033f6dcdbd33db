package io.github.safemigration.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The queries of {@code corpus/picture.sql}, by the comment above each. */
final class PictureQueries {

    private static final Pattern QUERY = Pattern.compile("(?ms)^-- ([^\\n]+)\\n((?:select|with) .+?)(?=^\\n-- |\\z)");

    private final JdbcClient database;
    private final Map<String, String> queries = new LinkedHashMap<>();

    PictureQueries(JdbcClient database) {
        this.database = database;
        Matcher matcher = QUERY.matcher(text());
        while (matcher.find()) {
            queries.put(matcher.group(1), matcher.group(2));
        }
    }

    private static String text() {
        try (InputStream in = PictureQueries.class.getResourceAsStream("/corpus/picture.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a line for each row of the query, its columns joined by a bar; sorted} */
    List<String> lines(String name) {
        String query = queries.get("common") + Objects.requireNonNull(queries.get(name), name);
        return database
                .sql(query)
                .query((row, number) -> {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        columns.add(row.getString(i));
                    }
                    return String.join("|", columns);
                })
                .list()
                .stream()
                .sorted()
                .toList();
    }
}
