package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.ChangedChangeset;
import io.github.safemigration.engine.model.ErrorType;
import io.github.safemigration.engine.model.MigrationException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of changesets that were edited after they were applied how their SQL differs from what was applied. */
final class ChecksumExplanation {

    private static final Logger logger = LoggerFactory.getLogger(ChecksumExplanation.class);

    private static final int SHOWN = 3;
    private static final String SHORTENED = "\n-- shortened: ";

    private ChecksumExplanation() {}

    /** {@return the same failure, explained where it is about checksums} */
    static MigrationException explained(MigrationException e, Target target) {
        if (e.failure().kind().type() != ErrorType.CHECKSUM || e.failure().details() != null) {
            return e;
        }
        try {
            String details = target.changelog().changed().stream()
                    .limit(SHOWN)
                    .map(changed -> of(changed, target))
                    .collect(Collectors.joining(System.lineSeparator()));
            return details.isEmpty()
                    ? e
                    : new MigrationException(e.target(), e.failure().withDetails(details), e.getCause());
        } catch (MigrationException unexplained) {
            logger.debug("The changed checksums could not be explained", unexplained);
            return e;
        }
    }

    private static String of(ChangedChangeset changed, Target target) {
        Optional<String> applied = target.history().appliedSql(changed.id());
        String name = changed.id() + ": ";
        if (applied.isEmpty()) {
            return name + "which SQL was applied is not known.";
        }
        if (!changed.preview().opaque().isEmpty()) {
            return name + "it is code, which cannot be compared.";
        }
        if (applied.get().contains(SHORTENED)) {
            return name + "its SQL is too long to be compared.";
        }
        List<String> difference = LineDifference.of(
                normal(applied.get()),
                normal(String.join(";\n", changed.preview().statements())));
        if (difference.isEmpty()) {
            return name + "its SQL is what was applied; only how it is written has changed.";
        }
        return name + "applied (-) and now (+):" + System.lineSeparator()
                + difference.stream().map(line -> "  " + line).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String normal(String sql) {
        return sql.replaceAll(";\\s*$", "").replaceAll(";\\s*\\R", ";\n");
    }
}
