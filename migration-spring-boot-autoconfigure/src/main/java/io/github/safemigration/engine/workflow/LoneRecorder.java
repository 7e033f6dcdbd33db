package io.github.safemigration.engine.workflow;

import io.github.safemigration.engine.changelog.LoneStatement;
import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.FailureKind;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.plan.MigrationPlan;
import io.github.safemigration.engine.recovery.DatabaseEffects.Nature;
import io.github.safemigration.engine.recovery.DatabaseEffects.Preparation;
import io.github.safemigration.engine.recovery.Findings;
import io.github.safemigration.engine.recovery.Interruption.Attempt;
import io.github.safemigration.engine.recovery.InvalidIndex;
import io.github.safemigration.engine.recovery.Recovery;
import io.github.safemigration.engine.recovery.Resumption;
import io.github.safemigration.engine.recovery.SentStatement;
import io.github.safemigration.engine.recovery.StatementState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down the statements of changesets without a transaction, and leaves out those that took effect before a crash. */
final class LoneRecorder {

    private static final Logger logger = LoggerFactory.getLogger(MigrationService.class);

    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final Target target;
    private final String runId;
    private final List<PendingChangeset> pending;
    private final Clock clock;
    private final List<SentStatement> sent = new ArrayList<>();
    private Findings findings;
    private @Nullable ChangesetId current;
    private @Nullable Attempt attempt;
    private List<SentStatement> remembered = List.of();
    private boolean lastIsUndone;
    private boolean lastIsAnswered;
    private int number;
    private int written;

    LoneRecorder(Target target, String runId, MigrationPlan plan, Findings findings, Clock clock) {
        this.target = target;
        this.runId = runId;
        this.pending = plan.changesets();
        this.findings = findings;
        this.clock = clock;
    }

    /** Within one run, too, a second attempt goes on behind what the first has done. */
    void starting(ChangesetId changeset) {
        remembered = List.of();
        if (changeset.equals(current)) {
            if (attempt == null) {
                remember(changeset);
            } else {
                findings = recovery().examine(pending);
                findings.requireClear(target.name());
            }
            current = null;
        }
    }

    /** Where nothing could be written down, what was sent is known as long as this process lives. */
    private void remember(ChangesetId changeset) {
        if (!sent.isEmpty() && !lastIsUndone) {
            throw new MigrationException(
                    target.name(),
                    new Failure(
                            FailureKind.UNCLEAR,
                            "Whether the last statement of changeset " + changeset
                                    + " has taken effect is not known. It is" + " not tried again",
                            changeset,
                            changeset.path(),
                            sent.get(sent.size() - 1).sql(),
                            null,
                            "Look at what it would have changed"),
                    null);
        }
        remembered = sent.isEmpty() ? List.of() : List.copyOf(sent.subList(0, sent.size() - 1));
    }

    boolean isSent(LoneStatement lone) {
        SentStatement statement = SentStatement.of(lone.sql(), lone.searchPath());
        @Nullable Resumption resumption = findings.resumptions().get(lone.changeset());
        if (!lone.changeset().equals(current)) {
            begin(lone, resumption);
        }
        number++;
        lastIsUndone = false;
        if (number <= remembered.size()) {
            sent.add(statement);
            return recovery().effects().natureOf(statement) == Nature.SESSION;
        }
        if (resumption != null
                && (resumption.isWhole() || number <= resumption.done().size())) {
            return !isDone(lone, statement, resumption);
        }
        // What is in its way goes first: should that fail, it was not sent.
        Preparation preparation =
                recovery().effects().prepare(statement, recovery().patience());
        if (!preparation.removed().isEmpty()) {
            logger.warn(
                    "{}: removed {}, which an unfinished attempt had left behind; {} goes on",
                    target.name(),
                    String.join(", ", preparation.removed()),
                    lone.changeset());
        }
        if (attempt != null) {
            recovery()
                    .journal()
                    .sending(attempt, number, preparation.isDone() ? statement.as(StatementState.DONE) : statement);
            written = number;
        }
        lastIsAnswered = false;
        sent.add(statement);
        return !preparation.isDone();
    }

