package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of the application's pool that a changelog can notice hold for our connections too. */
class PoolSettingsTests {

    private final Twins twins;

    PoolSettingsTests(@TempDir Path folder) {
        twins = new Twins(folder);
        twins.changelogs().sql("""
                --changeset ann:1
                CREATE TABLE seen AS SELECT current_schema() AS schema, current_setting('work_mem') AS work_mem,
                    current_setting('application_name') AS application, current_setting('transaction_isolation') AS isolation;
                """);
    }

    @AfterEach
    void close() {
        twins.close();
    }

    @Test
    void schemaAndInitSqlAndDriverPropertiesAndIsolation() {
        twins.execute("CREATE SCHEMA shop");
        twins.start(
                "spring.datasource.hikari.schema=shop",
                "spring.datasource.hikari.connection-init-sql=SET work_mem = '7MB'",
                "spring.datasource.hikari.data-source-properties.ApplicationName=the shop",
                "spring.datasource.hikari.transaction-isolation=TRANSACTION_REPEATABLE_READ");
        twins.areEqual();
        assertThat(twins.ours().query("SELECT * FROM shop.seen"))
                .singleElement()
                .satisfies(row -> assertThat(row.values())
                        .map(String::valueOf)
                        .containsExactly("shop", "7MB", "the shop", "repeatable read"));
        assertThat(twins.ours().value("SELECT count(*) FROM shop.migration_run"))
                .isEqualTo("1");
    }
}
