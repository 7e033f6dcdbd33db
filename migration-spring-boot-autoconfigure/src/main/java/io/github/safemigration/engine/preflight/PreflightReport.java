package io.github.safemigration.engine.preflight;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was found before a run.
 *
 * @param target the target's name
 * @param checks what was looked at, in order
 */
public record PreflightReport(String target, List<PreflightCheck> checks) {

    /** Copies the list. */
    public PreflightReport {
        checks = List.copyOf(checks);
    }

    /** {@return the gravest level among the checks} */
    public CheckLevel level() {
        return checks.stream()
                .map(PreflightCheck::level)
                .max(Comparator.naturalOrder())
                .orElse(CheckLevel.OK);
    }

    /** {@return the first check that halts a run, if one does} */
    public Optional<PreflightCheck> halt() {
        return at(CheckLevel.HALT).stream().findFirst();
    }

    /**
     * The checks of one level.
     *
     * @param level the level
     * @return the checks, in order
     */
    public List<PreflightCheck> at(CheckLevel level) {
        return checks.stream().filter(check -> check.level() == level).toList();
    }
}
