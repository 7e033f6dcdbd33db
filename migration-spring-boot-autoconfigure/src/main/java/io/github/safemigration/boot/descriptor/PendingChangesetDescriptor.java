package io.github.safemigration.boot.descriptor;

import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.changelog.Rollback;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Description of a changeset that would run now.
 *
 * @param id its id
 * @param author who wrote it
 * @param path the changelog file it stands in
 * @param description what it does, in Liquibase's words
 * @param comment the author's comment, if any
 * @param checksum Liquibase's checksum of its source
 * @param sql the statements as they will be sent, in order
 * @param opaque what cannot be known before it runs, a sentence each
 * @param rendered whether some of the SQL is rendered from the database as it then is, and may differ when it runs
 * @param contexts the context expression it stands under; empty if none
 * @param labels its labels; empty if none
 * @param inTransaction whether it runs in a transaction
 * @param runAlways whether it runs at every start
 * @param runOnChange whether it runs again when it was edited
 * @param failOnError whether its failure stops the run
 * @param rollback how it is undone
 */
public record PendingChangesetDescriptor(
        String id,
        String author,
        String path,
        String description,
        @Nullable String comment,
        String checksum,
        List<String> sql,
        List<String> opaque,
        boolean rendered,
        String contexts,
        List<String> labels,
        boolean inTransaction,
        boolean runAlways,
        boolean runOnChange,
        boolean failOnError,
        RollbackDescriptor rollback) {

    /** Copies the lists. */
    public PendingChangesetDescriptor {
        sql = List.copyOf(sql);
        opaque = List.copyOf(opaque);
        labels = List.copyOf(labels);
    }

    static PendingChangesetDescriptor of(PendingChangeset changeset) {
        return new PendingChangesetDescriptor(
                changeset.id().id(),
                changeset.id().author(),
                changeset.id().path(),
                changeset.description(),
                changeset.comment(),
                changeset.checksum(),
                changeset.preview().statements(),
                changeset.preview().opaque(),
                changeset.preview().rendered(),
                changeset.contexts(),
                changeset.labels(),
                changeset.traits().inTransaction(),
                changeset.traits().runAlways(),
                changeset.traits().runOnChange(),
                changeset.traits().failOnError(),
                RollbackDescriptor.of(changeset.rollback()));
    }

    /**
     * Description of how a changeset is undone.
     *
     * @param kind where the rollback comes from
     * @param sql its statements, in order; empty where it is opaque or there is none
     */
    public record RollbackDescriptor(Rollback.Kind kind, List<String> sql) {

        /** Copies the list. */
        public RollbackDescriptor {
            sql = List.copyOf(sql);
        }

        static RollbackDescriptor of(Rollback rollback) {
            return new RollbackDescriptor(rollback.kind(), rollback.statements());
        }
    }
}
