package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.changelog.SqlPreview;
import io.github.safemigration.engine.model.Redactor;
import java.util.List;
import liquibase.ChecksumVersion;
import liquibase.ContextExpression;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.exception.SetupException;
import org.jspecify.annotations.Nullable;

/** Shows a changeset as it would run. Only to be used within {@link LiquibaseScope#reading}. */
final class ChangesetPreviewer {

    private final SqlRenderer sql;
    private final RollbackRenderer rollbacks;
    private final Redactor redactor;

    ChangesetPreviewer(Database database, Redactor redactor) {
        this.sql = new SqlRenderer(database, redactor);
        this.rollbacks = new RollbackRenderer(database, redactor);
        this.redactor = redactor;
    }

    PendingChangeset preview(ChangeSet changeset) {
        initialize(changeset);
        return new PendingChangeset(
                ChangesetIds.of(changeset),
                String.valueOf(changeset.generateCheckSum(ChecksumVersion.latest())),
                redactor.redact(String.valueOf(changeset.getDescription())),
                comment(changeset),
                sql.render(changeset.getChanges(), changeset.getSqlVisitors()),
                contexts(changeset),
                changeset.getLabels() == null
                        ? List.of()
                        : changeset.getLabels().getLabels().stream().sorted().toList(),
                new PendingChangeset.Traits(
                        changeset.isRunInTransaction(),
                        changeset.shouldAlwaysRun(),
                        changeset.shouldRunOnChange(),
                        !Boolean.FALSE.equals(changeset.getFailOnError())),
                rollbacks.render(changeset));
    }

    Rollback rollback(ChangeSet changeset) {
        initialize(changeset);
        return rollbacks.render(changeset);
    }

    /** All that it sends, with its secrets. */
    SqlPreview whole(ChangeSet changeset, SqlRenderer renderer) {
        initialize(changeset);
        return renderer.render(changeset.getChanges(), changeset.getSqlVisitors());
    }

    private static void initialize(ChangeSet changeset) {
        changeset.getChanges().forEach(change -> {
            try {
                if (!SqlRenderer.isOpaque(change)) {
                    change.finishInitialization();
                }
            } catch (SetupException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String contexts(ChangeSet changeset) {
        ContextExpression contexts = changeset.getContextFilter();
        return contexts == null || contexts.isEmpty() ? "" : contexts.toString();
    }

    private @Nullable String comment(ChangeSet changeset) {
        String comments = changeset.getComments();
        return comments == null || comments.isBlank() ? null : redactor.redact(comments);
    }
}
