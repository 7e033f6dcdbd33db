package io.github.safemigration.adapter.jdbc;

import io.github.safemigration.engine.model.DatabaseInfo;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads from a connection which database it leads to. Connection parameters are dropped, since they may be secrets. */
public final class JdbcDatabaseInfo {

    /** One host or several, with or without port: those of the first are told. */
    private static final Pattern LOCATION = Pattern.compile(
            "^jdbc:[a-z0-9:+-]+//(?:[^/@]*@)?(\\[[^\\]]+\\]|[^:/,;?]*)(?::(\\d+))?[^/]*(?:/([^?;]*))?.*$");

    private JdbcDatabaseInfo() {}

    /**
     * Reads which database a connection leads to; sends no statement where the driver knows the answers.
     *
     * @param connection the connection
     * @return the database
     * @throws SQLException if the driver does not tell
     */
    public static DatabaseInfo of(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        String url = metadata.getURL();
        Matcher location = LOCATION.matcher(url == null ? "" : url);
        boolean located = location.matches();
        return new DatabaseInfo(
                metadata.getDatabaseProductName(),
                metadata.getDatabaseProductVersion(),
                located ? blankToNull(location.group(1)) : null,
                located && location.group(2) != null ? Integer.valueOf(location.group(2)) : null,
                located ? blankToNull(location.group(3)) : connection.getCatalog(),
                metadata.getUserName(),
                metadata.getDriverName() + " " + metadata.getDriverVersion());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
