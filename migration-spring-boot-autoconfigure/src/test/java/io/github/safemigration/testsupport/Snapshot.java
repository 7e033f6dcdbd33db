package io.github.safemigration.testsupport;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that a user would find in a database, as lines of text; what differs from run to run left out. */
public final class Snapshot {

    private static final String RELATIONS = """
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relname NOT LIKE 'migration\\_%'
            """;

    private static final List<String> QUERIES = List.of(
            "SELECT 'schema ' || nspname || ' of ' || pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname !~ '^pg_'",
            """
            SELECT 'relation ' || c.oid::regclass || ' ' || c.relkind::text || ' of ' || pg_get_userbyid(c.relowner) || ' in '
                || coalesce((SELECT spcname FROM pg_tablespace t WHERE t.oid = c.reltablespace), 'default')
                || coalesce(' comment ' || obj_description(c.oid), '')
            """ + RELATIONS,
            """
            SELECT 'column ' || c.oid::regclass || ' ' || a.attnum || ' ' || a.attname || ' '
                || format_type(a.atttypid, a.atttypmod) || ' not null ' || a.attnotnull
                || ' identity ' || a.attidentity::text || ' generated ' || a.attgenerated::text
                || ' default ' || coalesce((SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef d
                    WHERE d.adrelid = c.oid AND d.adnum = a.attnum), '-')
                || coalesce(' comment ' || col_description(c.oid, a.attnum), '')
            """
                    + RELATIONS.replace(
                            "WHERE",
                            "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE"),
            "SELECT 'constraint ' || c.oid::regclass || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) "
                    + RELATIONS.replace("WHERE", "JOIN pg_constraint k ON k.conrelid = c.oid WHERE"),
            "SELECT 'index ' || pg_get_indexdef(i.indexrelid) || ' valid ' || i.indisvalid "
                    + RELATIONS.replace("WHERE", "JOIN pg_index i ON i.indrelid = c.oid WHERE"),
            "SELECT 'view ' || pg_get_viewdef(c.oid) " + RELATIONS + " AND c.relkind IN ('v', 'm')",
            "SELECT 'trigger ' || pg_get_triggerdef(t.oid) "
                    + RELATIONS.replace("WHERE", "JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal WHERE"),
            """
            SELECT 'function ' || pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            """);

    private Snapshot() {}

    /**
     * Takes the picture.
     *
     * @param database the database
     * @return a line for each thing in it
     */
    public static String of(FreshDatabase database) {
        Stream<String> catalog = QUERIES.stream().flatMap(query -> lines(database, query));
        Stream<String> tables =
                lines(database, "SELECT c.oid::regclass::text " + RELATIONS + " AND c.relkind IN ('r', 'p')");
        Stream<String> rows = tables.flatMap(table -> lines(
                database,
                "SELECT 'row " + table.replace("'", "''")
                        + " ' || (to_jsonb(t) - 'dateexecuted' - 'deployment_id' - 'lockgranted')::text FROM " + table
                        + " t"));
        return Stream.concat(catalog, rows).sorted().collect(Collectors.joining("\n"));
    }

    private static Stream<String> lines(FreshDatabase database, String query) {
        return database.jdbc().sql(query).query(String.class).list().stream();
    }
}