    private void begin(LoneStatement lone, @Nullable Resumption resumption) {
        current = lone.changeset();
        attempt = null;
        number = 0;
        written = 0;
        lastIsAnswered = false;
        sent.clear();
        List<SentStatement> done = resumption == null ? List.of() : resumption.settled();
        if (resumption != null && (resumption.isWhole() || !done.isEmpty())) {
            logger.warn(
                    "{}: {} was interrupted in run {}; {}",
                    target.name(),
                    lone.changeset(),
                    resumption.interruption().attempt().runId(),
                    resumption.isWhole()
                            ? "somebody said that all of it is done"
                            : resumption.done().size() + " of its statements are known to be done and are left out");
        }
        try {
            attempt = recovery().journal().begin(runId, lone.changeset(), lone.checksum(), done, clock.instant());
        } catch (MigrationException e) {
            if (resumption != null) {
                throw e;
            }
            logger.warn(
                    "{} {} runs without it: should this process die meanwhile, nobody will know how far it came.",
                    e.sentence(),
                    lone.changeset());
        }
    }

    /** Nothing of the changeset was sent in this run when one of these is not what it was. */
    private boolean isDone(LoneStatement lone, SentStatement statement, Resumption resumption) {
        if (resumption.isWhole()) {
            return true;
        }
        if (!resumption.done().get(number - 1).hash().equals(statement.hash())) {
            throw new MigrationException(
                    target.name(),
                    new Failure(
                            FailureKind.UNCLEAR,
                            "Changeset " + lone.changeset() + " was interrupted, and its statement " + number
                                    + " is not the one that took effect then. Nothing more of it was sent",
                            lone.changeset(),
                            lone.changeset().path(),
                            statement.sql(),
                            null,
                            "Let it be as it was in run "
                                    + resumption.interruption().attempt().runId()),
                    null);
        }
        return recovery().effects().natureOf(statement) != Nature.SESSION;
    }

    void refused(ChangesetId changeset) {
        if (!changeset.equals(current) || sent.isEmpty()) {
            return;
        }
        lastIsUndone = true;
        if (attempt == null) {
            return;
        }
        try {
            recovery().journal().know(attempt, number, StatementState.UNDONE);
            Preparation tidied = recovery().effects().prepare(sent.get(sent.size() - 1), AT_ONCE);
            if (tidied.isDone()) {
                know(StatementState.DONE);
            }
            if (!tidied.removed().isEmpty()) {
                logger.warn(
                        "{}: removed {}, which the failed statement had left behind",
                        target.name(),
                        String.join(", ", tidied.removed()));
            }
        } catch (MigrationException e) {
            logger.warn("{} What the failed statement has left behind is looked at by the next run.", e.sentence());
        }
    }

    /** Should the changeset fail at something else now, this much is known. */
    void answered(ChangesetId changeset) {
        lastIsAnswered = changeset.equals(current) && written == number;
    }

    /** This process lives, and knows more than one that was killed. */
    void failed(ChangesetId changeset) {
        if (attempt == null || !lastIsAnswered || !changeset.equals(current)) {
            return;
        }
        try {
            recovery().journal().know(attempt, written, StatementState.DONE);
        } catch (MigrationException e) {
            logger.warn("{} That the last statement of {} has taken effect is not noted.", e.sentence(), changeset);
        }
    }

    void ended(ChangesetId changeset) {
        if (!changeset.equals(current)) {
            return;
        }
        if (attempt != null && !sent.isEmpty()) {
            recovery().journal().know(attempt, number, StatementState.DONE);
        }
        for (SentStatement statement : sent) {
            Optional<InvalidIndex> broken = recovery().effects().brokenBy(statement);
            if (broken.isPresent()) {
                lastIsAnswered = false;
                know(StatementState.UNDONE);
                throw new MigrationException(target.name(), invalid(changeset, broken.get(), statement), null);
            }
        }
    }

    private void know(StatementState state) {
        if (attempt != null) {
            recovery().journal().know(attempt, number, state);
        }
    }

    static Failure invalid(ChangesetId changeset, InvalidIndex index, SentStatement statement) {
        return new Failure(
                FailureKind.BAD_SQL,
                "The index " + index.name() + " on " + index.table() + " is there and INVALID: no query uses it, and it"
                        + " keeps nothing unique. The changeset is not recorded as done",
                changeset,
                changeset.path(),
                statement.sql(),
                null,
                "Start again: it is dropped and built anew; by hand: DROP INDEX CONCURRENTLY " + index.name());
    }

    /** Nothing is left to be taken up. */
    void through(ChangesetId changeset) {
        @Nullable Resumption resumption = findings.resumptions().get(changeset);
        if (resumption != null && !changeset.equals(current)) {
            try {
                recovery().journal().forget(resumption.interruption().attempt());
            } catch (MigrationException e) {
                logger.warn("{} The interruption of {} stays noted.", e.sentence(), changeset);
            }
        }
    }

    private Recovery recovery() {
        return target.recovery();
    }
}
