package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.model.DatabaseInfo;
import io.github.safemigration.engine.workflow.TargetStatus;
import java.util.ArrayList;
import java.util.List;

/** Tells what is outside of the versions that this starter is tested with. */
final class TestedRange {

    private static final String PRODUCT = "PostgreSQL";
    private static final int OLDEST = 14;
    private static final int NEWEST = 18;
    private static final String LIQUIBASE = "5.0.";

    private TestedRange() {}

    static List<String> warnings(MigrationVersions versions, List<TargetStatus> targets) {
        List<String> warnings = new ArrayList<>();
        if (!versions.liquibase().startsWith(LIQUIBASE)) {
            warnings.add("Liquibase " + versions.liquibase() + " is not tested; tested are versions 5.0.x.");
        }
        for (TargetStatus target : targets) {
            DatabaseInfo database = target.database();
            if (database != null && !isTested(database)) {
                warnings.add("Target '" + target.target() + "': " + database.product() + " " + database.version()
                        + " is not tested; tested is " + PRODUCT + " " + OLDEST + " to " + NEWEST + ".");
            }
        }
        return warnings;
    }

    private static boolean isTested(DatabaseInfo database) {
        int major = major(database.version());
        return database.product().equals(PRODUCT) && major >= OLDEST && major <= NEWEST;
    }

    private static int major(String version) {
        String digits = version.strip().split("[^0-9]", 2)[0];
        return digits.isEmpty() || digits.length() > 3 ? -1 : Integer.parseInt(digits);
    }
}
