package io.github.safemigration.adapter.postgresql;

import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.preflight.PreflightCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the user that migrates may do, and what the application's user will be able to use. */
final class RightsChecks {

    private static final Pattern NEEDS_OWNER = Pattern.compile(
            "^\\s*(?:alter|drop|comment|create\\s+(?:unique\\s+)?index|create\\s+trigger)\\b",
            Pattern.CASE_INSENSITIVE);

    private final DatabaseFacts facts;
    private final ExaminedTarget target;
    private final String me;

    private RightsChecks(DatabaseFacts facts, ExaminedTarget target) {
        this.facts = facts;
        this.target = target;
        this.me = DatabaseFacts.quoted(facts.text("me"));
    }

    static List<PreflightCheck> of(DatabaseFacts facts, ExaminedTarget target) {
        RightsChecks checks = new RightsChecks(facts, target);
        return List.of(checks.rights(), checks.owners(), checks.grantTo(), checks.application(), checks.dataApi());
    }

    private PreflightCheck rights() {
        @Nullable String closed = facts.text("closed_liquibase");
        if (closed != null) {
            return missing(
                    "User " + facts.text("me") + " may not read and write Liquibase's own tables: " + closed + ".",
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON " + closed + " TO " + me + ";");
        }
        if (facts.number("liquibase_tables") < 2 && !facts.is("creates_own")) {
            return missing(
                    "User " + facts.text("me") + " may not create Liquibase's own tables in schema "
                            + facts.text("own_schema") + ".",
                    "GRANT CREATE, USAGE ON SCHEMA " + DatabaseFacts.quoted(facts.text("own_schema")) + " TO " + me
                            + ";");
        }
        return lesserRights();
    }

    private static PreflightCheck missing(String message, String remedy) {
        return PreflightCheck.halt("rights", FailureKind.RIGHTS_MISSING, message, remedy);
    }

    private PreflightCheck lesserRights() {
        List<String> found = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        if (facts.isNot("creates")) {
            found.add("may not create anything in schema " + facts.text("schema"));
            remedies.add(
                    "GRANT CREATE, USAGE ON SCHEMA " + DatabaseFacts.quoted(facts.text("schema")) + " TO " + me + ";");
        }
        @Nullable String ours = facts.text("closed_ours");
        if (ours != null) {
            found.add("may not write " + ours + ", so runs are not recorded");
            remedies.add("GRANT the owner of these tables TO " + me + ";");
        }
        if (!found.isEmpty()) {
            return PreflightCheck.warn(
                    "rights",
                    "User " + facts.text("me") + " " + String.join(", and ", found) + ".",
                    String.join(" ", remedies));
        }
        return PreflightCheck.ok(
                "rights",
                "User " + facts.text("me") + " may create in schema " + facts.text("schema")
                        + (facts.is("creates_schemas") ? ", schemas" : "; no schemas")
                        + (facts.is("creates_temporary") ? ", temporary tables." : ", no temporary tables."));
    }

    /** Only whoever owns a table may alter it. Which ones are touched is read from the statements, by name. */
    private PreflightCheck owners() {
        List<String> touched = facts.strange().entrySet().stream()
                .filter(table -> isTouched(table.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return touched.isEmpty()
                ? PreflightCheck.ok("owners", "No pending statement is seen to alter a table that belongs to others.")
                : PreflightCheck.warn(
                        "owners",
                        "Pending statements alter what belongs to others: " + String.join(", ", touched)
                                + ". The server refuses that unless " + facts.text("me") + " is a member of the owner.",
                        "GRANT the owner TO " + me + ", or ALTER TABLE … OWNER TO " + me + ".");
    }

    private boolean isTouched(String table) {
        Pattern word = Pattern.compile("(?<![\\w$])" + Pattern.quote(table) + "(?![\\w$])", Pattern.CASE_INSENSITIVE);
        return facts.pending().stream()
                .map(PendingChangeset::preview)
                .flatMap(preview -> preview.statements().stream())
                .anyMatch(statement -> NEEDS_OWNER.matcher(statement).find()
                        && word.matcher(statement).find());
    }

    private PreflightCheck grantTo() {
        @Nullable String missing = facts.text("missing_roles");
        if (missing != null) {
            return PreflightCheck.halt(
                    "grant-to",
                    FailureKind.CONFIGURATION,
                    "migration.grant-to names what is no role of this server: " + missing + ".",
                    "Create the role, or correct the setting.");
        }
        return target.grantTo().isEmpty()
                ? PreflightCheck.ok("grant-to", "Nothing is granted on what changesets create.")
                : PreflightCheck.ok(
                        "grant-to",
                        "What changesets create is granted to " + String.join(", ", target.grantTo()) + ".");
    }

    private PreflightCheck application() {
        if (facts.row().get("reaches") == null) {
            return PreflightCheck.skipped(
                    "application-user",
                    "It is not known as whom the application works, or the server does not know that user.");
        }
        return facts.is("reaches")
                ? PreflightCheck.ok(
                        "application-user",
                        "The application's user " + target.applicationUser() + " can use what is created.")
                : PreflightCheck.warn(
                        "application-user",
                        "The application's user " + target.applicationUser() + " will not be able to use what user "
                                + facts.text("me") + " creates.",
                        "Set migration.grant-to=" + target.applicationUser()
                                + ", or let ALTER DEFAULT PRIVILEGES grant it.");
    }

    private PreflightCheck dataApi() {
        @Nullable String exposed = facts.text("exposed");
        return exposed == null
                ? PreflightCheck.ok("data-api", "No role of a generated data API reads the tables of the migration.")
                : PreflightCheck.warn(
                        "data-api",
                        "Tables of the migration can be read through a generated data API: " + exposed + ".",
                        "Put them into a schema of their own (spring.liquibase.liquibase-schema), or REVOKE ALL ON them"
                                + " FROM anon, authenticated.");
    }
}
