package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.adapter.jdbc.JdbcFailures;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.RedactedException;
import io.github.safemigration.engine.model.Redactor;
import io.github.safemigration.engine.schema.Catalog;
import io.github.safemigration.engine.schema.CatalogReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads PostgreSQL's catalog (PostgreSQL manual, chapter "System Catalogs") in one query: schemas, extensions, tables
 * with their columns, indexes, constraints, views, sequences, functions, triggers, types, policies. Left out are the
 * server's schemas, the objects of extensions, and the tables that are named here: ours and Liquibase's.
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
            return new Catalog(Objects.requireNonNull(transaction().execute(status -> definitions())));
        } catch (DataAccessException | TransactionException e) {
            @Nullable SQLException sql = JdbcFailures.find(e);
            Failure failure = Failure.of(
                    sql == null ? FailureKind.UNEXPECTED : JdbcFailures.kind(sql),
                    "Could not read the catalog: " + redactor.redact(JdbcFailures.message(sql == null ? e : sql)));
            throw new MigrationException(target, failure, RedactedException.of(e, redactor));
        }
    }

    /**
     * With every name qualified: the server leaves a schema out that is in the search path of the connection. Some
     * definitions want a lock on their table, as weak as a reader's; who holds a strong one is not waited for.
     */
    private SortedMap<String, String> definitions() {
        JdbcClient client = JdbcClient.create(connections);
        client.sql("select set_config('search_path', '', true) || set_config('lock_timeout', '3s', true)")
                .query(String.class)
                .single();
        TreeMap<String, String> definitions = new TreeMap<>();
        client.sql(SqlResource.read("catalog.sql"))
                .param("ignored", ignoredTables.toArray(String[]::new))
                .query(row -> {
                    definitions.merge(row.getString(1), row.getString(2), (one, other) -> one + "\n" + other);
                });
        return definitions;
    }

    private TransactionTemplate transaction() {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(connections));
        transaction.setReadOnly(true);
        return transaction;
    }
}
