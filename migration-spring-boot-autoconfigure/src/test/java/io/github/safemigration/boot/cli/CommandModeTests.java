package io.github.safemigration.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.boot.autoconfigure.MigrationCommandAutoConfiguration;
import io.github.safemigration.engine.event.MigrationListeners;
import io.github.safemigration.engine.model.ApplicationInfo;
import io.github.safemigration.engine.model.AtomicMode;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.LockHolder;
import io.github.safemigration.engine.model.Redactor;
import io.github.safemigration.engine.model.RequireRollback;
import io.github.safemigration.engine.model.RetryFailed;
import io.github.safemigration.engine.model.TargetState;
import io.github.safemigration.engine.workflow.MigrationContext;
import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.Targets;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

class CommandModeTests {

    private static final List<String> created = new ArrayList<>();

    private static List<FakeTarget> targets = List.of();

    @BeforeEach
    void forget() {
        created.clear();
        targets = List.of(new FakeTarget("default", 12, "1", "2"));
    }

    @Test
    void statusTellsWhatIsPendingAndEndsWithThree() {
        CommandRun run = CommandRun.of(App.class, "--migration.command=status");

        assertThat(run.out())
                .startsWith("default: pending, 12 applied, 2 pending")
                .contains("db.example:5432");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void statusEndsWithZeroWhenNothingIsPending() {
        targets = List.of(new FakeTarget("default", 12));

        CommandRun run = CommandRun.of(App.class, "--migration.command=status");

        assertThat(run.out()).startsWith("default: up to date, 12 applied, 0 pending");
        assertThat(run.code()).isZero();
        assertThat(run.err()).doesNotContain("exit code");
    }

    @Test
    void planShowsTheSqlAndAppliesNothing() {
        CommandRun run = CommandRun.of(App.class, "--migration.command=plan");

        assertThat(run.out()).contains("CREATE TABLE 1 (id INT);", "-- a custom change", "rollback generated");
        assertThat(run.code()).isEqualTo(3);
        assertThat(targets.get(0).applied()).isEqualTo(12);
    }

    @Test
    void migrateAppliesWhatIsPendingAndHistoryTellsOfIt() {
        CommandRun migrate = CommandRun.of(App.class, "--migration.command=migrate");
        CommandRun history = CommandRun.of(App.class, "--migration.command=history");
        CommandRun one = CommandRun.of(App.class, "--migration.command=history", "--run=run-1");

        assertThat(migrate.out()).startsWith("default: up to date, 14 applied, 0 pending, 2 applied now");
        assertThat(migrate.code()).isZero();
        assertThat(history.out()).contains("1 run" + System.lineSeparator(), "run-1, succeeded", "by command");
        assertThat(one.out()).contains("1. db/changelog/orders.xml::1::ann, executed");
    }

    @Test
    void releaseLockFreesItAndHistoryTellsWhoAskedAndWhy() {
        targets.get(0).lockedBy(new LockHolder("pod-7 (10.0.0.7)", Instant.EPOCH));

        CommandRun release = CommandRun.of(App.class, "--migration.command=release-lock", "--reason=the node is gone");
        CommandRun again = CommandRun.of(App.class, "--migration.command=release-lock", "--reason=again");

        assertThat(release.out())
                .startsWith("default: the changelog lock is freed")
                .contains("pod-7 (10.0.0.7), not of this starter, since 1970");
        assertThat(release.code()).isZero();
        assertThat(again.out()).startsWith("default: the changelog lock is free" + System.lineSeparator());
        assertThat(CommandRun.of(App.class, "--migration.command=history").out())
                .contains("1 run", "lock release");
    }

    @Test
    void releaseLockNeedsAReason() {
        targets.get(0).lockedBy(new LockHolder("pod-7 (10.0.0.7)", Instant.EPOCH));

        CommandRun run = CommandRun.of(App.class, "--migration.command=release-lock");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("needs a reason");
    }

    @Test
    void rebaselineTellsBothChecksums() {
        CommandRun run = CommandRun.of(
                App.class, "--migration.command=rebaseline", "--changeset=7", "--reason=a typo", "--target=default");

        assertThat(run.out()).contains("the checksum is stored anew", "9:old", "9:new");
        assertThat(run.code()).isZero();
    }

    @Test
    void theEnvironmentVariableCountsAsWell() {
        CommandRun run = CommandRun.of(App.class, Map.of("MIGRATION_COMMAND", "status"), "--format=text");

        assertThat(run.out()).startsWith("default: pending");
    }

    @Test
    void aCommandInAConfigurationFileIsWarnedOfAndTheApplicationStarts(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("application.properties"), "migration.command=migrate");

        CommandRun run = CommandRun.of(
                App.class, "--spring.config.additional-location=" + file, "--spring.main.web-application-type=none");

        assertThat(run.code()).as("it started").isNull();
        assertThat(run.out()).contains("migration.command", "application.properties", "has no effect");
        assertThat(targets.get(0).applied()).isEqualTo(12);
        assertThat(created).contains("runner");
    }

