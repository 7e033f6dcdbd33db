package io.github.safemigration.benchmark;

import io.github.safemigration.testsupport.FreshDatabase;
import io.github.safemigration.testsupport.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a migration adds to the start of an application when nothing is pending: ours against plain Boot with Liquibase,
 * each over the same application without a migration. Starts alternate, so that the machine's moods hit all alike.
 */
class StartupBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 15);

    private static final int CHANGESETS = 15;

    private enum Variant {
        NONE("--spring.liquibase.enabled=false"),
        PLAIN("--spring.liquibase.enabled=true"),
        OURS("--spring.liquibase.enabled=true");

        private final String setting;

        Variant(String setting) {
            this.setting = setting;
        }
    }

    @Test
    void addedByAMigrationWithNothingToDo(@TempDir Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("changelog.xml"), changelog());
        try (FreshDatabase database = TestDatabase.fresh()) {
            start(Variant.OURS, folder, database);
            Map<Variant, List<Long>> millis = new EnumMap<>(Variant.class);
            for (int round = 0; round <= ROUNDS; round++) {
                for (Variant variant : Variant.values()) {
                    long taken = start(variant, folder, database);
                    if (round > 0) {
                        millis.computeIfAbsent(variant, any -> new ArrayList<>())
                                .add(taken);
                    }
                }
            }
            report(millis);
        }
    }

    private static void report(Map<Variant, List<Long>> millis) {
        millis.forEach((variant, taken) -> {
            Collections.sort(taken);
            System.out.printf(
                    Locale.ROOT,
                    "%-6s median %d ms, min %d, quartiles %d to %d, max %d, n=%d%n",
                    variant.name().toLowerCase(Locale.ROOT),
                    median(taken),
                    taken.get(0),
                    taken.get(taken.size() / 4),
                    taken.get(taken.size() * 3 / 4),
                    taken.get(taken.size() - 1),
                    taken.size());
        });
        long none = median(millis.getOrDefault(Variant.NONE, List.of(0L)));
        long plain = median(millis.getOrDefault(Variant.PLAIN, List.of(0L))) - none;
        long ours = median(millis.getOrDefault(Variant.OURS, List.of(0L))) - none;
        System.out.printf(
                Locale.ROOT, "added: plain %d ms, ours %d ms, ratio %.2f%n", plain, ours, (double) ours / plain);
    }

    private static long median(List<Long> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private static long start(Variant variant, Path folder, FreshDatabase database)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder + File.pathSeparator + classPath(variant),
                        StartupApplication.class.getName(),
                        variant.setting,
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--spring.data.jpa.repositories.enabled=false",
                        "--spring.liquibase.change-log=classpath:changelog.xml",
                        "--spring.autoconfigure.exclude=org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"));
        Arrays.stream(database.properties()).map(property -> "--" + property).forEach(command::add);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines()
                .filter(line -> line.startsWith(StartupApplication.READY))
                .map(line -> Long.valueOf(line.substring(StartupApplication.READY.length())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(variant + " did not start:\n" + output));
    }

    /** Plain means: as before the swap of the dependency, so without our classes. */
    private static String classPath(Variant variant) {
        String ours = Path.of("target", "classes").toAbsolutePath().toString();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> variant == Variant.OURS || !entry.equals(ours))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String changelog() {
        StringBuilder changesets = new StringBuilder();
        for (int i = 1; i <= CHANGESETS; i++) {
            changesets.append("""
                      <changeSet id="%d" author="ann">
                        <createTable tableName="table_%d">
                          <column name="id" type="bigint" autoIncrement="true"><constraints primaryKey="true"/></column>
                          <column name="name" type="varchar(100)"><constraints nullable="false"/></column>
                        </createTable>
                      </changeSet>
                    """.formatted(i, i));
        }
        return """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                """ + changesets + "</databaseChangeLog>\n";
    }
}
