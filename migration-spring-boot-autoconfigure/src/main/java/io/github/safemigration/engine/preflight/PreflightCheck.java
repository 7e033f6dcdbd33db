package io.github.safemigration.engine.preflight;

import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at before a run. Free of secrets.
 *
 * @param name what was looked at
 * @param level what it means for a run
 * @param message what was found, in one or more sentences
 * @param remedy what to do, for a warning or a halt
 * @param kind what a run would fail with, for a halt
 */
public record PreflightCheck(
        String name,
        CheckLevel level,
        String message,
        @Nullable String remedy,
        @Nullable FailureKind kind) {

    /**
     * Nothing stands in the way.
     *
     * @param name what was looked at
     * @param message what was found
     * @return the check
     */
    public static PreflightCheck ok(String name, String message) {
        return new PreflightCheck(name, CheckLevel.OK, message, null, null);
    }

    /**
     * It could not be looked at.
     *
     * @param name what
     * @param message why
     * @return the check
     */
    public static PreflightCheck skipped(String name, String message) {
        return new PreflightCheck(name, CheckLevel.SKIPPED, message, null, null);
    }

    /**
     * A run starts, and somebody should know.
     *
     * @param name what was looked at
     * @param message what was found
     * @param remedy what to do
     * @return the check
     */
    public static PreflightCheck warn(String name, String message, String remedy) {
        return new PreflightCheck(name, CheckLevel.WARN, message, remedy, null);
    }

    /**
     * No run starts.
     *
     * @param name what was looked at
     * @param kind what a run would fail with
     * @param message what was found
     * @param remedy what to do
     * @return the check
     */
    public static PreflightCheck halt(String name, FailureKind kind, String message, @Nullable String remedy) {
        return new PreflightCheck(name, CheckLevel.HALT, message, remedy, kind);
    }

    /**
     * A failure as a check that halts.
     *
     * @param name what was looked at
     * @param failure what went wrong when it was
     * @param remedy what to do, unless the failure says so itself
     * @return the check
     */
    public static PreflightCheck halt(String name, Failure failure, String remedy) {
        String place = failure.location() == null ? "" : " In file " + failure.location() + ".";
        return halt(name, failure.kind(), failure.message() + place, failure.hint() == null ? remedy : failure.hint());
    }

    /** {@return what a run fails with, if this halts it} */
    public Failure failure() {
        Failure failure = Failure.of(kind == null ? FailureKind.UNEXPECTED : kind, message);
        return remedy == null ? failure : failure.withHint(remedy);
    }
}
