package io.github.safemigration.boot.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestedRangeTests {

    @ParameterizedTest
    @CsvSource({
        "PostgreSQL, 14.22, 5.0.4, 0",
        "PostgreSQL, 18.6 (Debian 18.6-1), 5.0.0, 0",
        "PostgreSQL, 13.20, 5.0.4, 1",
        "PostgreSQL, 19beta1, 5.0.4, 1",
        "PostgreSQL, unknown, 5.0.4, 1",
        "MySQL, 18.0, 5.0.4, 1",
        "PostgreSQL, 18.6, 5.1.0, 1",
        "PostgreSQL, 9.6, 4.33.0, 2",
    })
    void whatIsOutsideIsWarnedOf(String product, String version, String liquibase, int warnings) {
        DatabaseInfo database = new DatabaseInfo(product, version, null, null, null, null, "driver");

        assertThat(TestedRange.warnings(new MigrationVersions("1", liquibase), List.of(status(database))))
                .hasSize(warnings)
                .allMatch(warning -> warning.endsWith("."));
    }

    @Test
    void aDatabaseThatWasNotReachedYetIsNoReasonToWarn() {
        TargetStatus unknown = new TargetStatus("default", TargetState.PENDING, 0, null, null, null, null, null, null);

        assertThat(TestedRange.warnings(new MigrationVersions("1", "5.0.4"), List.of(unknown)))
                .isEmpty();
    }

    private static TargetStatus status(DatabaseInfo database) {
        return new TargetStatus("default", TargetState.UP_TO_DATE, 0, database, null, null, null, null, null);
    }
}
