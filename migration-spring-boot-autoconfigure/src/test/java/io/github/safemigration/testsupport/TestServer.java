package io.github.safemigration.testsupport;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A running server and a superuser in it.
 *
 * @param kind how it was come by
 * @param url JDBC URL of any database in it, to start from
 * @param username a role that may create databases and roles
 * @param password the password of that role
 */
record TestServer(ServerKind kind, String url, String username, String password) {

    private static final Pattern URL = Pattern.compile("(jdbc:postgresql://[^/?]+/)([^?]*)(\\?.*)?");

    static TestServer start(TestSettings settings) {
        return switch (ServerKind.choose(settings, DockerServer::answers)) {
            case ENVIRONMENT ->
                new TestServer(
                        ServerKind.ENVIRONMENT,
                        settings.required("url"),
                        settings.required("user"),
                        settings.required("password"));
            case DOCKER -> DockerServer.start(settings.imageTag());
            case EMBEDDED -> EmbeddedServer.start();
        };
    }

    String urlOf(String database) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalStateException("not a URL of the form jdbc:postgresql://host:port/database: " + url);
        }
        return matcher.group(1) + database + (matcher.group(3) == null ? "" : matcher.group(3));
    }

    JdbcClient jdbc() {
        return JdbcClient.create(dataSource(url, username, password));
    }

    int major() {
        return jdbc().sql("SELECT current_setting('server_version_num')::int / 10000")
                .query(Integer.class)
                .single();
    }

    static DataSource dataSource(String url, String username, String password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        dataSource.setUser(username);
        dataSource.setPassword(password);
        return dataSource;
    }

    @Override
    public String toString() {
        return kind + " server";
    }
}
