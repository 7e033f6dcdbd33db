package io.github.safemigration.campaign;

import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.Snapshot;
import io.github.safemigration.testsupport.TestApplication;
import io.github.safemigration.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** A plan of twenty-five changesets that fails at the second statement of the twentieth. */
final class WholePlan {

    private static final String BEFORE =
            "--changeset campaign:0\ncreate table kept (id int primary key);\ninsert into kept values (0);\n";
    private static final String AS_BEFORE = "as before";

    private final Path folder;

    WholePlan(Path folder) {
        this.folder = folder;
    }

    void measure(Figures figures) {
        add(figures, "8 plan of 25 fails at the 20th, atomic=true: database", AS_BEFORE, "migration.atomic=true");
        add(figures, "8 the same without: whole changesets, next start", "19 of 19 rows, resumes: 25 of 25 rows");
    }

    private void add(Figures figures, String what, String target, String... properties) {
        String ours = fails(properties);
        figures.add(what, ours, fails("migration.enabled=false"), target, ours.equals(target));
    }

    private String fails(String... properties) {
        try (FreshDatabase database = TestDatabase.fresh()) {
            start(database, BEFORE);
            String before = Snapshot.of(database);
            boolean failed = !start(database, BEFORE + changesets("nowhere"), properties);
            if (failed && Snapshot.of(database).equals(before)) {
                return AS_BEFORE;
            }
            String left = applied(database);
            start(database, BEFORE + changesets("kept"), properties);
            return left + ", resumes: " + applied(database);
        }
    }

    /** Each changeset creates a table and writes a row. */
    private static @Nullable String applied(FreshDatabase database) {
        return database.value(
                "select (select count(*) - 1 from databasechangelog) || ' of ' || (select count(*) - 1 from"
                        + " kept) || ' rows' from (select count(*) as n from pg_class where relname ~ '^t\\d+$') tables"
                        + " where n = (select count(*) - 1 from kept)");
    }

    private static String changesets(String twentieth) {
        return IntStream.rangeClosed(1, 25)
                .mapToObj(number ->
                        "--changeset campaign:%1$d\ncreate table t%1$d (id int);\ninsert into %2$s values (%1$d);\n"
                                .formatted(number, number == 20 ? twentieth : "kept"))
                .collect(Collectors.joining());
    }

    private boolean start(FreshDatabase database, String changelog, String... properties) {
        try (ConfigurableApplicationContext context = new TestApplication(folder, database)
                .sql(changelog)
                .with(properties)
                .start()) {
            return context.isActive();
        } catch (RuntimeException e) {
            return false;
        }
    }
}
