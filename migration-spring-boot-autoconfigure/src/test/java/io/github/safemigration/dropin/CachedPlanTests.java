package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What docs/running.md says of connections that are open while their tables are changed. */
@DatabaseTest(perMethod = true)
class CachedPlanTests {

    private static final String ALL = "select * from book";
    private static final int UNTIL_PREPARED = 6;

    @Test
    void inATransactionAStatementThatReadsAllColumnsFailsOnce(FreshDatabase database) throws SQLException {
        try (Connection connection = open(database, "");
                PreparedStatement statement = connection.prepareStatement(ALL)) {
            connection.setAutoCommit(false);
            prepare(statement);
            connection.commit();
            database.execute("alter table book add pages int");

            assertThatThrownBy(() -> columns(statement))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("cached plan must not change result type")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("0A000");
            connection.rollback();

            assertThat(columns(statement)).as("a second attempt").isEqualTo(2);
        }
    }

    @Test
    void withAutosaveTheDriverTriesAgainByItself(FreshDatabase database) throws SQLException {
        try (Connection connection = open(database, "autosave=conservative");
                PreparedStatement statement = connection.prepareStatement(ALL)) {
            connection.setAutoCommit(false);
            prepare(statement);
            connection.commit();
            database.execute("alter table book add pages int");

            assertThat(columns(statement)).isEqualTo(2);
        }
    }

    @Test
    void outsideOfATransactionTheDriverTriesAgainByItself(FreshDatabase database) throws SQLException {
        try (Connection connection = open(database, "");
                PreparedStatement statement = connection.prepareStatement(ALL)) {
            prepare(statement);
            database.execute("alter table book add pages int");

            assertThat(columns(statement)).isEqualTo(2);
        }
    }

    @Test
    void aStatementThatNamesItsColumnsGoesOn(FreshDatabase database) throws SQLException {
        String named = "select id from book";
        try (Connection connection = open(database, "");
                PreparedStatement statement = connection.prepareStatement(named)) {
            connection.setAutoCommit(false);
            prepare(statement);
            connection.commit();
            database.execute("alter table book add pages int");

            assertThat(columns(statement)).isEqualTo(1);
        }
    }

    private static Connection open(FreshDatabase database, String parameters) throws SQLException {
        database.execute("create table book (id int)");
        String separator = database.url().contains("?") ? "&" : "?";
        return DriverManager.getConnection(
                database.url() + separator + parameters, database.username(), database.password());
    }

    private static void prepare(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < UNTIL_PREPARED; i++) {
            columns(statement);
        }
    }

    private static int columns(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.getMetaData().getColumnCount();
        }
    }
}
