package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.preflight.PreflightCheck;
import java.util.List;

/** Which server it is, how it is reached, and in what state its indexes are. */
final class ServerChecks {

    private static final int OLDEST = 14;
    private static final int NEWEST = 18;

    private ServerChecks() {}

    static List<PreflightCheck> of(DatabaseFacts facts) {
        return List.of(reachable(facts), version(facts), standby(facts), encryption(facts), indexes(facts), disk());
    }

    private static PreflightCheck reachable(DatabaseFacts facts) {
        String host = facts.database().host();
        return PreflightCheck.ok(
                "reachable",
                "Database " + facts.text("database") + (host == null ? "" : " at " + host) + " answers, as user "
                        + facts.text("me") + ".");
    }

    private static PreflightCheck version(DatabaseFacts facts) {
        int major = facts.number("major");
        String version = "PostgreSQL " + facts.text("version");
        return major >= OLDEST && major <= NEWEST
                ? PreflightCheck.ok("version", version + ".")
                : PreflightCheck.warn(
                        "version",
                        version + " is not tested; tested is " + OLDEST + " to " + NEWEST + ".",
                        "Try the migration on a copy first.");
    }

    private static PreflightCheck standby(DatabaseFacts facts) {
        return facts.is("standby")
                ? PreflightCheck.halt(
                        "standby",
                        FailureKind.STANDBY,
                        "The server is a hot standby: it answers, and takes no writes.",
                        "Lead the migration to the primary: migration.datasource.url.")
                : PreflightCheck.ok("standby", "The server is a primary.");
    }

    private static PreflightCheck encryption(DatabaseFacts facts) {
        if (facts.pooling() != Pooling.NONE) {
            return PreflightCheck.skipped(
                    "encryption", "The server knows only how the pooler is connected to it, not how we are.");
        }
        if (facts.is("encrypted")) {
            return PreflightCheck.ok("encryption", "The connection is encrypted, " + facts.text("encryption") + ".");
        }
        return facts.is("local")
                ? PreflightCheck.ok("encryption", "The connection is not encrypted and stays on this machine.")
                : PreflightCheck.warn(
                        "encryption",
                        "The connection to the server is not encrypted.",
                        "Add sslmode=verify-full (or require) to the JDBC URL.");
    }

    private static PreflightCheck indexes(DatabaseFacts facts) {
        int count = facts.number("invalid_count");
        if (count == 0) {
            return PreflightCheck.ok("indexes", "No index is invalid.");
        }
        return PreflightCheck.warn(
                "indexes",
                count + (count == 1 ? " index is" : " indexes are") + " invalid, which no query uses and every write"
                        + " pays for: " + facts.text("invalid") + (count > 5 ? ", …" : "") + ".",
                "Where a pending changeset builds it, the run builds it anew. Else REINDEX INDEX CONCURRENTLY, or DROP INDEX"
                        + " CONCURRENTLY and create it again.");
    }

    private static PreflightCheck disk() {
        return PreflightCheck.skipped(
                "disk",
                "PostgreSQL does not tell how much space is left: look at the server before a rewrite of a large table.");
    }
}
