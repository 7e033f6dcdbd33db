package io.github.safemigration.boot.cli;

import io.github.safemigration.testsupport.FreshDatabase;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * A run of an application inside the test's JVM.
 *
 * @param code the exit code, or null if the application started
 * @param out what stood on standard output when the process ended
 * @param err what stood on standard error when the process ended
 */
record CommandRun(@Nullable Integer code, String out, String err) {

    static CommandRun of(Class<?> application, String... args) {
        return of(application, Map.of(), args);
    }

    static CommandRun of(Class<?> application, Map<String, Object> variables, String... args) {
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CommandRun[] ended = new CommandRun[1];
        SpringApplication spring = new SpringApplication(application);
        spring.setEnvironment(environment(variables));
        spring.addBootstrapRegistryInitializer(registry -> registry.register(CommandExit.class, context -> code -> {
            ended[0] = new CommandRun(code, text(out), text(err));
            System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
            throw new EndOfProcess();
        }));
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            try (ConfigurableApplicationContext context = spring.run(args)) {
                return new CommandRun(null, text(out), text(err) + context.getId());
            }
        } catch (RuntimeException e) {
            if (ended[0] == null) {
                throw e;
            }
            return ended[0];
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }

    /** A command on a database, with a changelog that stands in a file. */
    static CommandRun on(FreshDatabase database, Class<?> application, Path changelog, String command, String... more) {
        List<String> args = new ArrayList<>(List.of("--migration.command=" + command));
        for (String property : database.properties()) {
            args.add("--" + property);
        }
        args.add("--spring.liquibase.change-log=" + changelog.toUri());
        args.addAll(List.of(more));
        return of(application, args.toArray(String[]::new));
    }

    private static StandardEnvironment environment(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return environment;
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static final class EndOfProcess extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
