package io.github.safemigration.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;

class TestDatabaseTests {

    @Test
    void freshDatabasesDoNotSeeEachOther() {
        try (FreshDatabase one = TestDatabase.fresh();
                FreshDatabase other = TestDatabase.fresh()) {
            one.execute("CREATE TABLE orders (id int)", "INSERT INTO orders VALUES (7)");

            assertThat(one.value("SELECT id FROM orders")).isEqualTo("7");
            assertThat(other.value("SELECT to_regclass('orders')")).isNull();
        }
    }

    @Test
    void aStateIsPreparedOnceAndClonedForEach() {
        List<FreshDatabase> prepared = new ArrayList<>();
        try (FreshDatabase one = TestDatabase.fresh("one table", database -> prepare(prepared, database));
                FreshDatabase other = TestDatabase.fresh("one table", database -> prepare(prepared, database))) {
            one.execute("DROP TABLE orders");

            assertThat(other.value("SELECT to_regclass('orders')")).isEqualTo("orders");
            assertThat(prepared).hasSize(1);
        }
    }

    private static void prepare(List<FreshDatabase> prepared, FreshDatabase database) {
        prepared.add(database);
        database.execute("CREATE TABLE orders (id int)");
    }

    @Test
    void closingDropsTheDatabaseUnderOpenSessionsAndItsRoles() throws SQLException {
        FreshDatabase database = TestDatabase.fresh();
        FreshDatabase restricted = database.restricted("any", "GRANT CREATE ON SCHEMA public TO %s");
        restricted.execute("CREATE TABLE orders (id int)");
        try (Connection open = database.dataSource().getConnection()) {
            database.close();

            assertThat(open.isValid(5)).isFalse();
        }
        try (FreshDatabase other = TestDatabase.fresh()) {
            assertThat(other.query("SELECT 1 FROM pg_database WHERE datname = ?", database.name()))
                    .isEmpty();
            assertThat(other.query("SELECT 1 FROM pg_roles WHERE rolname = ?", restricted.username()))
                    .isEmpty();
        }
    }

    @Test
    void aRestrictedRoleMayOnlyDoWhatIsGranted() {
        try (FreshDatabase database = TestDatabase.fresh()) {
            database.execute("CREATE TABLE orders (id int)");
            FreshDatabase reader = database.restricted("it's a secret", "GRANT SELECT ON orders TO %s");

            assertThat(reader.value("SELECT count(*) FROM orders")).isEqualTo("0");
            assertThatExceptionOfType(BadSqlGrammarException.class)
                    .isThrownBy(() -> reader.execute("DELETE FROM orders"))
                    .havingCause()
                    .withMessageContaining("permission denied");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        assumeThat(TestDatabase.kind()).isNotEqualTo(ServerKind.ENVIRONMENT);
        try (FreshDatabase database = TestDatabase.fresh()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> TestServer.dataSource(database.url(), database.username(), "wrong")
                            .getConnection())
                    .withMessageContaining("password authentication failed");
        }
    }

    @Test
    void theServerIsTheVersionThatTheBuildNames() {
        String version = TestSettings.ofThisProcess().imageTag();
        assumeThat(TestDatabase.kind()).isNotEqualTo(ServerKind.ENVIRONMENT);

        assertThat(version).startsWith(TestDatabase.major() + "");
    }
}
