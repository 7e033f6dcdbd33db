package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;

/** An application that does not use its pool while it starts has the meters of the pool that it has with plain Boot. */
@DatabaseTest(perMethod = true)
class PoolMetersTests {

    private final ChangelogFolder changelogs;

    PoolMetersTests(@TempDir Path folder) {
        changelogs = new ChangelogFolder(folder).sql("--changeset ann:1\nCREATE TABLE book (price int);");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void theFiguresOfThePoolAreThere(String enabled, FreshDatabase database) throws Exception {
        String[] properties = Stream.concat(Stream.of(database.properties()), Stream.of("migration.enabled=" + enabled))
                .toArray(String[]::new);
        try (StartingApplication application = StartingApplication.start(
                changelogs, WebApplicationType.SERVLET, new Class<?>[] {StartingApplication.Web.class}, properties)) {
            Set<String> meters = application.context().getBean(MeterRegistry.class).getMeters().stream()
                    .map(Meter::getId)
                    .map(Meter.Id::getName)
                    .filter(name -> name.startsWith("jdbc.") || name.startsWith("hikaricp."))
                    .collect(Collectors.toSet());

            assertThat(meters)
                    .contains("jdbc.connections.active", "jdbc.connections.idle", "hikaricp.connections.active");
        }
    }
}
