package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.schema.Catalog;
import io.github.safemigration.engine.schema.CatalogReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out at its first use whether there is an adapter for the product; warns once if there is none. */
public final class ProductCatalogReader implements CatalogReader {

    private static final Logger logger = LoggerFactory.getLogger(ProductCatalogReader.class);

    private final String target;
    private final DataSource connections;
    private final CatalogReader postgres;
    private @Nullable CatalogReader chosen;

    /**
     * A reader that has not looked yet.
     *
     * @param target name of the target, for the warning
     * @param connections where to ask for the product
     * @param postgres reads the catalog of a PostgreSQL
     */
    public ProductCatalogReader(String target, DataSource connections, CatalogReader postgres) {
        this.target = target;
        this.connections = connections;
        this.postgres = postgres;
    }

    @Override
    public Catalog read() {
        return choose().read();
    }

    private synchronized CatalogReader choose() {
        if (chosen == null) {
            String product = product();
            if (product.toLowerCase(Locale.ROOT).contains("postgresql")) {
                chosen = postgres;
            } else {
                logger.warn(
                        "Target {}: there is no adapter for {}. The changelog runs as with plain Liquibase; what a run does"
                                + " to the catalog is not recorded.",
                        target,
                        product);
                chosen = Catalog::empty;
            }
        }
        return chosen;
    }

    private String product() {
        try (Connection connection = connections.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new MigrationException(
                    target,
                    Failure.of(FailureKind.DATABASE_UNREACHABLE, "Could not ask the database for its product"),
                    null);
        }
    }
}
