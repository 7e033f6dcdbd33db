package io.github.safemigration.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.safemigration.testsupport.DatabaseTest;
import io.github.safemigration.testsupport.FreshDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An application with none of the libraries that the starter can do without: no actuator, no metrics, no web, no JSON. */
@DatabaseTest(perMethod = true)
class WithoutOptionalLibrariesTests {

    private static final Pattern OPTIONAL = Pattern.compile(
            "spring-boot-(actuator|health|micrometer|servlet|web|tomcat|jetty"
                    + "|jackson|http|hibernate|data|persistence|test|jpa).*|spring-(web|webmvc|webflux|data|orm|test).*|micrometer-.*"
                    + "|jackson-.*|jakarta\\.servlet.*|tomcat-.*|jetty-.*|hibernate-.*|h2-.*|HdrHistogram.*|prometheus-.*|.*testcontainers.*");

    @Test
    void itStartsMigratedAndItsCommandsAnswer(FreshDatabase database, @TempDir Path folder) throws Exception {
        Path changelog = Files.writeString(folder.resolve("changelog.sql"), """
                --liquibase formatted sql
                --changeset ann:1
                create table one (id int);
                """);

        assertThat(run(database, changelog, folder, 3, "--migration.command=status"))
                .contains("default: pending, 0 applied, 1 pending");
        assertThat(run(database, changelog, folder, 0))
                .contains("up to date, 1 applied, 1 of them now")
                .doesNotContain("WARN");
        assertThat(run(database, changelog, folder, 0, "--migration.command=history"))
                .contains("1 run" + System.lineSeparator(), "succeeded");
        assertThat(run(database, changelog, folder, 2, "--migration.command=status", "--format=json"))
                .contains("--format=json needs Jackson");
        assertThat(run(database, changelog, folder, 0, "--migration.startup=background"))
                .contains("up to date, 1 applied");
    }

    private static String run(FreshDatabase database, Path changelog, Path folder, int code, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath(),
                                App.class.getName(),
                                "--spring.liquibase.change-log=" + changelog.toUri()),
                        Stream.of(arguments))
                .toList();
        ProcessBuilder java =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        java.environment().put("SPRING_DATASOURCE_URL", database.url());
        java.environment().put("SPRING_DATASOURCE_USERNAME", database.username());
        java.environment().put("SPRING_DATASOURCE_PASSWORD", database.password());
        Process process = java.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended).as("ended by itself, having said:%n%s", said).isTrue();
        assertThat(process.exitValue()).as("exit code, having said:%n%s", said).isEqualTo(code);
        return said;
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !OPTIONAL.matcher(Path.of(entry).getFileName().toString())
                        .matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @EnableAutoConfiguration
    static class App {

        public static void main(String[] arguments) {
            SpringApplication.run(App.class, arguments);
        }
    }
}
