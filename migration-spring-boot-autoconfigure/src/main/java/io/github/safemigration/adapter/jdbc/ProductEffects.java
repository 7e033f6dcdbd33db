package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.recovery.DatabaseEffects;
import io.github.safemigration.engine.recovery.InvalidIndex;
import io.github.safemigration.engine.recovery.SentStatement;
import io.github.safemigration.engine.recovery.StatementState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds out at its first use whether there is an adapter for the product; without one nothing can be looked up. */
public final class ProductEffects implements DatabaseEffects {

    private final DataSource connections;
    private final DatabaseEffects postgres;
    private @Nullable DatabaseEffects chosen;

    /**
     * Creates it; asks the database nothing yet.
     *
     * @param connections hands out connections of our own
     * @param postgres what to ask where it is PostgreSQL
     */
    public ProductEffects(DataSource connections, DatabaseEffects postgres) {
        this.connections = connections;
        this.postgres = postgres;
    }

    @Override
    public StatementState effectOf(SentStatement statement) {
        return choose().effectOf(statement);
    }

    @Override
    public Nature natureOf(SentStatement statement) {
        return choose().natureOf(statement);
    }

    @Override
    public Preparation prepare(SentStatement statement, Duration patience) {
        return choose().prepare(statement, patience);
    }

    @Override
    public Optional<InvalidIndex> brokenBy(SentStatement statement) {
        return choose().brokenBy(statement);
    }

    @Override
    public List<InvalidIndex> invalidIndexes() {
        return choose().invalidIndexes();
    }

    private synchronized DatabaseEffects choose() {
        if (chosen == null) {
            String product =
                    new JdbcTemplate(connections).execute((ConnectionCallback<String>) ProductEffects::product);
            chosen = String.valueOf(product).toLowerCase(Locale.ROOT).contains("postgresql") ? postgres : UNKNOWN;
        }
        return chosen;
    }

    private static String product(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName();
    }
}