    @Test
    void nothingOfTheApplicationIsCreated() {
        CommandRun run =
                CommandRun.of(App.class, "--migration.command=migrate", "--spring.main.lazy-initialization=false");

        assertThat(run.code()).isZero();
        assertThat(created).isEmpty();
    }

    @Test
    void whatTheCommandCreatedIsClosed() {
        CommandRun.of(WithResource.class, "--migration.command=status");

        assertThat(created).containsExactly("resource opened", "resource closed");
    }

    @Test
    void standardOutputCarriesTheAnswerAlone() {
        CommandRun run = CommandRun.of(Talkative.class, "--migration.command=status");

        assertThat(run.out().lines()).first().asString().startsWith("default: pending");
        assertThat(run.out()).doesNotContain("printed", "logged");
        assertThat(run.err()).contains("printed by the application", "logged by the application");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --migration.command=migrat                    | Unknown command 'migrat'. Commands: status, plan, preflight, migrate, history, release-lock, rebaseline, resolve.
            --migration.command                           | Unknown command ''.
            --migration.command=migrate --targt=orders    | Unknown option --targt.
            --migration.command=migrate -target=orders    | Unknown argument '-target=orders'.
            --migration.command=migrate --target=ordes    | There is no target 'ordes'; known: default
            --migration.command=migrate --target          | Option --target needs a value
            --migration.command=migrate --format=yaml     | Unknown format 'yaml'. Formats of 'migrate': text, json.
            --migration.command=migrate --run=1           | Unknown option --run.
            --migration.command=history --size=501        | --size takes a number from 1 to 500, not '501'.
            --migration.command=history --page=x          | --page takes a number from 0 to
            --migration.command=history --run=x           | There is no run 'x'.
            --migration.command=migrate --output=/        | '/' is a folder, not a file.
            --migration.command=migrate --output=/no/x    | '/no/x' cannot be written
            """)
    void aCommandLineThatMakesNoSenseEndsWithTwoAndDoesNothing(String line, String said) {
        CommandRun run = CommandRun.of(App.class, line.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(said).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
        assertThat(targets.get(0).applied()).isEqualTo(12);
    }

    @Test
    void propertiesOnTheCommandLineAreNoOptions() {
        CommandRun run = CommandRun.of(App.class, "--migration.command=status", "--server.port=1", "--debug");

        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void jsonNamesAllTargetsOrTheOneThatWasAskedFor() {
        targets = List.of(new FakeTarget("orders", 1), new FakeTarget("stock", 2, "3"));

        assertThat(CommandRun.of(App.class, "--migration.command=status", "--format=json")
                        .out())
                .startsWith("{\n  \"targets\" : [ {")
                .contains("\"orders\"", "\"stock\"");
        CommandRun one = CommandRun.of(App.class, "--migration.command=status", "--format=json", "--target=orders");
        assertThat(one.out()).startsWith("{\n  \"targets\" : [ {").doesNotContain("stock");
        assertThat(one.code()).isZero();
    }

    @Test
    void aTargetThatFailsKeepsNoOtherFromMigrating() {
        Failure failure = Failure.of(FailureKind.BAD_SQL, "relation \"x\" does not exist");
        targets = List.of(new FakeTarget("orders", 1, "2").failing(failure), new FakeTarget("stock", 2, "3"));

        CommandRun run = CommandRun.of(App.class, "--migration.command=migrate", "--format=json");

        assertThat(run.code()).isEqualTo(6);
        assertThat(targets.get(1).applied()).isEqualTo(3);
        assertThat(run.out()).contains("\"kind\" : \"BAD_SQL\"", "\"appliedNow\" : 1");
        assertThat(run.err()).contains("relation \"x\" does not exist", "migrate: exit code 6, failed");
    }

    @ParameterizedTest
    @EnumSource
    void eachKindOfFailureHasItsExitCode(FailureKind kind) {
        targets = List.of(new FakeTarget("default", 1, "2").failing(Failure.of(kind, "because")));
        int expected =
                switch (kind) {
                    case UNEXPECTED -> 1;
                    case CONFIGURATION -> 2;
                    case PENDING, STOPPED -> 3;
                    case UNCLEAR -> 8;
                    case LOCK_HELD, LOCK_LOST -> 9;
                    case REFUSED, POOLED_SESSION, UNKNOWN_CHANGESETS -> 5;
                    case DATABASE_UNREACHABLE, STANDBY -> 10;
                    default -> 6;
                };

        assertThat(CommandRun.of(App.class, "--migration.command=migrate").code())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "plan"})
    void aFailedLookHasTheExitCodeOfItsReason(String command) {
        targets =
                List.of(new FakeTarget("default", 1).failing(Failure.of(FailureKind.DATABASE_UNREACHABLE, "refused")));

        assertThat(CommandRun.of(App.class, "--migration.command=" + command).code())
                .isEqualTo(10);
    }

    @Test
    void theAnswerGoesWholeIntoTheFileAndNothingElsewhere(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), "old");

        CommandRun run = CommandRun.of(App.class, "--migration.command=plan", "--format=json", "--output=" + file);

        assertThat(run.out()).isEmpty();
        assertThat(file).content().contains("\"planFingerprint\"");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Broken.class, Nothing.class})
    void aStartThatFailsIsTwoLinesAndAnExitCode(Class<?> application) {
        CommandRun run = CommandRun.of(
                application,
                "--migration.command=status",
                "--bad.number=canary-secret",
                "--bad.password=canary-secret");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("status: exit code 2, usage").doesNotContain("\tat ", "canary-secret");
        assertThat(run.err().lines().filter(line -> !line.contains(" WARN "))).hasSizeLessThan(15);
        assertThat(run.out()).isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(MigrationCommandAutoConfiguration.class)
    static class Migration {

        @Bean
        static MigrationService migrationService(ObjectProvider<Resource> resource) {
            resource.ifAvailable(open -> {});
            Targets known = new Targets();
            targets.forEach(target -> known.register(target.asTarget(), TargetState.PENDING));
            return MigrationService.over(
                    known,
                    new MigrationContext(
                            new ApplicationInfo("orders", "1.0", "default", "host-1"),
                            Clock.systemUTC(),
                            () -> "run-1",
                            new MigrationListeners(List.of()),
                            beat -> () -> {},
                            AtomicMode.FALSE,
                            RetryFailed.ALWAYS,
                            RequireRollback.WARN,
                            new Redactor(List.of()),
                            target -> {}));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class App extends Migration {

        @EventListener(ContextClosedEvent.class)
        void hear() {
            created.add("event listener");
        }

        @PostConstruct
        void construct() {
            created.add("configuration");
        }

        @Bean
        static ApplicationRunner runner() {
            return arguments -> created.add("runner");
        }

        @Bean
        static ApplicationListener<ContextClosedEvent> listener() {
            created.add("listener");
            return event -> {};
        }

        @Bean
        static SmartInitializingSingleton eager() {
            created.add("smart initializing singleton");
            return () -> {};
        }

        @Bean
        @Lazy(false)
        static Object insistent() {
            created.add("bean that insists");
            return new Object();
        }

        @Bean
        static SmartLifecycle lifecycle() {
            created.add("lifecycle");
            return new NoLifecycle();
        }
    }

    static class NoLifecycle implements SmartLifecycle {

        @Override
        public void start() {
            created.add("started");
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithResource extends Migration {

        @Bean
        static Resource resource() {
            created.add("resource opened");
            return new Resource();
        }
    }

    static class Resource {

        @PreDestroy
        void close() {
            created.add("resource closed");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Talkative extends Migration {

        @Bean
        static Resource resource() {
            System.out.println("printed by the application");
            LoggerFactory.getLogger("app").info("logged by the application");
            return new Resource();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Broken.Bad.class)
    static class Broken extends Migration {

        @Bean
        static BeanPostProcessor needsIt(Bad bad) {
            return new BeanPostProcessor() {};
        }

        @ConfigurationProperties("bad")
        record Bad(int number) {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
