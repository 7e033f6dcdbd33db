package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RedactedException;
import io.github.safemigration.engine.model.Redactor;
import io.github.safemigration.engine.schema.Catalog;
import io.github.safemigration.engine.schema.CatalogReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads PostgreSQL's catalog (PostgreSQL manual, chapter "System Catalogs") in one query: tables with their columns,
 * indexes, constraints, views, sequences, functions, triggers, types, policies. Left out are the server's schemas, the
 * objects of extensions, and the tables that are named here: ours and Liquibase's.
 */
public final class PostgresCatalogReader implements CatalogReader {

    private final String target;
    private final DataSource connections;
    private final List<String> ignoredTables;
    private final Redactor redactor;

    /**
     * Creates the reader; asks the database nothing yet.
     *
     * @param target the target's name
     * @param connections hands out connections of our own
     * @param ignoredTables names of tables that do not belong to the application
     * @param redactor takes secrets out of messages
     */
    public PostgresCatalogReader(String target, DataSource connections, List<String> ignoredTables, Redactor redactor) {
        this.target = target;
        this.connections = connections;
        this.ignoredTables = ignoredTables.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        this.redactor = redactor;
    }

    @Override
    public Catalog read() {
        try {
            TreeMap<String, String> definitions = new TreeMap<>();
            JdbcClient.create(connections)
                    .sql(query())
                    .param("ignored", ignoredTables.toArray(String[]::new))
                    .query(row -> {
                        definitions.merge(row.getString(1), row.getString(2), (one, other) -> one + "\n" + other);
                    });
            return new Catalog(definitions);
        } catch (DataAccessException e) {
            Failure failure = Failure.of(
                    FailureKind.UNEXPECTED,
                    "Could not read the catalog: "
                            + redactor.redact(
                                    String.valueOf(e.getMostSpecificCause().getMessage())));
            throw new MigrationException(target, failure, RedactedException.of(e, redactor));
        }
    }

    private static String query() {
        try (InputStream in = PostgresCatalogReader.class.getResourceAsStream("catalog.sql")) {
            if (in == null) {
                throw new IllegalStateException("The library is not whole: catalog.sql is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
