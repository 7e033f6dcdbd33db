package io.github.safemigration.adapter.liquibase;

import io.github.safemigration.engine.changelog.SqlPreview;
import io.github.safemigration.engine.model.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import liquibase.change.Change;
import liquibase.change.DbmsTargetedChange;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.sql.Sql;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.ExecutablePreparedStatement;
import liquibase.statement.SqlStatement;

/**
 * Renders changes as the SQL that Liquibase would send. Only to be used within {@link LiquibaseScope#reading}; code and
 * commands are not even asked, and told as opaque.
 */
final class SqlRenderer {

    /** A CSV file of any size must not fill the memory, or a page. */
    private static final int MOST_STATEMENTS = 1_000;

    private final Database database;
    private final UnaryOperator<String> mask;
    private final int most;

    SqlRenderer(Database database, Redactor redactor) {
        this(database, redactor::redact, MOST_STATEMENTS);
    }

    private SqlRenderer(Database database, UnaryOperator<String> mask, int most) {
        this.database = database;
        this.mask = mask;
        this.most = most;
    }

    /** Renders everything as it is sent: not to be shown to anybody before it was looked through for secrets. */
    static SqlRenderer whole(Database database) {
        return new SqlRenderer(database, UnaryOperator.identity(), Integer.MAX_VALUE);
    }

    SqlPreview render(List<? extends Change> changes, List<SqlVisitor> visitors) {
        Rendering rendering = new Rendering(most);
        for (Change change : changes) {
            if (change.shouldRunOnOs() && isForDatabase(change)) {
                render(change, visitors, rendering);
            }
        }
        return rendering.preview();
    }

    static boolean isOpaque(Change change) {
        return change instanceof CustomChangeWrapper || change instanceof ExecuteShellCommandChange;
    }

    private boolean isForDatabase(Change change) {
        return !(change instanceof DbmsTargetedChange targeted)
                || DatabaseList.definitionMatches(targeted.getDbms(), database, true);
    }

    private void render(Change change, List<SqlVisitor> visitors, Rendering rendering) {
        if (change instanceof CustomChangeWrapper custom) {
            rendering.opaque("custom change " + custom.getClassName());
        } else if (change instanceof ExecuteShellCommandChange command) {
            rendering.opaque("shell command " + mask.apply(String.valueOf(command.getExecutable())));
        } else {
            try {
                rendering.rendered |= change.generateStatementsVolatile(database);
                for (SqlStatement statement : change.generateStatements(database)) {
                    render(statement, visitors, rendering);
                }
            } catch (RuntimeException e) {
                rendering.opaque("cannot be rendered before it runs: " + mask.apply(String.valueOf(e.getMessage())));
            }
        }
    }

    private void render(SqlStatement statement, List<SqlVisitor> visitors, Rendering rendering) {
        if (statement instanceof ExecutablePreparedStatement) {
            rendering.opaque("a prepared statement whose values come from files or a database");
            return;
        }
        if (statement.skipOnUnsupported() && !SqlGeneratorFactory.getInstance().supports(statement, database)) {
            return;
        }
        for (Sql sql : SqlGeneratorFactory.getInstance().generateSql(statement, database)) {
            String text = sql.toSql();
            for (SqlVisitor visitor : visitors) {
                text = visitor.modifySql(text, database);
            }
            rendering.statement(mask.apply(text));
        }
    }

    private static final class Rendering {

        private final int most;
        private final List<String> statements = new ArrayList<>();
        private final List<String> opaque = new ArrayList<>();
        private boolean rendered;
        private int left;

        private Rendering(int most) {
            this.most = most;
        }

        private void statement(String sql) {
            if (statements.size() < most) {
                statements.add(sql);
            } else {
                left++;
            }
        }

        private void opaque(String what) {
            opaque.add(what);
        }

        private SqlPreview preview() {
            if (left > 0) {
                opaque.add(left + " further statements of the same kind");
            }
            return new SqlPreview(statements, opaque, rendered);
        }
    }
}
