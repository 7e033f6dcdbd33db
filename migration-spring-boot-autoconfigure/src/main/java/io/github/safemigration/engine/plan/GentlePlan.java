package io.github.safemigration.engine.plan;

import io.github.safemigration.engine.changelog.PendingChangeset;
import io.github.safemigration.engine.model.ChangesetId;
import io.github.safemigration.engine.sql.Node;
import io.github.safemigration.engine.sql.SqlScript;
import io.github.safemigration.engine.sql.SqlStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a plan may keep all its locks to its end: it creates, adds nullable columns, or changes rows alone. What is
 * not understood speaks against it.
 */
final class GentlePlan {

    private static final Set<String> CHANGES_ROWS = Set.of("insert", "update", "delete");

    private static final Set<String> CREATES_SOMETHING_ELSE =
            Set.of("create_sequence", "create_type", "create_domain", "create_schema", "create_view", "comment");

    /** These have a default that differs from row to row, and an index or a sequence beside. */
    private static final Set<String> SERIAL =
            Set.of("serial", "serial2", "serial4", "serial8", "smallserial", "bigserial");

    private final Set<String> created = new HashSet<>();
    private boolean definitions;
    private boolean rows;

    /** {@return what speaks against it; null if nothing does} */
    @Nullable
    String obstacle(List<PendingChangeset> changesets) {
        for (PendingChangeset changeset : changesets) {
            if (!changeset.preview().opaque().isEmpty() || changeset.preview().rendered()) {
                return changeset.id() + " does what is not known before it runs";
            }
            for (String sql : changeset.preview().statements()) {
                @Nullable String obstacle = obstacle(changeset.id(), SqlScript.statements(sql));
                if (obstacle != null) {
                    return obstacle;
                }
            }
        }
        return definitions && rows ? "it changes rows beside definitions" : null;
    }

    private @Nullable String obstacle(ChangesetId changeset, List<SqlStatement> statements) {
        if (statements.size() > 1) {
            return changeset + " sends several statements as one";
        }
        for (SqlStatement statement : statements) {
            @Nullable Node tree = statement.tree();
            if (tree == null || !isGentle(tree)) {
                return changeset + " may keep others waiting until its end";
            }
        }
        return null;
    }

    private boolean isGentle(Node tree) {
        if (CHANGES_ROWS.contains(tree.name())) {
            rows = true;
            return true;
        }
        definitions = true;
        return switch (tree.name()) {
            case "create_table" -> createsTable(tree);
            case "create_index" -> created.contains(table(tree));
            case "alter_table" -> alters(tree);
            default -> CREATES_SOMETHING_ELSE.contains(tree.name());
        };
    }

    private boolean createsTable(Node tree) {
        created.add(table(tree));
        return !tree.has("partition_of") && !tree.has("inherits") && refersToNewTables(tree);
    }

    private boolean alters(Node tree) {
        if (created.contains(table(tree))) {
            return refersToNewTables(tree);
        }
        List<Node> changes = tree.all("change").toList();
        return !changes.isEmpty()
                && changes.stream().allMatch(change -> change.part("add_column")
                        .filter(GentlePlan::isNullable)
                        .isPresent());
    }

    private static boolean isNullable(Node column) {
        return column.all("rule").findFirst().isEmpty()
                && column.part("type").map(Node::value).filter(SERIAL::contains).isEmpty();
    }

    private boolean refersToNewTables(Node tree) {
        return tree.all("target").map(Node::value).allMatch(created::contains);
    }

    private static String table(Node tree) {
        return tree.part("table").map(Node::value).orElse("");
    }
}
