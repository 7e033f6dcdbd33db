package io.github.safemigration.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keycloak's changelog, which the build unpacks from its jar: 210 changesets of twelve years. */
class KeycloakChangelogTests {

    private static final Path UNPACKED = Path.of("target/keycloak-changelog");

    @Test
    void theStarterLeavesTheSameDatabaseAsPlainLiquibase(@TempDir Path standIns) throws IOException {
        Corpus keycloak = Corpus.of(UNPACKED, """
                {"entry": "META-INF/jpa-changelog-master.xml", "roots": ["."]}
                """);
        int missing = StandIns.compile(keycloak, standIns);
        Comparison comparison = new Comparison("Keycloak, " + missing + " classes stood in for");
        try (CorpusClassLoader classLoader = new CorpusClassLoader(List.of(UNPACKED, standIns))) {
            for (Mode mode : Mode.values()) {
                comparison.add(mode, run(keycloak, classLoader, mode));
            }
        }

        assertThat(comparison.differences()).as(comparison.report()).isEmpty();
    }

    private static Outcome run(Corpus keycloak, ClassLoader classLoader, Mode mode) {
        try (FreshDatabase database = TestDatabase.fresh()) {
            Duration took = new CorpusApplication(
                            keycloak,
                            classLoader,
                            Map.of(
                                    "spring.datasource.url", database.url(),
                                    "spring.datasource.username", database.username(),
                                    "spring.datasource.password", database.password()))
                    .run(mode);
            assertThat(database.query("SELECT 1 FROM databasechangelog")).hasSizeGreaterThan(200);
            assertThat(database.value("SELECT to_regclass('migration_run')") == null)
                    .as("the starter took over only where it should")
                    .isEqualTo(mode == Mode.PLAIN);
            return new Outcome(took, DatabasePicture.of(database.dataSource(), keycloak), null);
        }
    }
}
