package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The test slice of an application with plain JDBC, on PostgreSQL. */
@JdbcTest
@AutoConfigureTestDatabase(replace = Replace.NONE)
@DirtiesContext
class JdbcSliceTests {

    @TempDir
    private static @Nullable Path folder;

    @DynamicPropertySource
    static void application(DynamicPropertyRegistry registry) {
        Path written = Objects.requireNonNull(folder);
        new ChangelogFolder(written).sql("--changeset ann:1\nCREATE TABLE book (id bigint PRIMARY KEY);");
        registry.add("spring.liquibase.change-log", () -> written.resolve("db/changelog/changes.sql")
                .toUri());
        FreshDatabase database = TestDatabase.fresh();
        registry.add("spring.datasource.url", database::url);
        registry.add("spring.datasource.username", database::username);
        registry.add("spring.datasource.password", database::password);
    }

    @Test
    void theChangelogIsRunByUs(@Autowired MigrationService service, @Autowired JdbcClient client) {
        assertThat(service.status("default").state()).isEqualTo(TargetState.UP_TO_DATE);
        assertThat(client.sql("SELECT outcome FROM migration_run")
                        .query(String.class)
                        .list())
                .containsExactly("SUCCEEDED");
        assertThat(client.sql("SELECT count(*) FROM book").query(Long.class).single())
                .isZero();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
