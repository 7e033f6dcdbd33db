package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The row of an applied changeset in Liquibase's history.
 *
 * @param table the table's name, qualified and quoted as the database wants it
 * @param path the column FILENAME
 * @param id the column ID
 * @param author the column AUTHOR
 */
public record ChangelogRow(String table, String path, String id, String author) {

    /**
     * Stores a checksum, within the connection's transaction.
     *
     * @param connection the connection
     * @param checksum the checksum
     * @throws SQLException if the database says no, or the row is not there
     */
    public void checksum(Connection connection, String checksum) throws SQLException {
        String sql = "update " + table + " set md5sum = ? where id = ? and author = ? and filename = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, checksum);
            statement.setString(2, id);
            statement.setString(3, author);
            statement.setString(4, path);
            int rows = statement.executeUpdate();
            if (rows != 1) {
                throw new SQLException(rows + " rows of " + path + "::" + id + "::" + author + " instead of one");
            }
        }
    }
}
