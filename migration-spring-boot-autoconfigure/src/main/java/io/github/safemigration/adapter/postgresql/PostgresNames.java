package io.github.safemigration.adapter.postgresql;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks questions in which names mean what they mean to another session. */
final class PostgresNames {

    private final DataSource connections;
    private final @Nullable String defaultSchema;

    PostgresNames(DataSource connections, @Nullable String defaultSchema) {
        this.connections = connections;
        this.defaultSchema = defaultSchema;
    }

    /** With that search path, or else with the one that Liquibase sets. */
    <T> T asking(@Nullable String path, Function<JdbcClient, T> question) {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(connections));
        transaction.setReadOnly(true);
        return Objects.requireNonNull(transaction.execute(status -> {
            JdbcClient client = JdbcClient.create(connections);
            if (path != null) {
                setPath(client, "select set_config('search_path', ?, true)", path);
            } else if (defaultSchema != null) {
                setPath(
                        client,
                        "select set_config('search_path', quote_ident(?) || ', \"$user\", public', true)",
                        defaultSchema);
            }
            return question.apply(client);
        }));
    }

    private static void setPath(JdbcClient client, String sql, String value) {
        client.sql(sql).param(value).query(String.class).single();
    }

    /** The owner and the thing itself, whatever the search path. */
    List<String> qualified(RecognisedStatement statement, @Nullable String path) {
        return asking(path, client -> {
            // With every name qualified: the server leaves a schema out that is in the search path.
            List<Long> ids = client.sql("select id from unnest(array[to_regclass(:owner)::oid::bigint,"
                            + " to_regclass(:name)::oid::bigint]) as id")
                    .param("owner", statement.owner())
                    .param("name", statement.name())
                    .query(Long.class)
                    .list();
            return ids.stream().map(id -> name(client, id)).toList();
        });
    }

    private static String name(JdbcClient client, Long id) {
        return client.sql("select format('%I.%I', n.nspname, c.relname) from pg_class c"
                        + " join pg_namespace n on n.oid = c.relnamespace where c.oid = ?::oid")
                .param(id)
                .query(String.class)
                .single();
    }
}
