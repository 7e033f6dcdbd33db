package io.github.safemigration.campaign;

import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.Snapshot;
import io.github.safemigration.testsupport.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** The databases of the campaign: as they are before the run of thirty changesets, and as they should be after it. */
final class Ground {

    static final String CHANGELOG_FILE = "campaign/changelog.sql";

    static final String CHANGELOG = "spring.liquibase.change-log=classpath:" + CHANGELOG_FILE;

    /** How many changesets there are. */
    static final int CHANGESETS = 30;

    private Ground() {}

    /** {@return a database before the run} */
    static FreshDatabase before() {
        return TestDatabase.fresh("campaign", database -> database.execute(read("/campaign/before.sql")));
    }

    /** {@return what an undisturbed run leaves} */
    static String undisturbed(String... properties) {
        try (FreshDatabase database = before()) {
            Pod.application()
                    .run(arguments(database.url(), database, properties))
                    .close();
            return Snapshot.of(database);
        }
    }

    static String[] properties(String url, FreshDatabase database, String... more) {
        return Stream.concat(
                        Stream.of(
                                "spring.datasource.url=" + url,
                                "spring.datasource.username=" + database.username(),
                                "spring.datasource.password=" + database.password(),
                                "spring.liquibase.analytics-enabled=false",
                                "spring.application.name=campaign",
                                CHANGELOG),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    static String[] arguments(String url, FreshDatabase database, String... more) {
        return Stream.of(properties(url, database, more)).map("--"::concat).toArray(String[]::new);
    }

    /** {@return its text} */
    static String changelog() {
        return read("/campaign/changelog.sql");
    }

    private static String read(String resource) {
        try (InputStream in = Objects.requireNonNull(Ground.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
