package io.github.safemigration.corpus;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A server of its own for one run, since a changelog may change more than its database: roles, say. */
final class CorpusServer implements AutoCloseable {

    private static final String USER = "postgres";

    private final EmbeddedPostgres server;
    private final String database;

    private CorpusServer(EmbeddedPostgres server, String database) {
        this.server = server;
        this.database = database;
    }

    /** Starts a server with the settings that the recorded figures were come by with, and the corpus' database in it. */
    static CorpusServer start(Corpus corpus) {
        CorpusServer started = new CorpusServer(postgres(), corpus.database());
        try {
            started.prepare(corpus);
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
        return started;
    }

    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("timezone", "UTC")
                    .setServerConfig("max_locks_per_transaction", "2048")
                    .setServerConfig("max_connections", "40")
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setLocaleConfig("encoding", "UTF8")
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare(Corpus corpus) {
        JdbcClient admin = JdbcClient.create(dataSource("postgres"));
        admin.sql("create database \"" + database + "\"").update();
        SqlScript.execute(dataSource("postgres"), corpus.adminSql());
        SqlScript.execute(dataSource(), corpus.preSql());
        SqlScript.execute(
                dataSource(),
                corpus.preSqlFiles().stream().map(CorpusServer::text).toList());
        corpus.psqlFiles().forEach(file -> SqlScript.load(dataSource(), text(file)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String version() {
        return JdbcClient.create(dataSource("postgres"))
                .sql("show server_version")
                .query(String.class)
                .single();
    }

    String url() {
        return url(database);
    }

    String user() {
        return USER;
    }

    DataSource dataSource() {
        return dataSource(database);
    }

    private String url(String name) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
    }

    private DataSource dataSource(String name) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url(name));
        dataSource.setUser(USER);
        return dataSource;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
