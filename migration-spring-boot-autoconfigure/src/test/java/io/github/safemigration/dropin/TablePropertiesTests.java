package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The properties that say where tables go, those of the application and those of Liquibase. */
class TablePropertiesTests {

    private final Twins twins;

    TablePropertiesTests(@TempDir Path folder) {
        twins = new Twins(folder);
        twins.changelogs().write("db/changelog/db.changelog-master.yaml", """
                databaseChangeLog:
                  - changeSet:
                      id: 1
                      author: ann
                      changes:
                        - createTable:
                            tableName: book
                            columns:
                              - column: {name: id, type: bigint, autoIncrement: true, constraints: {primaryKey: true}}
                        - sql: {sql: "CREATE TABLE shelf (id int)"}
                """);
    }

    @AfterEach
    void close() {
        twins.close();
    }

    @Test
    void defaultSchemaTakesEverything() {
        twins.execute("CREATE SCHEMA shop");
        twins.start("spring.liquibase.default-schema=shop");
        twins.areEqual();
        assertThat(schemaOf("book")).isEqualTo("shop");
        assertThat(schemaOf("databasechangelog")).isEqualTo("shop");
        assertThat(schemaOf("migration_run")).isEqualTo("shop");
        twins.start("spring.liquibase.default-schema=shop");
        twins.areEqual();
    }

    @Test
    void liquibaseSchemaTakesLiquibasesTablesAndOurs() {
        twins.execute("CREATE SCHEMA house_keeping");
        twins.start("spring.liquibase.liquibase-schema=house_keeping");
        twins.areEqual();
        assertThat(schemaOf("book")).isEqualTo("public");
        assertThat(schemaOf("databasechangelog")).isEqualTo("house_keeping");
        assertThat(schemaOf("migration_run")).isEqualTo("house_keeping");
    }

    @Test
    void bothSchemasGoTogether() {
        twins.execute("CREATE SCHEMA shop", "CREATE SCHEMA house_keeping");
        twins.start("spring.liquibase.default-schema=shop", "spring.liquibase.liquibase-schema=house_keeping");
        twins.areEqual();
        assertThat(schemaOf("book")).isEqualTo("shop");
        assertThat(schemaOf("databasechangelog")).isEqualTo("house_keeping");
    }

    @Test
    void liquibasesTablesTakeTheirNames() {
        String[] names = {
            "spring.liquibase.database-change-log-table=changes", "spring.liquibase.database-change-log-lock-table=lock"
        };
        twins.start(names);
        twins.areEqual();
        assertThat(schemaOf("changes")).isEqualTo("public");
        assertThat(schemaOf("lock")).isEqualTo("public");
        assertThat(twins.ours().value("SELECT to_regclass('databasechangelog')"))
                .isNull();
        twins.start(names);
        twins.areEqual();
        assertThat(twins.ours().value("SELECT locked FROM lock")).isEqualTo("f");
    }

    @Test
    void liquibaseTablespaceTakesLiquibasesTables() throws SQLException {
        String tablespace = "t" + UUID.randomUUID().toString().substring(0, 8);
        onOneConnection(
                twins.plain(),
                "SET allow_in_place_tablespaces = on",
                "CREATE TABLESPACE " + tablespace + " LOCATION ''");
        try {
            twins.start("spring.liquibase.liquibase-tablespace=" + tablespace);
            twins.areEqual();
            assertThat(twins.ours().value("SELECT tablespace FROM pg_tables WHERE tablename = 'databasechangelog'"))
                    .isEqualTo(tablespace);
        } finally {
            twins.execute("DROP TABLE IF EXISTS databasechangelog, databasechangeloglock");
            onOneConnection(twins.plain(), "DROP TABLESPACE " + tablespace);
        }
    }

    private static void onOneConnection(FreshDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String schemaOf(String table) {
        return String.valueOf(
                twins.ours().value("SELECT string_agg(schemaname, ',') FROM pg_tables WHERE tablename = ?", table));
    }
}
