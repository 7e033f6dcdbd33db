package io.github.safemigration.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Does what is to be done with the objects that a changeset creates. One run at a time. */
public interface NewObjects {

    /** For where nothing is to be done with them. */
    NewObjects NONE = new NewObjects() {

        @Override
        public void before(Connection connection) {}

        @Override
        public List<String> after(Connection connection) {
            return List.of();
        }
    };

    /**
     * Notes what is there before a changeset.
     *
     * @param connection the connection that the changeset is going to run on, in its transaction if it has one
     * @throws SQLException if the database does not answer
     */
    void before(Connection connection) throws SQLException;

    /**
     * Does it, in the transaction that ends the changeset.
     *
     * @param connection the connection that the changeset ran on
     * @return the statements that were sent
     * @throws SQLException if the database refuses it
     */
    List<String> after(Connection connection) throws SQLException;
}
