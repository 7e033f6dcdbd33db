package io.github.safemigration.engine.recovery;

import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.model.MigrationException;
import io.github.safemigration.engine.recovery.DatabaseEffects.Nature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how changesets go on that were interrupted outside of a transaction. What cannot be told is never assumed.
 *
 * @param journal remembers what was sent
 * @param effects looks up what it has done
 * @param patience how long what clears away waits for locks, which keeps nobody waiting
 */
public record Recovery(Journal journal, DatabaseEffects effects, Duration patience) {

    /**
     * Looks at the pending changesets that were interrupted. Only under the lock is nobody still at work on them.
     *
     * @param pending what is to be run
     * @return what became of them
     * @throws MigrationException if the database does not answer
     */
    public Findings examine(List<PendingChangeset> pending) {
        Map<ChangesetId, Resumption> resumptions = new HashMap<>();
        List<UnclearChangeset> unclear = new ArrayList<>();
        for (Interruption interruption : journal.interruptions()) {
            pending.stream()
                    .filter(changeset -> changeset.id().equals(interruption.changeset()))
                    .findFirst()
                    .ifPresent(changeset -> {
                        UnclearChangeset.@Nullable Reason reason = reason(interruption, changeset);
                        if (reason == null) {
                            resumptions.put(changeset.id(), resumption(interruption));
                        } else {
                            unclear.add(new UnclearChangeset(interruption, total(changeset), reason));
                        }
                    });
        }
        return new Findings(resumptions, unclear);
    }

    private UnclearChangeset.@Nullable Reason reason(Interruption interruption, PendingChangeset changeset) {
        if (interruption.last().state() == StatementState.ALL_DONE) {
            return null;
        }
        if (interruption.statements().stream()
                .anyMatch(statement -> effects.natureOf(statement) == Nature.TRANSACTION)) {
            return UnclearChangeset.Reason.TRANSACTION;
        }
        StatementState last = known(interruption.last());
        if (last == StatementState.SENT) {
            return isSame(interruption, changeset, interruption.statements())
                    ? UnclearChangeset.Reason.EFFECT
                    : UnclearChangeset.Reason.CHANGED;
        }
        return isSame(interruption, changeset, done(interruption, last)) ? null : UnclearChangeset.Reason.CHANGED;
    }

    /** A changeset may be mended behind what has taken effect. */
    private static boolean isSame(
            Interruption interruption, PendingChangeset changeset, List<SentStatement> statements) {
        if (statements.isEmpty() || Objects.equals(changeset.checksum(), interruption.checksum())) {
            return true;
        }
        List<String> now = changeset.preview().statements();
        if (!changeset.preview().opaque().isEmpty() || now.size() < statements.size()) {
            return false;
        }
        for (int i = 0; i < statements.size(); i++) {
            if (!SentStatement.hash(now.get(i)).equals(statements.get(i).hash())) {
                return false;
            }
        }
        return true;
    }

    private Resumption resumption(Interruption interruption) {
        if (interruption.last().state() == StatementState.ALL_DONE) {
            return new Resumption(interruption, List.of(), true);
        }
        return new Resumption(interruption, done(interruption, known(interruption.last())), false);
    }

    /** Since the last one was sent, those before it have ended, each in a transaction of its own. */
    private static List<SentStatement> done(Interruption interruption, StatementState last) {
        List<SentStatement> all = interruption.statements();
        return all.subList(0, last == StatementState.DONE ? all.size() : all.size() - 1).stream()
                .map(statement -> statement.as(StatementState.DONE))
                .toList();
    }

    private StatementState known(SentStatement statement) {
        return statement.state() == StatementState.SENT && statement.isWhole()
                ? effects.effectOf(statement)
                : statement.state();
    }

    private static int total(PendingChangeset changeset) {
        return changeset.preview().opaque().isEmpty()
                ? changeset.preview().statements().size()
                : 0;
    }
}
