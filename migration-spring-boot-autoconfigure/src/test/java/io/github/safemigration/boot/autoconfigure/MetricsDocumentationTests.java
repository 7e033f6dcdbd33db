package io.github.safemigration.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.Promtool;
import io.github.safemigration.testsupport.RunningApplication;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares docs/metrics.md with what Prometheus gets of an application that migrated at its start, and once more. */
@DatabaseTest
class MetricsDocumentationTests {

    private static RunningApplication application;

    @BeforeAll
    static void migrateTwice(FreshDatabase database) {
        application = SmallApplication.start(database);
        SmallApplication.runTheLastAgain(application, database);
        await().until(() -> scrape().contains("migration_database_ping_seconds_count"));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void thePageListsExactlyTheMetersThereAreWithTypeUnitAndTags() throws IOException {
        assertThat(MetricsPage.describe(application.bean(PrometheusMeterRegistry.class)))
                .containsExactlyInAnyOrderEntriesOf(MetricsPage.read().meters());
    }

    @Test
    void eachMeterOfOursHasAQueryThatNamesSeriesThatThereAre() throws IOException {
        MetricsPage page = MetricsPage.read();
        Set<String> ours = new TreeSet<>(page.meters().keySet());
        ours.removeIf(name -> name.startsWith("migration.observation"));

        assertThat(page.queried()).isEqualTo(ours);
        Set<String> series = scrape().lines()
                .filter(line -> line.startsWith("migration_"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(series).containsAll(page.series());
    }

    @Test
    void prometheusHasNothingToComplainAbout() throws IOException {
        // Meters of observations are Micrometer's own, and have no help text anywhere.
        Promtool.accepts(scrape().lines()
                .filter(line -> line.matches("(# (HELP|TYPE) )?migration_(?!observation_).*"))
                .collect(Collectors.joining("\n", "", "\n")));
    }

    private static String scrape() {
        return application.get("/actuator/prometheus").body();
    }
}
