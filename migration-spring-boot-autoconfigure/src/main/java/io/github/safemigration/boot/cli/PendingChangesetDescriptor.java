package io.github.safemigration.boot.cli;

import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.changelog.Rollback;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Description of a changeset that would run. */
record PendingChangesetDescriptor(
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

    PendingChangesetDescriptor {
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
                new RollbackDescriptor(
                        changeset.rollback().kind(), changeset.rollback().statements()));
    }

    void write(Text text, int position) {
        text.line("");
        text.line("  " + position + ". " + path + "::" + id + "::" + author
                + (inTransaction ? "" : ", not in a transaction")
                + (runAlways ? ", at every start" : "")
                + ", rollback " + Text.words(rollback.kind()));
        opaque.forEach(reason -> text.indented("-- " + reason));
        sql.forEach(statement -> text.indented(statement + (statement.endsWith(";") ? "" : ";")));
    }

    /** Description of how a changeset is undone. */
    record RollbackDescriptor(Rollback.Kind kind, List<String> sql) {}
}
