package io.github.safemigration.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTests {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aSecondStartFindsAllDataAndRunsNothingAgain() {
        long changesets;
        try (RunningOrderBook first = start()) {
            first.post("/orders", "{\"customer\": 1, \"lines\": [{\"sku\": \"LAMP-01\", \"quantity\": 7}]}")
                    .expectStatus()
                    .isCreated();
            changesets = first.count("databasechangelog");
            assertThat(changesets).isGreaterThan(15);
        }
        try (RunningOrderBook second = start()) {
            assertThat(second.count("databasechangelog")).isEqualTo(changesets);
            assertThat(second.count("country")).isEqualTo(14);
            second.get("/orders").expectBody().json("""
                    {"content": [{"number": 1001, "total": 279.30}, {"number": 1000, "status": "PAID"}]}""");
        }
    }

    private RunningOrderBook start() {
        return RunningOrderBook.start(
                "sample.database.directory=" + folder, "sample.database.binaries=target/postgresql");
    }
}
