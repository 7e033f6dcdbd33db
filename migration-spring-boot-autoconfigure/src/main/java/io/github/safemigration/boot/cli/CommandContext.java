package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.workflow.MigrationService;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command is given.
 *
 * @param service does the work
 * @param target the target that was asked for, or null for all
 * @param format how the answer is wanted
 * @param options the command's own options
 */
record CommandContext(
        MigrationService service, @Nullable String target, CommandFormat format, Map<String, String> options) {

    static final String NOTHING = "This application has nothing to migrate: it has no DataSource, or migration.enabled"
            + " or spring.liquibase.enabled is false.";

    CommandContext {
        options = Map.copyOf(options);
    }

    List<String> targets() {
        if (target != null) {
            return List.of(service.status(target).target());
        }
        List<String> all = service.status().stream().map(TargetStatus::target).toList();
        if (all.isEmpty()) {
            throw new UsageException(NOTHING);
        }
        return all;
    }

    int number(String option, int otherwise, int least, int most) {
        String value = options.get(option);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of bounds is.
        }
        throw new UsageException(
                "--" + option + " takes a number from " + least + " to " + most + ", not '" + value + "'.");
    }
}
