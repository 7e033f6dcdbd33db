package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.changelog.Rollback;
import io.github.safemigration.engine.changelog.SqlPreview;
import io.github.safemigration.engine.model.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import liquibase.change.Change;
import liquibase.change.core.EmptyChange;
import liquibase.change.core.RawSQLChange;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.exception.RollbackImpossibleException;
import liquibase.sql.Sql;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;

/** Tells how a changeset is undone. Only to be used within {@link LiquibaseScope#reading}. */
final class RollbackRenderer {

    private final Database database;
    private final SqlRenderer renderer;
    private final Redactor redactor;

    RollbackRenderer(Database database, Redactor redactor) {
        this.database = database;
        this.renderer = new SqlRenderer(database, redactor);
        this.redactor = redactor;
    }

    Rollback render(ChangeSet changeset) {
        List<Change> written = changeset.getRollback() == null
                ? List.of()
                : changeset.getRollback().getChanges();
        try {
            return written.isEmpty() ? generated(changeset) : written(changeset, written);
        } catch (RollbackImpossibleException | RuntimeException e) {
            return Rollback.none();
        }
    }

    private Rollback written(ChangeSet changeset, List<Change> changes) {
        if (changes.stream().allMatch(EmptyChange.class::isInstance)) {
            return new Rollback(Rollback.Kind.DECLARED_EMPTY, List.of());
        }
        SqlPreview preview = renderer.render(changes, visitors(changeset));
        Rollback.Kind kind = preview.opaque().isEmpty() ? Rollback.Kind.WRITTEN : Rollback.Kind.OPAQUE;
        return new Rollback(kind, preview.statements());
    }

    private Rollback generated(ChangeSet changeset) throws RollbackImpossibleException {
        List<String> statements = new ArrayList<>();
        List<Change> changes = changeset.getChanges();
        boolean opaque = false;
        for (int i = changes.size() - 1; i >= 0; i--) {
            Change change = changes.get(i);
            if (SqlRenderer.isOpaque(change)) {
                opaque = true;
            }
            // Liquibase asks those for another product, too.
            if (change instanceof RawSQLChange || !change.supportsRollback(database)) {
                return Rollback.none();
            }
            if (opaque) {
                continue;
            }
            for (SqlStatement statement : change.generateRollbackStatements(database)) {
                for (Sql sql : SqlGeneratorFactory.getInstance().generateSql(statement, database)) {
                    statements.add(redactor.redact(sql.toSql()));
                }
            }
        }
        if (opaque) {
            return new Rollback(Rollback.Kind.OPAQUE, List.of());
        }
        return claimsTooMuch(statements) ? Rollback.none() : new Rollback(Rollback.Kind.GENERATED, statements);
    }

    /** For a constraint without a name Liquibase claims support and renders a statement that cannot work. */
    private static boolean claimsTooMuch(List<String> statements) {
        return statements.stream()
                .anyMatch(sql -> sql.toLowerCase(Locale.ROOT).stripTrailing().endsWith("constraint null"));
    }

    private static List<SqlVisitor> visitors(ChangeSet changeset) {
        return changeset.getSqlVisitors().stream()
                .filter(SqlVisitor::isApplyToRollback)
                .toList();
    }
}
