package io.github.safemigration.campaign;

import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestApplication;
import io.github.safemigration.testsupport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import liquibase.Liquibase;
import liquibase.integration.spring.Customizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Situations in which an application starts, with the starter and without it. */
final class StartAnchors {

    private static final String OURS = "migration.enabled=true";
    private static final String PLAIN = "migration.enabled=false";
    private static final String READY = "ready";
    private static final String TOLD = "ready, the file tells where the way back ends";
    private static final String TABLE = "--changeset campaign:1\ncreate table one (id int);\n";
    private static final String INDEX = """
            --changeset campaign:2 runInTransaction:false
            create unique index concurrently %s one_id on one (id);
            """;

    private final Path folder;

    StartAnchors(Path folder) {
        this.folder = folder;
    }

    void measure(Figures figures) throws Exception {
        compare(
                figures,
                "A6 unique CONCURRENTLY failed, data mended, run again",
                "ready, valid",
                one -> index("", one));
        compare(figures, "A6 the same with IF NOT EXISTS", "ready, valid", one -> index("if not exists", one));
        compare(figures, "A11 lazy-initialization=true", "migrated", this::lazy);
        compare(figures, "A16 rollback-file and SQL without a rollback", TOLD, one -> rollbackFile("off", one));
        compare(
                figures,
                "A16 the same with migration.require-rollback=fail",
                "fails before any work",
                one -> rollbackFile("fail", one));
        compare(figures, "A17 a Customizer bean of the user's", READY, this::customized);
    }

    private static void compare(Figures figures, String what, String target, Trial trial) throws Exception {
        String ours = trial.run(OURS);
        figures.add(what, ours, trial.run(PLAIN), target, ours.equals(target));
    }

    private String index(String condition, String mode) {
        try (FreshDatabase database = TestDatabase.fresh()) {
            String changelog = TABLE + INDEX.formatted(condition);
            start(application(database, TABLE, mode));
            database.execute("insert into one values (1), (1)");
            start(application(database, changelog, mode));
            database.execute("delete from one");
            String end = start(application(database, changelog, mode));
            String index = database.value("select case when indisvalid then 'valid' else 'INVALID' end from pg_index"
                    + " where indexrelid = to_regclass('one_id')");
            return end + ", " + index;
        }
    }

    private String lazy(String mode) {
        try (FreshDatabase database = TestDatabase.fresh()) {
            String end = start(application(database, TABLE, mode).with("spring.main.lazy-initialization=true"));
            return database.value("select to_regclass('one')") == null ? end + ", not migrated" : "migrated";
        }
    }

    private String rollbackFile(String policy, String mode) throws Exception {
        Path file = Files.createTempFile(folder, "rollback", ".sql");
        try (FreshDatabase database = TestDatabase.fresh()) {
            String end = start(application(database, TABLE, mode)
                    .with("spring.liquibase.rollback-file=" + file, "migration.require-rollback=" + policy));
            boolean untouched = database.value("select to_regclass('one')") == null;
            boolean told = Files.readString(file).contains("has no rollback");
            return end.equals(READY) && told ? TOLD : untouched ? end + " before any work" : end + " half way";
        }
    }

    private String customized(String mode) {
        try (FreshDatabase database = TestDatabase.fresh()) {
            return start(application(database, TABLE, mode).source(WithCustomizer.class));
        }
    }

    private TestApplication application(FreshDatabase database, String changelog, String mode) {
        return new TestApplication(folder, database).sql(changelog).with(mode);
    }

    private static String start(TestApplication application) {
        try (ConfigurableApplicationContext context = application.start()) {
            return context.isActive() ? READY : "closed";
        } catch (RuntimeException e) {
            return "fails";
        }
    }

    /** What a mode comes to. */
    @FunctionalInterface
    private interface Trial {
        String run(String mode) throws Exception;
    }

    /** As a user's application may have it. */
    @Configuration(proxyBeanMethods = false)
    static class WithCustomizer {

        @Bean
        Customizer<Liquibase> customizer() {
            return liquibase -> liquibase.setChangeLogParameter("who", "user");
        }
    }
}
