package io.github.safemigration.corpus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is in a database after a run, as names and values that can be compared one by one: counts, fingerprints of the
 * schema and of the row counts, and Liquibase's own history.
 */
final class DatabasePicture {

    private static final List<String> SCHEMA = List.of("columns", "indexes", "constraints");

    private static final List<String> EXTENDED = List.of(
            "sequences",
            "views",
            "functions",
            "triggers",
            "types",
            "extensions",
            "policies",
            "partitions",
            "comments",
            "columns of materialized views",
            "constraints with those for NOT NULL");

    private final JdbcClient database;
    private final PictureQueries queries;
    private final Map<String, String> values = new TreeMap<>();

    private DatabasePicture(JdbcClient database) {
        this.database = database;
        this.queries = new PictureQueries(database);
    }

    static Map<String, String> of(DataSource dataSource, Corpus corpus) {
        DatabasePicture picture = new DatabasePicture(JdbcClient.create(dataSource));
        picture.addSchema();
        picture.addRows();
        picture.addHistory(corpus);
        return picture.values;
    }

    private void addSchema() {
        List<String> lines = new ArrayList<>();
        SCHEMA.forEach(name -> lines.addAll(counted(name)));
        values.put("fingerprint", md5(lines));
        EXTENDED.forEach(name -> lines.addAll(counted(name)));
        values.put("fingerprintExtended", md5(lines));
        values.put("schemas", String.join(",", queries.lines("schemas")));
        values.put("tables", queries.lines("tables").size() + "");
        values.put("partitions", queries.lines("attached partitions").size() + "");
        queries.lines("constraints by type").forEach(line -> {
            int bar = line.indexOf('|');
            values.put("constraints." + line.substring(0, bar), line.substring(bar + 1));
        });
    }

    private List<String> counted(String name) {
        List<String> lines = queries.lines(name);
        switch (name) {
            case "constraints" -> values.put("constraintsTotalWithoutNotNull", lines.size() + "");
            case "extensions" -> values.put(name, String.join(",", lines));
            case "views" -> {
                values.put(
                        "views",
                        lines.stream().filter(line -> line.contains("|v|")).count() + "");
                values.put(
                        "materializedViews",
                        lines.stream().filter(line -> line.contains("|m|")).count() + "");
            }
            case "partitions", "constraints with those for NOT NULL" -> {}
            case "columns of materialized views" ->
                values.merge("columns", lines.size() + "", (one, other) -> Integer.parseInt(one) + lines.size() + "");
            default -> values.put(name, lines.size() + "");
        }
        return lines;
    }

    private void addRows() {
        List<String> counts = new ArrayList<>();
        long rows = 0;
        long filled = 0;
        for (String table : queries.lines("tables with rows of their own")) {
            long count = database.sql("select count(*) from " + table)
                    .query(Long.class)
                    .single();
            counts.add(table + "|" + count);
            rows += count;
            filled += count > 0 ? 1 : 0;
        }
        values.put("rows", rows + "");
        values.put("tablesWithRows", filled + "");
        values.put("fingerprintRowCounts", md5(counts.stream().sorted().toList()));
    }

    /** What Liquibase says that it ran, in its order. */
    private void addHistory(Corpus corpus) {
        String table = historyTable(corpus.changeLogTable(), corpus.historySchema());
        List<String> rows = database.sql(
                        "select id, author, filename, md5sum, exectype from " + table + " order by orderexecuted")
                .query((row, number) -> row.getString(1) + "::" + row.getString(2) + "::" + row.getString(3) + "::"
                        + row.getString(4) + "::" + row.getString(5))
                .list();
        values.put("historyFingerprint", md5(rows));
        values.put("historyRows", rows.size() + "");
        values.put(
                "historyDistinctFiles",
                database.sql("select count(distinct filename) from " + table)
                        .query(String.class)
                        .single());
        database.sql("select exectype, count(*) from " + table + " group by 1").query(row -> {
            values.put("execTypes." + row.getString(1), row.getString(2));
        });
    }

    private String historyTable(String name, @Nullable String schema) {
        return database.sql("""
                        select format('%I.%I', n.nspname, r.relname)
                          from pg_class r join pg_namespace n on n.oid = r.relnamespace
                         where r.relkind = 'r' and lower(r.relname) = lower(:name)
                           and (:schema::text is null or lower(n.nspname) = lower(:schema))
                         order by pg_table_is_visible(r.oid) desc
                         limit 1
                        """)
                .param("name", name)
                .param("schema", schema)
                .query(String.class)
                .single();
    }

    private static String md5(List<String> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
