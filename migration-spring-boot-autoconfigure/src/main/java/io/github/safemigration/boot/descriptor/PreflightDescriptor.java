package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.preflight.CheckLevel;
import io.github.safemigration.engine.preflight.PreflightCheck;
import io.github.safemigration.engine.preflight.PreflightReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Description of what was found before a run of a target.
 *
 * @param name the target's name
 * @param level the gravest level among the checks
 * @param checks what was looked at, in order
 */
public record PreflightDescriptor(String name, CheckLevel level, List<Check> checks) {

    /** Copies the list. */
    public PreflightDescriptor {
        checks = List.copyOf(checks);
    }

    /**
     * Describes a report.
     *
     * @param report the report
     * @return its description
     */
    public static PreflightDescriptor of(PreflightReport report) {
        return new PreflightDescriptor(
                report.target(),
                report.level(),
                report.checks().stream().map(Check::of).toList());
    }

    /**
     * Description of one thing that was looked at.
     *
     * @param name what was looked at
     * @param level what it means for a run
     * @param message what was found
     * @param remedy what to do, for a warning or a halt
     * @param kind what a run would fail with, for a halt
     */
    public record Check(
            String name,
            CheckLevel level,
            String message,
            @Nullable String remedy,
            @Nullable FailureKind kind) {

        static Check of(PreflightCheck check) {
            return new Check(check.name(), check.level(), check.message(), check.remedy(), check.kind());
        }
    }
}
