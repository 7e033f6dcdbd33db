package io.github.safemigration.engine.recovery;

import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.Counted;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;

/**
 * A changeset that was interrupted where nobody can look up what has taken effect.
 *
 * @param interruption where it was interrupted
 * @param total how many statements it has, or 0 if that is not known
 * @param reason why it is unclear
 */
public record UnclearChangeset(Interruption interruption, int total, Reason reason) {

    private static final int SHOWN = 300;

    /** {@return the changeset} */
    public ChangesetId changeset() {
        return interruption.changeset();
    }

    /** {@return the number of the statement at which it was interrupted, from 1} */
    public int statement() {
        return interruption.statements().size();
    }

    /** {@return what is to be said of it, and what to do} */
    public Failure failure() {
        return new Failure(
                FailureKind.UNCLEAR,
                message(),
                changeset(),
                changeset().path(),
                shown(),
                null,
                "Look at what the statement" + (reason == Reason.EFFECT ? " writes" : "s have written")
                        + ", and say what you found: --migration.command=resolve --changeset='" + changeset()
                        + "' --as=" + applied() + " or --as=" + notApplied()
                        + "; or POST the same to the endpoint migrations/resolve");
    }

    private String message() {
        String at = "was interrupted at statement " + statement() + (total == 0 ? "" : " of " + total) + " in run "
                + interruption.attempt().runId();
        return switch (reason) {
            case EFFECT ->
                "Changeset " + changeset() + " " + at
                        + ", and whether that statement has taken effect cannot be looked up." + before()
                        + " The rest was not sent";
            case CHANGED ->
                "Changeset " + changeset() + " " + at
                        + " and was changed since: what it did then cannot be told from what" + " it would do now."
                        + before();
            case TRANSACTION ->
                "Changeset " + changeset() + " " + at
                        + " and has transactions or temporary tables of its own: what of it was"
                        + " committed cannot be looked up";
        };
    }

    private String before() {
        int ended = statement() - 1;
        return ended == 0 ? "" : " " + Counted.of(ended, "statement") + " before it took effect.";
    }

    private String applied() {
        return reason == Reason.EFFECT
                ? "applied (it has taken effect: the next run goes on behind it)"
                : "applied (all of the changeset is done: the next run sends nothing of it)";
    }

    private String notApplied() {
        return reason == Reason.EFFECT
                ? "not-applied (it has not: the next run sends it again)"
                : "not-applied (nothing of it is left: the next run sends all of it)";
    }

    private String shown() {
        String line = interruption.last().sql().strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    /** Why it is unclear. */
    public enum Reason {
        /** The effect of the statement cannot be looked up. */
        EFFECT,
        /** The changeset was changed since. */
        CHANGED,
        /** It has transactions of its own. */
        TRANSACTION
    }
}
