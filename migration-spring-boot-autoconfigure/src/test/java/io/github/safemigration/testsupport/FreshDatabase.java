package io.github.safemigration.testsupport;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of the test's own, seen as one of its roles; dropped when closed, whoever is still connected. */
public final class FreshDatabase implements AutoCloseable {

    private final TestServer server;

    private final String name;

    private final String username;

    private final String password;

    private final ConcurrentLinkedQueue<String> roles = new ConcurrentLinkedQueue<>();

    FreshDatabase(TestServer server, String name) {
        this(server, name, server.username(), server.password());
    }

    private FreshDatabase(TestServer server, String name, String username, String password) {
        this.server = server;
        this.name = name;
        this.username = username;
        this.password = password;
    }

    /** {@return the database's name} */
    public String name() {
        return name;
    }

    /** {@return the JDBC URL, without user and password} */
    public String url() {
        return server.urlOf(name);
    }

    /** {@return the role: a superuser, unless this is {@linkplain #restricted restricted}} */
    public String username() {
        return username;
    }

    /** {@return the role's password, which the server does check} */
    public String password() {
        return password;
    }

    /** {@return the server's major version, such as 18} */
    public int major() {
        return TestDatabase.major();
    }

    /** {@return a plain data source: each connection is a new one} */
    public DataSource dataSource() {
        return TestServer.dataSource(url(), username, password);
    }

    /** {@return the properties that point a Spring Boot application here} */
    public String[] properties() {
        return new String[] {
            "spring.datasource.url=" + url(),
            "spring.datasource.username=" + username,
            "spring.datasource.password=" + password
        };
    }

    /** {@return Spring's client on {@link #dataSource()}} */
    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    /**
     * Runs each of the statements, each in a transaction of its own.
     *
     * @param statements SQL
     */
    public void execute(String... statements) {
        Stream.of(statements).forEach(sql -> jdbc().sql(sql).update());
    }

    /**
     * Reads rows.
     *
     * @param sql a query
     * @param arguments values of its {@code ?}
     * @return each row as column label to value, in order
     */
    public List<Map<String, @Nullable Object>> query(String sql, Object... arguments) {
        return jdbc().sql(sql).params(arguments).query().listOfRows();
    }

    /**
     * Reads one value.
     *
     * @param sql a query for one row of one column
     * @param arguments values of its {@code ?}
     * @return the value as text; null for NULL
     */
    public @Nullable String value(String sql, Object... arguments) {
        return jdbc().sql(sql).params(arguments).query(String.class).optional().orElse(null);
    }

    /**
     * Looks at this database through the eyes of a new role that may do nothing but what is granted here.
     *
     * @param rolePassword the role's password
     * @param grants statements that give it something, {@code %s} standing for the role
     * @return the same database under the new role, which goes when this one is closed
     */
    public FreshDatabase restricted(String rolePassword, String... grants) {
        String role = TestDatabase.nextName();
        execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + rolePassword.replace("'", "''") + "'");
        roles.add(role);
        execute(Stream.of(grants).map(grant -> grant.formatted(role)).toArray(String[]::new));
        return new FreshDatabase(server, name, role, rolePassword);
    }

    /**
     * Clones this database as it is now. Nobody may be connected to it.
     *
     * @return another database, which is closed on its own
     */
    public FreshDatabase copy() {
        return TestDatabase.cloneOf(name);
    }

    /** Drops the database and the roles that were made for it, ending all sessions in it. */
    @Override
    public void close() {
        if (username.equals(server.username())) {
            TestDatabase.admin()
                    .sql("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)")
                    .update();
            roles.forEach(role ->
                    TestDatabase.admin().sql("DROP ROLE IF EXISTS " + role).update());
        }
    }

    @Override
    public String toString() {
        return "database " + name + " as " + username;
    }
}
