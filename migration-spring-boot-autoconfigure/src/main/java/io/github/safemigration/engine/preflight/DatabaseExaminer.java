package io.github.safemigration.engine.preflight;

import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.model.Failure;
import io.github.safemigration.engine.model.MigrationException;
import java.util.List;

/** Looks at a target's database before a run. */
public interface DatabaseExaminer {

    /** For a product that nothing more is known of. */
    DatabaseExaminer NONE = new DatabaseExaminer() {

        @Override
        public List<PreflightCheck> examine(List<PendingChangeset> pending) {
            return List.of();
        }

        @Override
        public List<PreflightCheck> examineLock() {
            return List.of();
        }

        @Override
        public Failure explain(Failure failure) {
            return failure;
        }
    };

    /**
     * Looks at everything but the changelog and its lock, in few queries. Writes nothing.
     *
     * @param pending what is to be run
     * @return what was found
     * @throws MigrationException if the database does not answer
     */
    List<PreflightCheck> examine(List<PendingChangeset> pending);

    /**
     * Looks who holds the changelog lock, and whether they live. Writes nothing, takes nothing.
     *
     * @return what was found
     * @throws MigrationException if the database does not answer
     */
    List<PreflightCheck> examineLock();

    /**
     * Finds out more about a failure, from where the database now stands. Throws nothing.
     *
     * @param failure what went wrong
     * @return the same, or what is behind it
     */
    Failure explain(Failure failure);
}
