package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.ChecksumVersion;

/** Reads Liquibase's message on a changelog that does not hold; it offers nothing but the message. */
final class ValidationFailures {

    private static final Pattern CHECKSUM = Pattern.compile("(\\S.*?) was: (\\d+):(\\w+) but is now: (\\d+):(\\w+)");

    private static final int SHOWN = 3;

    private ValidationFailures() {}

    static Failure of(String message) {
        List<Matcher> checksums = CHECKSUM.matcher(message)
                .results()
                .map(found -> CHECKSUM.matcher(found.group()))
                .filter(Matcher::matches)
                .toList();
        if (checksums.isEmpty()) {
            return other(message);
        }
        boolean sameAlgorithm = checksums.stream().anyMatch(ValidationFailures::isKnownAlgorithm);
        String what = sameAlgorithm
                ? "edited after being applied"
                : "stored with a checksum of another Liquibase version's algorithm";
        StringBuilder text = new StringBuilder(
                checksums.size() + " applied changeset" + (checksums.size() == 1 ? " was " : "s were ") + what + ": ");
        checksums.stream().limit(SHOWN).forEach(found -> text.append(found.group(1))
                .append(" (stored ")
                .append(found.group(2))
                .append(':')
                .append(found.group(3))
                .append(", now ")
                .append(found.group(4))
                .append(':')
                .append(found.group(5))
                .append(") "));
        if (checksums.size() > SHOWN) {
            text.append("and ").append(checksums.size() - SHOWN).append(" more");
        }
        FailureKind kind = sameAlgorithm ? FailureKind.CHECKSUM_CHANGED : FailureKind.CHECKSUM_ALGORITHM_CHANGED;
        return Failure.of(kind, text.toString().strip());
    }

    /** Liquibase still computes these as it did; what differs there was edited. Earlier ones it cannot compute any more. */
    private static boolean isKnownAlgorithm(Matcher found) {
        return Integer.parseInt(found.group(2)) >= ChecksumVersion.V8.getVersion();
    }

    private static Failure other(String message) {
        String line = message.strip().replaceAll("\\s*\\R\\s*", "; ");
        FailureKind kind = line.contains("reconditions failed") || line.contains("reconditions generated")
                ? FailureKind.PRECONDITION_FAILED
                : FailureKind.CHANGELOG_INVALID;
        return Failure.of(kind, line.length() <= 600 ? line : line.substring(0, 600) + "…");
    }
}
