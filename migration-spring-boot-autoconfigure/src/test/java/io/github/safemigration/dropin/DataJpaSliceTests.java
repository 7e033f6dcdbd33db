package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.dropin.entity.Book;
import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The test slice of an application with JPA, on the H2 that it brings: no adapter of ours, and it migrates. */
@ExtendWith(OutputCaptureExtension.class)
@DataJpaTest
class DataJpaSliceTests {

    @TempDir
    private static @Nullable Path folder;

    @DynamicPropertySource
    static void changelog(DynamicPropertyRegistry registry) {
        Path written = Objects.requireNonNull(folder);
        new ChangelogFolder(written).sql("""
                --changeset ann:1
                CREATE TABLE book (id bigint PRIMARY KEY, title varchar(200));
                --rollback DROP TABLE book;
                """, """
                --changeset ann:2
                INSERT INTO book VALUES (1, 'Emma');
                """);
        registry.add("spring.liquibase.change-log", () -> written.resolve("db/changelog/changes.sql")
                .toUri());
    }

    @Test
    void theChangelogIsRunByUs(@Autowired MigrationService service, @Autowired JdbcClient client) {
        assertThat(service.status()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(TargetState.UP_TO_DATE);
            assertThat(status.applied()).isEqualTo(2);
        });
        assertThat(client.sql("SELECT outcome FROM migration_run")
                        .query(String.class)
                        .list())
                .containsExactly("SUCCEEDED");
        assertThat(client.sql("SELECT statements FROM migration_history ORDER BY position")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .last()
                .asString()
                .contains("INSERT INTO book");
    }

    @Test
    void entitiesFindTheirTables(@Autowired EntityManager entities) {
        assertThat(entities.find(Book.class, 1L)).isNotNull();
    }

    @Test
    void hibernateLeavesTheSchemaToUs(@Autowired EntityManagerFactory factory) {
        assertThat(factory.getProperties().getOrDefault("hibernate.hbm2ddl.auto", "none"))
                .isEqualTo("none");
    }

    @Test
    void oneWarningNamesWhatIsMissing(CapturedOutput output) {
        assertThat(output.getOut().lines().filter(line -> line.contains("WARN")))
                .singleElement()
                .asString()
                .contains("Target default: there is no adapter for H2")
                .contains("not recorded");
    }

    @Test
    void theStatusKnowsTheDatabase(@Autowired MigrationService service) {
        assertThat(service.status("default").database())
                .isNotNull()
                .extracting(DatabaseInfo::product)
                .isEqualTo("H2");
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = Book.class)
    static class Application {}
}
