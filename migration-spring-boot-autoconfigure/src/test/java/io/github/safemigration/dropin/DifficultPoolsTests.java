package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pools that are too small, read-only, or lead to a database that is lost. */
@DatabaseTest(perMethod = true)
class DifficultPoolsTests {

    private static final String[] ONE = {
        "spring.datasource.hikari.maximum-pool-size=1", "spring.datasource.hikari.connection-timeout=30000"
    };

    private final FreshDatabase database;
    private final ChangelogFolder changelogs;

    DifficultPoolsTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        changelogs = new ChangelogFolder(folder).sql("""
                --changeset ann:1
                CREATE TABLE book (id int);
                --changeset ann:2
                INSERT INTO book VALUES (1);
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:mem:, blocking",
        "jdbc:h2:mem:, background",
        "jdbc:h2:mem:shop, blocking",
        "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1, background",
        "postgresql, blocking",
        "postgresql, background"
    })
    void aPoolOfOneIsEnough(String url, String startup) throws Exception {
        try (StartingApplication application = start(url, startup, ONE)) {
            var context = application.context();
            application.awaitState(TargetState.UP_TO_DATE);
            assertThat(JdbcClient.create(context.getBean(DataSource.class))
                            .sql("SELECT count(*) FROM book")
                            .query(Integer.class)
                            .single())
                    .isOne();
            MigrationService service = context.getBean(MigrationService.class);
            assertThat(service.check("default").state()).isEqualTo(TargetState.UP_TO_DATE);
            assertThat(service.plan("default").changesets()).isEmpty();
            assertThat(service.history("default", 0, 10).runs()).singleElement().satisfies(run -> assertThat(
                            service.attempts("default", run.id()))
                    .hasSize(2));
        }
    }

    @Test
    void oneThatIsInUseBesideWhichThereIsNoOtherWaySaysSoSoon() throws Exception {
        try (StartingApplication application = start("jdbc:h2:mem:", "blocking", ONE)) {
            MigrationService service = application.context().getBean(MigrationService.class);
            try (Connection only =
                    application.context().getBean(DataSource.class).getConnection()) {
                assertThat(only.isValid(1)).isTrue();
                long begun = System.nanoTime();
                MigrationException e = catchThrowableOfType(MigrationException.class, () -> service.plan("default"));
                assertThat(e.failure().kind()).isEqualTo(FailureKind.DATABASE_UNREACHABLE);
                assertThat(e).hasMessageContaining("maximum-pool-size=1");
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
            }
        }
    }

    @Test
    void aReadOnlyPoolIsNotWrittenTo() throws Exception {
        try (StartingApplication application =
                start("postgresql", "blocking", "spring.datasource.hikari.read-only=true")) {
            assertThat(application.failure()).cause().isInstanceOfSatisfying(MigrationException.class, e -> assertThat(
                            e.failure().kind())
                    .isEqualTo(FailureKind.DATABASE_READ_ONLY));
        }
        assertThat(database.value("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void aReadOnlyPoolServesWhereNothingIsPending() throws Exception {
        try (StartingApplication first = start("postgresql", "blocking")) {
            first.awaitState(TargetState.UP_TO_DATE);
            first.context();
        }
        try (StartingApplication application =
                start("postgresql", "blocking", "spring.datasource.hikari.read-only=true")) {
            MigrationService service = application.context().getBean(MigrationService.class);
            assertThat(service.status("default").state()).isEqualTo(TargetState.UP_TO_DATE);
            assertThat(service.plan("default").changesets()).isEmpty();
        }
    }

    @Test
    void aServerThatIsStoppedIsToldSoon() throws Exception {
        try (Relay server = new Relay(database.url());
                StartingApplication application =
                        start(server.url(), "blocking", "spring.datasource.hikari.connection-timeout=30000")) {
            MigrationService service = application.context().getBean(MigrationService.class);
            assertThat(service.check("default").state()).isEqualTo(TargetState.UP_TO_DATE);
            server.close();
            // The first ones use up what the pool still holds; then it has to connect.
            assertThat(lost(() -> service.plan("default"))).isLessThan(Duration.ofSeconds(15));
            assertThat(lost(() -> service.plan("default"))).isLessThan(Duration.ofSeconds(15));
            assertThat(lost(() -> service.check("default"))).isLessThan(Duration.ofSeconds(15));
            assertThat(service.status("default").state()).isEqualTo(TargetState.UNREACHABLE);
        }
    }

    private static Duration lost(ThrowingCallable question) {
        long begun = System.nanoTime();
        MigrationException e = catchThrowableOfType(MigrationException.class, question);
        assertThat(e.failure().kind()).isEqualTo(FailureKind.DATABASE_UNREACHABLE);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private StartingApplication start(String url, String startup, String... properties) {
        String[] connection = url.startsWith("jdbc:h2")
                ? new String[] {"spring.datasource.url=" + url, "spring.datasource.username=sa"}
                : database.properties();
        Stream<String> other =
                url.startsWith("jdbc:postgresql") ? Stream.of("spring.datasource.url=" + url) : Stream.of();
        return StartingApplication.start(
                changelogs,
                WebApplicationType.NONE,
                new Class<?>[] {StartingApplication.Plain.class},
                Stream.of(
                                Stream.of(connection)
                                        .filter(one -> !url.startsWith("jdbc:postgresql")
                                                || !one.startsWith("spring.datasource.url")),
                                other,
                                Stream.of("migration.startup=" + startup),
                                Stream.of(properties))
                        .flatMap(some -> some)
                        .toArray(String[]::new));
    }
}
