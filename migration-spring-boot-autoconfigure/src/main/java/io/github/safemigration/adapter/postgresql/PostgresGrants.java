package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.adapter.jdbc.NewObjects;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Grants what a changeset has created to roles: rows of tables and views, sequences, functions, and the use of their
 * schemas. Only what was not there before, belongs to us and is no member of an extension. Default privileges would do so
 * too, and go on after us.
 */
public final class PostgresGrants implements NewObjects {

    private static final String PRODUCT = "PostgreSQL";

    private final List<String> roles;
    private final Set<String> ignoredTables;
    private final Set<String> known = new HashSet<>();
    private boolean active;

    /**
     * Creates the grants; asks the database nothing yet.
     *
     * @param roles names of roles, as the database spells them
     * @param ignoredTables names of tables that do not belong to the application
     */
    public PostgresGrants(List<String> roles, List<String> ignoredTables) {
        this.roles = List.copyOf(roles);
        this.ignoredTables = ignoredTables.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void before(Connection connection) throws SQLException {
        active = !roles.isEmpty()
                && connection.getMetaData().getDatabaseProductName().equals(PRODUCT);
        known.clear();
        if (active) {
            objects(connection).forEach(object -> known.add(object.key()));
        }
    }

    @Override
    public List<String> after(Connection connection) {
        if (!active) {
            return List.of();
        }
        active = false;
        List<Created> created = objects(connection).stream()
                .filter(object -> !known.contains(object.key()))
                .filter(object -> !ignoredTables.contains(object.bare().toLowerCase(Locale.ROOT)))
                .toList();
        if (created.isEmpty()) {
            return List.of();
        }
        List<String> statements = statements(client(connection), created);
        statements.forEach(statement -> client(connection).sql(statement).update());
        return statements;
    }

    private List<String> statements(JdbcClient client, List<Created> created) {
        String me = client.sql("select current_user").query(String.class).single();
        List<String> others = roles.stream().filter(role -> !role.equals(me)).toList();
        if (others.isEmpty()) {
            return List.of();
        }
        String to = others.stream().map(DatabaseFacts::quoted).collect(Collectors.joining(", ", " to ", ""));
        List<String> statements = new ArrayList<>();
        Set<String> schemas = created.stream().map(Created::schema).collect(Collectors.toCollection(TreeSet::new));
        for (String schema : schemas) {
            if (isOursToOpen(client, schema, others)) {
                statements.add("grant usage on schema " + DatabaseFacts.quoted(schema) + to);
            }
        }
        created.stream()
                .filter(object -> !object.privileges().isEmpty())
                .map(object -> "grant " + object.privileges() + " " + object.name() + to)
                .forEach(statements::add);
        return statements;
    }

    /** A schema that belongs to somebody else, or that all of them use already, stays as it is. */
    private static boolean isOursToOpen(JdbcClient client, String schema, List<String> roles) {
        return client.sql("select pg_catalog.has_schema_privilege(n.oid, 'USAGE WITH GRANT OPTION')"
                        + " and exists (select from unnest(:roles) r"
                        + " where not pg_catalog.has_schema_privilege(r, n.oid, 'USAGE'))"
                        + " from pg_catalog.pg_namespace n where n.nspname = :schema")
                .param("roles", roles.toArray(String[]::new))
                .param("schema", schema)
                .query(Boolean.class)
                .single();
    }

    private static List<Created> objects(Connection connection) {
        return client(connection)
                .sql(SqlResource.read("objects.sql"))
                .query((row, number) -> new Created(
                        row.getString("key"),
                        row.getString("schema"),
                        row.getString("bare"),
                        row.getString("name"),
                        row.getString("privileges")))
                .list();
    }

    private static JdbcClient client(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /**
     * An object that is there.
     *
     * @param key tells it from all others
     * @param schema its schema
     * @param bare its name alone
     * @param name its name as {@code GRANT} wants it
     * @param privileges what is granted, up to the name
     */
    private record Created(String key, String schema, String bare, String name, String privileges) {}
}
