package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.changelog.UnknownChangesetException;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.model.Redactor;
import io.github.safemigration.engine.workflow.InvalidRequestException;
import io.github.safemigration.engine.workflow.UnknownTargetException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/** Says on standard error what went wrong and what to do next, in the words of the failure analyzers. */
final class Complaint {

    private final @Nullable ConfigurableApplicationContext context;

    private Complaint(@Nullable ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Complaint in(@Nullable ConfigurableApplicationContext context) {
        return new Complaint(context);
    }

    /** {@return the exit code that the failure stands for, after it was told} */
    ExitCode about(Throwable failure) {
        FailureAnalysis analysis = analyze(failure);
        String text =
                analysis == null ? plain(failure) : analysis.getDescription() + details(failure) + action(analysis);
        String advice = find(failure, NoSuchBeanDefinitionException.class) == null
                ? ""
                : System.lineSeparator() + "A command starts without most of Spring Boot's auto-configurations; name"
                        + " those that the DataSource needs in " + CommandAutoConfigurationFilter.ADDED + ".";
        System.err.println(secrets().redact(text + advice).strip());
        return codeOf(failure);
    }

    private static ExitCode codeOf(Throwable failure) {
        MigrationException migration = find(failure, MigrationException.class);
        if (migration != null) {
            return ExitCode.of(migration.failure().kind());
        }
        boolean usage = find(failure, UsageException.class) != null
                || find(failure, UnknownTargetException.class) != null
                || find(failure, InvalidRequestException.class) != null
                || find(failure, UnknownChangesetException.class) != null
                || find(failure, BindException.class) != null
                || find(failure, InvalidConfigurationPropertyValueException.class) != null
                || find(failure, ConfigDataException.class) != null;
        return usage ? ExitCode.USAGE : ExitCode.UNEXPECTED;
    }

    private @Nullable FailureAnalysis analyze(Throwable failure) {
        ArgumentResolver arguments = context == null
                ? ArgumentResolver.none()
                : ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
                        .and(Environment.class, context.getEnvironment());
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, arguments, (type, name, problem) -> {});
        return analyzers.stream()
                .map(analyzer -> analyze(analyzer, failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable FailureAnalysis analyze(FailureAnalyzer analyzer, Throwable failure) {
        try {
            return analyzer.analyze(failure);
        } catch (RuntimeException e) {
            // The next one may understand it.
            return null;
        }
    }

    private static String details(Throwable failure) {
        MigrationException migration = find(failure, MigrationException.class);
        return migration == null || migration.failure().details() == null
                ? ""
                : System.lineSeparator() + migration.failure().details();
    }

    private static String action(FailureAnalysis analysis) {
        String action = analysis.getAction();
        return action == null || action.isBlank() ? "" : System.lineSeparator() + action;
    }

    private static String plain(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.toString() : root.getMessage();
        return root instanceof UsageException
                        || root instanceof UnknownTargetException
                        || root instanceof InvalidRequestException
                        || root instanceof UnknownChangesetException
                ? message
                : root.getClass().getSimpleName() + ": " + message;
    }

    private Redactor secrets() {
        return context == null ? new Redactor(List.of()) : Secrets.of(context.getEnvironment());
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
