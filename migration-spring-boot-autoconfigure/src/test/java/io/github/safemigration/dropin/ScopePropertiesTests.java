package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The properties that Liquibase finds in its scope while it runs, and the one that switches it off. */
@DatabaseTest
class ScopePropertiesTests {

    private final FreshDatabase database;
    private final ChangelogFolder changelogs;

    ScopePropertiesTests(FreshDatabase database, @TempDir Path folder) {
        this.database = database;
        this.changelogs = new ChangelogFolder(folder).sql("--changeset ann:1\nCREATE TABLE book (id int);");
    }

    @Test
    void analyticsEnabledIsWhatItSays() {
        assertThat(seen("spring.liquibase.analytics-enabled=false"))
                .allMatch(seen -> Boolean.FALSE.equals(seen.analytics()));
        // An address that refuses at once: nothing of this test is to leave the machine.
        System.setProperty("liquibase.analytics.configEndpointUrl", "http://127.0.0.1:9/");
        try {
            assertThat(seen("spring.liquibase.analytics-enabled=true"))
                    .allMatch(seen -> Boolean.TRUE.equals(seen.analytics()));
        } finally {
            System.clearProperty("liquibase.analytics.configEndpointUrl");
        }
    }

    @Test
    void withoutASettingNothingIsSentAnywhere() {
        assertThat(ours()).allMatch(seen -> Boolean.FALSE.equals(seen.analytics()));
    }

    @Test
    void licenseKeyAndUiServiceAreInScope() {
        assertThat(seen("spring.liquibase.license-key=canary-licence", "spring.liquibase.ui-service=console"))
                .allMatch(seen -> "canary-licence".equals(seen.licence()))
                .allMatch(seen -> seen.ui().equals("ConsoleUIService"));
        assertThat(seen()).allMatch(seen -> seen.ui().equals("LoggerUIService"));
    }

    @Test
    void enabledFalseRunsNothing() {
        runner("spring.liquibase.enabled=false").run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(SpringLiquibase.class);
            assertThat(context.getBean(MigrationService.class).status()).isEmpty();
        });
    }

    private List<Seen> seen(String... properties) {
        List<Seen> all = new ArrayList<>(ours(properties));
        Customizing.SEEN.clear();
        runner(properties).withPropertyValues("migration.enabled=false").run(context -> assertThat(context)
                .hasNotFailed());
        all.addAll(Customizing.SEEN);
        assertThat(all).hasSizeGreaterThan(1);
        return all;
    }

    private List<Seen> ours(String... properties) {
        Customizing.SEEN.clear();
        runner(properties).run(context -> assertThat(context).hasNotFailed());
        assertThat(Customizing.SEEN).isNotEmpty();
        return List.copyOf(Customizing.SEEN);
    }

    private ApplicationContextRunner runner(String... properties) {
        return Twins.runner(changelogs)
                .withUserConfiguration(Customizing.class)
                .withPropertyValues(database.properties())
                .withPropertyValues(properties);
    }

    record Seen(@Nullable Boolean analytics, @Nullable String licence, String ui) {}

    /** A customizer is called within the scope that the changelog runs in. */
    @Configuration(proxyBeanMethods = false)
    static class Customizing {

        private static final List<Seen> SEEN = new ArrayList<>();

        @Bean
        Customizer<Liquibase> customizer() {
            return liquibase -> SEEN.add(new Seen(
                    AnalyticsArgs.ENABLED.getCurrentValue(),
                    Scope.getCurrentScope().get("liquibase.licenseKey", String.class),
                    Scope.getCurrentScope().getUI().getClass().getSimpleName()));
        }
    }
}
