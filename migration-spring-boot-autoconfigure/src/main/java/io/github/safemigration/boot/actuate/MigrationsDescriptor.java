package io.github.safemigration.boot.actuate;

import java.util.List;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of all targets of the application.
 *
 * @param targets the targets, in order of registration
 * @param versions the versions of what migrates
 * @param warnings what is outside of the tested range, a sentence each
 * @param notTakenOver the migrations that run by themselves, a sentence each
 */
public record MigrationsDescriptor(
        List<TargetDescriptor> targets, VersionsDescriptor versions, List<String> warnings, List<String> notTakenOver)
        implements OperationResponseBody {

    /** Copies the lists. */
    public MigrationsDescriptor {
        targets = List.copyOf(targets);
        warnings = List.copyOf(warnings);
        notTakenOver = List.copyOf(notTakenOver);
    }

    /**
     * Description of the versions of what migrates.
     *
     * @param starter the version of this starter
     * @param liquibase the version of Liquibase
     */
    public record VersionsDescriptor(String starter, String liquibase) {

        static VersionsDescriptor of(MigrationVersions versions) {
            return new VersionsDescriptor(versions.starter(), versions.liquibase());
        }
    }
}
