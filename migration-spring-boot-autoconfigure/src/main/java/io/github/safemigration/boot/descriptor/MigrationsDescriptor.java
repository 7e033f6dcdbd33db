package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.workflow.TargetStatus;
import java.util.List;

/**
 * Description of all targets of the application.
 *
 * @param targets the targets, in order of registration
 * @param versions the versions of what migrates
 * @param warnings what is outside of the tested range, a sentence each
 * @param notTakenOver the migrations that run by themselves, a sentence each
 */
public record MigrationsDescriptor(
        List<TargetDescriptor> targets, VersionsDescriptor versions, List<String> warnings, List<String> notTakenOver) {

    /** Copies the lists. */
    public MigrationsDescriptor {
        targets = List.copyOf(targets);
        warnings = List.copyOf(warnings);
        notTakenOver = List.copyOf(notTakenOver);
    }

    /**
     * Describes the targets of an application.
     *
     * @param targets their descriptions
     * @param statuses what this process knows of them
     * @param versions the versions of what migrates
     * @param notTakenOver the migrations that run by themselves, a sentence each
     * @return the description
     */
    public static MigrationsDescriptor of(
            List<TargetDescriptor> targets,
            List<TargetStatus> statuses,
            MigrationVersions versions,
            List<String> notTakenOver) {
        return new MigrationsDescriptor(
                targets, VersionsDescriptor.of(versions), TestedRange.warnings(versions, statuses), notTakenOver);
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
